import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { undo } from '../../lib/db/changes.ts';
import { KebanDatabase } from '../../lib/db/database.ts';
import { takeOrders, takePeer } from '../../lib/db/intake.ts';
import { keepApart, mergeCustomers } from '../../lib/db/merges.ts';
import { refreshOrders } from '../../lib/db/refresh-orders.ts';
import { findPairs, suggestionsFor, type Pair } from '../../lib/db/suggestions.ts';
import type { OrderSeen } from '../../lib/domain/observation.ts';

const SHOP = 'taobao|青禾示例专卖店';
const source = { site: 'taobao' as const, shopId: SHOP, at: 1_760_000_000_000 };
const order = (no: string, name: string, more: Partial<OrderSeen> = {}): OrderSeen => ({
  kind: 'order',
  no,
  state: 'paid',
  items: [],
  buyer: { name, masked: true },
  ...more,
});

let db: KebanDatabase;
let n = 0;
beforeEach(async () => {
  db = new KebanDatabase(`suggestions-${n++}`);
  const recipient = { name: '周**', phone: '139****0001', city: '杭州市' };
  await takePeer(
    source,
    { kind: 'peer', peer: { name: '林间小雨88', nick: '林间小雨88' }, orderNos: ['4512300187000204539'] },
    db,
  );
  await takeOrders(
    source,
    [
      order('4512300187000204539', '林**', { recipient }),
      order('4512288765001204539', '林**'),
      order('4512277765001777777', '林**', { recipient }),
      order('4512266665001204539', '海**'),
      order('4512255565001888888', '林**'),
    ],
    db,
  );
});
afterEach(() => db.delete());

const idOf = async (no: string): Promise<string> =>
  (await db.orders.toArray()).find((row) => row.list.some((o) => o.no === no))?.customerId ?? '';
const suggested = async (no: string): Promise<string[]> => {
  const found = await suggestionsFor(await idOf(no), source.at, db);
  return Promise.all(found.map(async ({ customer }) => (await db.orders.get(`${customer.id}#0000`))?.list[0]?.no ?? ''));
};

async function allPairs(): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for await (const found of findPairs(source.at, db)) pairs.push(...found.pairs);
  return pairs;
}

describe('suggestions', () => {
  it('come from the end of order numbers and from recipients, likeliest first; a contradicting mask is left out', async () => {
    expect(await suggested('4512300187000204539')).toEqual(['4512288765001204539', '4512277765001777777']);
    expect(await suggested('4512277765001777777')).toEqual(['4512300187000204539']);
    expect(await suggested('4512266665001204539')).toEqual([]);
    expect(await suggested('4512255565001888888')).toEqual([]);
    expect(await suggestionsFor('c_none', source.at, db)).toEqual([]);
  });

  it('stay away once a person said no, on both sides, until that is taken back', async () => {
    const [a, b] = [await idOf('4512300187000204539'), await idOf('4512288765001204539')];
    const said = await keepApart(a, b, db);
    expect(await suggested('4512300187000204539')).toEqual(['4512277765001777777']);
    expect(await suggested('4512288765001204539')).toEqual([]);
    await undo(said?.id ?? '', db);
    expect(await suggested('4512288765001204539')).toEqual(['4512300187000204539']);
  });

  it('are never more than a handful, however many records a buyer has', async () => {
    const some = (from: number, to: number): OrderSeen[] =>
      Array.from({ length: to - from }, (_, i) => order(`45999${String(from + i).padStart(8, '0')}204539`, '林**'));
    await takeOrders(source, some(0, 20), db);
    expect(await suggested('4512300187000204539')).toHaveLength(5);
    await takeOrders(source, some(20, 60), db);
    expect(await suggested('4512300187000204539')).toHaveLength(5);
  });

  it('do not come from a mark that very many share', async () => {
    const recipient = { name: '周**', phone: '139****0001', city: '杭州市' };
    const forwarded = Array.from({ length: 40 }, (_, i) => order(`45999000000${100_000 + i}`, '林**', { recipient }));
    await takeOrders(source, forwarded, db);
    expect(await suggested('4512300187000204539')).toEqual(['4512288765001204539']);
  });

  it('are listed for everybody, each pair once, the one whose record stays first', async () => {
    const names = async (): Promise<string[][]> => (await allPairs()).map(({ a, b }) => [a.name, b.name]);
    expect(await names()).toEqual([
      ['林间小雨88', '林**'],
      ['林间小雨88', '林**'],
    ]);
    await mergeCustomers(await idOf('4512300187000204539'), await idOf('4512288765001204539'), db);
    expect(await names()).toEqual([['林间小雨88', '林**']]);
  });

  it('reach rows that an older version wrote, after their marks were made up for', async () => {
    await db.orders.toCollection().modify((row) => {
      delete row.hints;
    });
    expect(await suggested('4512277765001777777')).toEqual([]);
    await refreshOrders(db);
    expect(await suggested('4512277765001777777')).toEqual(['4512300187000204539']);
  });
});
