import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { undo } from '../../lib/db/changes.ts';
import { namesakes } from '../../lib/db/customers-by-name.ts';
import { maybeNamed, searchCustomers } from '../../lib/db/customers.ts';
import { KebanDatabase } from '../../lib/db/database.ts';
import { findAnyone } from '../../lib/db/find-anyone.ts';
import { importOrders } from '../../lib/db/imports.ts';
import { takePeer } from '../../lib/db/intake.ts';
import { noteShops } from '../../lib/db/shops.ts';
import { mergeCustomers } from '../../lib/db/merges.ts';
import { suggestionsFor } from '../../lib/db/suggestions.ts';
import type { Change } from '../../lib/domain/change.ts';
import type { OrderSeen } from '../../lib/domain/observation.ts';
import { aCustomer, putCustomers, SHOP } from '../support/customers.ts';

const OTHER = 'taobao|海边杂货铺';
let db: KebanDatabase;
let made = 0;
beforeEach(() => {
  db = new KebanDatabase(`by-name-${made++}`);
});
afterEach(() => db.delete());

/** A customer with the key that pages give one of Taobao. */
const known = (id: string, nick: string, shopId = SHOP): ReturnType<typeof aCustomer> =>
  aCustomer(id, nick, { shopId, keys: [`nick|${shopId}|${nick}`] });
const ids = (found: readonly { id: string }[]): string[] => found.map(({ id }) => id).toSorted();
const tokens = async (id: string): Promise<string[] | undefined> => (await db.customers.get(id))?.tokens;
const some = (change: Change | null): Change => {
  if (!change) throw new Error('nothing was changed');
  return change;
};

describe('a nick that is a key', () => {
  beforeEach(() => putCustomers(db, known('c_1', '林间小雨88'), known('c_2', '林间木屋', OTHER), known('c_3', 'Tb_Anna2017')));

  it('is not among the words to search by, except where the key is written otherwise', async () => {
    expect(await tokens('c_1')).toEqual(['间小', '小雨', '88']);
    expect(await tokens('c_2')).toEqual(['间木', '木屋']);
    expect(await tokens('c_3')).toContain('tb_anna2017');
  });

  it('is found by its beginning in whatever shop, by a middle part, whole, and by a masked nick', async () => {
    expect(ids(await searchCustomers('林间', 20, db))).toEqual(['c_1', 'c_2']);
    expect(ids(await searchCustomers('林', 20, db))).toEqual(['c_1', 'c_2']);
    expect(ids(await searchCustomers('林间小雨88', 20, db))).toEqual(['c_1']);
    expect(ids(await searchCustomers('木屋', 20, db))).toEqual(['c_2']);
    expect(ids(await searchCustomers('88', 20, db))).toEqual(['c_1']);
    expect(ids(await searchCustomers('TB_anna', 20, db))).toEqual(['c_3']);
    expect((await maybeNamed('林间', undefined, db)).toSorted()).toEqual(['c_1', 'c_2']);
    expect(ids(await searchCustomers('林间', 20, db, { shopId: OTHER }))).toEqual(['c_2']);
    expect((await findAnyone('林**8', 8, db)).map(({ customer, by }) => [customer.id, by])).toEqual([['c_1', 'masked']]);
  });

  it('makes a namesake of one that a person made by that name, and a suggestion', async () => {
    await putCustomers(db, aCustomer('c_4', '林间小雨88', { keys: [], standing: 'by-name' }));
    expect(ids(await namesakes(SHOP, '林间小雨88', db))).toEqual(['c_1', 'c_4']);
    expect(ids(await namesakes(OTHER, '林间小雨88', db))).toEqual([]);
    const suggested = async (id: string): Promise<string[]> => ids((await suggestionsFor(id, 0, db)).map((one) => one.customer));
    expect(await suggested('c_4')).toEqual(['c_1']);
    expect(await suggested('c_1')).toEqual(['c_4']);
  });

  it('goes among the words when the key goes, and out of them when it comes', async () => {
    await putCustomers(db, aCustomer('c_5', '海边的信', { keys: [], standing: 'by-name' }));
    expect(await tokens('c_5')).toContain('海边的信');
    const merged = some(await mergeCustomers('c_5', 'c_1', db));
    expect((await db.customers.get('c_5'))?.keys).toEqual([`nick|${SHOP}|林间小雨88`]);
    expect(await tokens('c_5')).not.toContain('林间小雨88');
    expect(ids(await searchCustomers('林间小', 20, db))).toEqual(['c_5']);
    expect(await undo(merged.id, db)).toMatchObject({ outcome: 'undone' });
    expect(ids(await searchCustomers('林间小', 20, db))).toEqual(['c_1']);
    expect(await tokens('c_5')).toContain('海边的信');
    const source = { site: 'taobao' as const, shopId: SHOP, at: 2000 };
    await takePeer(source, { kind: 'peer', peer: { nick: '雪夜行', name: '雪夜行' }, orderNos: [] }, db);
    expect((await searchCustomers('雪', 20, db)).map(({ tokens: of }) => of)).toEqual([['夜行']]);
  });
});

