import { reconcile } from '#lib/background/reminders.ts';
import { db } from '#lib/db/database.ts';
import type { Reminder } from '#lib/domain/reminder.ts';
import { compared, type Compared } from './timing.ts';

const MINUTE = 60_000;
const AT_ONCE = 5000;

/**
 * Measures one tick with `count` open follow-ups, half of them overdue and told of long ago, against reading as many keys
 * of the index as the tick does rows. They are taken away again.
 */
export async function measureTicks(count: number, times: number): Promise<Compared> {
  const now = Date.now();
  const ids: string[] = [];
  for (let from = 0; from < count; from += AT_ONCE) {
    const rows = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, n): Reminder => {
      const i = from + n;
      const past = i % 2 === 0;
      const dueAt = past ? now - (i + 1) * MINUTE : now + 600 * MINUTE + i * MINUTE;
      const fired = past ? { firedAt: dueAt } : {};
      return { id: `bench_${i}`, customerId: 'bench', shopId: 'bench', text: '', dueAt, state: 'open', createdAt: now, ...fired };
    });
    ids.push(...rows.map(({ id }) => id));
    await db.reminders.bulkPut(rows);
  }
  try {
    return await compared(
      times,
      () => reconcile(),
      () => db.reminders.orderBy('wakeAt').limit(1).primaryKeys(),
    );
  } finally {
    await db.reminders.bulkDelete(ids);
  }
}
