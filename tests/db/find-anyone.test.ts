import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KebanDatabase } from '#lib/db/database.ts';
import { findAnyone, findByPhoneTail, surest } from '#lib/db/find-anyone.ts';
import { aCustomer, anOrder, putCustomers, putOrders, SHOP } from '../support/customers.ts';

let db: KebanDatabase;
let n = 0;
beforeEach(async () => {
  db = new KebanDatabase(`find-${n++}`);
  await db.shops.bulkPut(
    ['taobao|青禾示例专卖店', 'taobao|二店'].map((id) => ({ id, site: 'taobao', key: id, name: id, seenAt: 1 })),
  );
  const key = (nick: string, shop = SHOP): { keys: string[] } => ({ keys: [`nick|${shop}|${nick}`] });
  await putCustomers(
    db,
    aCustomer('c1', '林间小雨88', key('林间小雨88')),
    aCustomer('c2', '林间小雨', key('林间小雨')),
    aCustomer('c3', '林**', { masked: true, keys: [], standing: 'orders-only' }),
    aCustomer('c4', '海棠与猫', { ...key('海棠与猫'), tags: ['大码'] }),
    aCustomer('c5', '海棠与猫', { ...key('海棠与猫', 'taobao|二店'), shopId: 'taobao|二店' }),
    aCustomer('c6', '林中鹿88', key('林中鹿88')),
  );
  await putOrders(db, 'c1', anOrder('4512300187000204539', { recipient: { phone: '139****5678' } }));
  await putOrders(
    db,
    'c4',
    anOrder('4512288765001204539', { recipient: { phone: '13800005678' } }),
    anOrder('4512288765009992301'),
  );
});
afterEach(() => db.delete());

const found = async (text: string): Promise<string[][]> =>
  (await findAnyone(text, 8, db)).map((hit) => [hit.customer.id, hit.by, hit.sure ? 'sure' : '']);

describe('findAnyone', () => {
  it.each([
    ['a full nick', '林间小雨88', 'c1', 'nick'],
    ['a full nick that another name begins with', '林间小雨', 'c2', 'nick'],
    ['a nick with prefix and blanks', '  cntaobao林间小雨88 \n', 'c1', 'nick'],
    ['a full order number', '4512288765009992301', 'c4', 'order'],
    ['an order number with its label', '订单编号：4512288765009992301', 'c4', 'order'],
    ['an order number in groups', '4512 2887 6500 9992 301', 'c4', 'order'],
    ['an order number with another label', '主订单编号：4512288765009992301', 'c4', 'order'],
    ['an order number in a sentence', '4512288765009992301（已发货）', 'c4', 'order'],
    ['a nick with its label', '旺旺：林间小雨88', 'c1', 'nick'],
    ['a nick that is called', '@林间小雨88', 'c1', 'nick'],
    ['a nick before a colon', '林间小雨88：', 'c1', 'nick'],
    ['the head of a message', '林间小雨882026-11-29 10:00:01', 'c1', 'nick'],
  ])('%s is sure', async (_what, text, id, by) => {
    const hits = await findAnyone(text, 8, db);
    expect([surest(hits)?.customer.id, surest(hits)?.by, hits[0]?.customer.id]).toEqual([id, by, id]);
  });

  it('the same nick in two shops is not sure', async () => {
    expect(await found('海棠与猫')).toEqual([
      ['c4', 'nick', 'sure'],
      ['c5', 'nick', 'sure'],
    ]);
    expect(surest(await findAnyone('海棠与猫', 8, db))).toBeNull();
  });

  it('a nick that begins with a label is that nick', async () => {
    const nicks = ['买家 林间小雨88', '@林间小雨', '昵称控'];
    await putCustomers(db, ...nicks.map((nick, i) => aCustomer(`l${i}`, nick, { keys: [`nick|${SHOP}|${nick}`] })));
    for (const [i, nick] of nicks.entries()) expect((await found(nick))[0]).toEqual([`l${i}`, 'nick', 'sure']);
    expect((await found('买家 林间小雨88')).map(([id]) => id)).not.toContain('c1');
    expect((await found('买家：林间小雨'))[0]).toEqual(['c2', 'nick', 'sure']);
  });

  it('a telephone number is no end of an order', async () => {
    expect(await found('订单尾号2301')).toEqual([['c4', 'orderTail', '']]);
    expect(await found('手机尾号：2301')).toEqual([]);
    expect(await found('138****2301')).toEqual([]);
  });

  it.each([
    ['six digits', '204539', ['c1', 'c4']],
    ['eight digits', '00204539', ['c1']],
    ['five digits', '92301', ['c4']],
    ['four digits', '2301', ['c4']],
    ['seven digits that fit nobody', '1234567', []],
  ])('the end of an order number, %s, proposes', async (_what, digits, ids) => {
    const hits = (await findAnyone(digits, 8, db)).filter((hit) => hit.by === 'orderTail');
    expect(hits.map((hit) => hit.customer.id).toSorted()).toEqual(ids);
    expect(hits.every((hit) => !hit.sure && hit.detail?.endsWith(digits))).toBe(true);
  });

  it.each([
    ['林**', ['c1', 'c2', 'c3', 'c6']],
    ['林***88', ['c1', 'c6']],
    ['林间**8', ['c1']],
    ['**', []],
    ['陌**', []],
  ])('the masked nick %s only proposes', async (mask, ids) => {
    const hits = await findAnyone(mask, 8, db);
    expect(hits.map((hit) => hit.customer.id).toSorted()).toEqual(ids);
    expect(hits.every((hit) => hit.by === 'masked' && !hit.sure)).toBe(true);
  });

  it('part of a name or a tag finds too, and is not sure', async () => {
    expect(await found('小雨')).toEqual(expect.arrayContaining([['c1', 'name', '']]));
    expect(await found('大码')).toEqual([['c4', 'tag', '']]);
    expect(await found('没有这个人')).toEqual([]);
    expect(await found('   ')).toEqual([]);
  });
});

describe('findByPhoneTail', () => {
  it('finds by the digits that are known, masked ones never fit', async () => {
    const ids = async (digits: string): Promise<string[]> =>
      (await findByPhoneTail(digits, () => true, {}, db)).hits.map((hit) => hit.customer.id).toSorted();
    expect(await ids('5678')).toEqual(['c1', 'c4']);
    expect(await ids('00005678')).toEqual(['c4']);
    expect(await ids('13800005678')).toEqual(['c4']);
    expect(await ids('9999')).toEqual([]);
  });

  it('looks through many customers step by step, newest first, and says when it stopped early', async () => {
    const many = Array.from({ length: 700 }, (_, i) => aCustomer(`x${i}`, `很多人${i}`, { keys: [], activeAt: 1_000_000 + i }));
    await db.customers.bulkPut(many);
    await db.orders.bulkPut(
      ['x699', 'x450', 'x10'].map((customerId) => ({
        id: `${customerId}#0000`,
        customerId,
        list: [anOrder(`45123001870002${customerId.slice(1).padStart(5, '0')}`, { recipient: { phone: '13911112222' } })],
        tails: [],
        marks: [],
      })),
    );
    const found = await findByPhoneTail('2222', () => true, { reach: 600 }, db);
    expect([found.hits.map((hit) => hit.customer.id), found.whole]).toEqual([['x699', 'x450'], false]);
  });

  it('stops when nobody waits any more', async () => {
    expect(await findByPhoneTail('5678', () => false, {}, db)).toEqual({ hits: [], whole: false });
  });
});