it('of two characters stays among the words, where it is a part of another name of the same customer', async () => {
  await putCustomers(db, aCustomer('c_1', '小雨', { name: '林间小雨姐', aliases: ['小雨'] }));
  expect(ids(await searchCustomers('小雨姐', 20, db))).toEqual(['c_1']);
  expect(await maybeNamed('小雨姐', SHOP, db)).toEqual(['c_1']);
});

describe('in a shop that no page of this computer has shown', () => {
  it('is found whoever makes the customer, for the shop is noted with it', async () => {
    await putCustomers(db, known('c_9', '林间小雨88', 'taobao|别的店'));
    expect(ids(await searchCustomers('林间小', 20, db))).toEqual(['c_9']);
    expect((await db.shops.get('taobao|别的店'))?.name).toBe('别的店');
  });

  it('is found when code of before has written it, once the session has been cared for', async () => {
    await db.customers.put(known('c_9', '林间小雨88', 'aliexpress|1|2'));
    await noteShops(db);
    expect(await db.shops.toArray()).toMatchObject([{ id: 'aliexpress|1|2', site: 'aliexpress', key: '1|2' }]);
    expect(ids(await searchCustomers('林间小', 20, db))).toEqual(['c_9']);
  });
});

it('asks no other shop when one is meant, however many of its buyers begin alike', async () => {
  await db.customers.bulkPut(Array.from({ length: 400 }, (_, i) => known(`c_${i}`, `tb${1000 + i}`, OTHER)));
  await db.customers.bulkPut([known('d_1', 'tb77'), known('d_2', 'tb78')]);
  let rows = 0;
  db.customers.hook('reading', (row) => {
    rows += 1;
    return row;
  });
  expect(ids(await searchCustomers('tb', 5, db, { shopId: SHOP }))).toEqual(['d_1', 'd_2']);
  expect(rows).toBe(2);
});

it('is found by its beginning after an import, whichever way the chunk was written', async () => {
  const order = (no: string, nick: string): OrderSeen => ({
    kind: 'order',
    no,
    state: 'done',
    items: [],
    buyer: { nick, name: nick },
  });
  const from = async (...orders: OrderSeen[]): Promise<void> => {
    async function* batches() {
      yield { rows: orders.map((one, i) => ({ line: i + 2, order: one })), bytesRead: 1, bytesTotal: 1 };
    }
    await importOrders(batches(), { fileName: 'a.csv', shopId: SHOP, shopName: '青禾' }, db);
  };
  await from(order('4512300187000204539', '山川书店'));
  await from(order('4512300187000204777', '山川灯影'));
  expect((await searchCustomers('山川', 20, db)).map((c) => c.name).toSorted()).toEqual(['山川书店', '山川灯影']);
  expect((await db.customers.toArray()).map((c) => c.tokens.some((token) => token.startsWith('山')))).toEqual([false, false]);
});
