import { db, type KebanDatabase } from './database.ts';
import { refreshed } from './orders.ts';

/** Key in `meta`: the form of the marks and hints that every row of orders has. */
const FORM_KEY = 'orderIndex';
/** 2: closed orders have marks, and rows of all versions their hints. */
const FORM = 2;
const ROWS_AT_ONCE = 300;

/** Gives rows of orders that other versions wrote the marks and hints by which this code finds them. Does nothing the next time. */
export async function refreshOrders(database: KebanDatabase = db): Promise<void> {
  if ((await database.meta.get(FORM_KEY))?.value === FORM) return;
  for (let after = ''; ;) {
    const last = await database.transaction('rw', database.orders, async () => {
      const rows = await database.orders.where('id').above(after).limit(ROWS_AT_ONCE).toArray();
      const now = rows.map(refreshed);
      const stale = now.filter((row, i) => row !== rows[i]);
      if (stale.length > 0) await database.orders.bulkPut(stale);
      return rows.length < ROWS_AT_ONCE ? null : (rows.at(-1)?.id ?? null);
    });
    if (last === null) break;
    after = last;
  }
  await database.meta.put({ key: FORM_KEY, value: FORM });
}
