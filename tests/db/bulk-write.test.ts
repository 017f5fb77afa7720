import 'fake-indexeddb/auto';
import { liveQuery } from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putMany } from '#lib/db/bulk-write.ts';
import { KebanDatabase, type ShopRow } from '#lib/db/database.ts';

let db: KebanDatabase;
let n = 0;
beforeEach(() => {
  db = new KebanDatabase(`bulk-write-${n++}`);
});
afterEach(() => db.delete());

const shop = (key: string): ShopRow => ({ id: `taobao|${key}`, site: 'taobao', key, name: key, seenAt: 1 });

describe('putMany', () => {
  it('writes rows that live queries hear of', async () => {
    const seen: number[] = [];
    const watching = liveQuery(() => db.shops.count()).subscribe((count) => seen.push(count));
    const one: (string | undefined)[] = [];
    const watchingOne = liveQuery(() => db.shops.get('taobao|乙')).subscribe((row) => one.push(row?.name));
    await expect.poll(() => seen).toEqual([0]);
    await db.transaction('rw', db.shops, async () => putMany(db.shops, [shop('甲'), shop('乙')]));
    await expect.poll(() => seen.at(-1)).toBe(2);
    await expect.poll(() => one.at(-1)).toBe('乙');
    watching.unsubscribe();
    watchingOne.unsubscribe();
  });

  it('takes everything back when the transaction fails or a row cannot be stored', async () => {
    await expect(
      db.transaction('rw', db.shops, async () => {
        putMany(db.shops, [shop('甲')]);
        throw new Error('stop');
      }),
    ).rejects.toThrow('stop');
    await expect(
      db.transaction('rw', db.shops, async () =>
        putMany(db.shops, [shop('甲'), { ...shop('乙'), id: undefined as unknown as string }]),
      ),
    ).rejects.toThrow();
    expect(await db.shops.count()).toBe(0);
  });

  it('refuses to write outside a transaction', () => {
    expect(() => putMany(db.shops, [shop('甲')])).toThrow('transaction');
  });
});
