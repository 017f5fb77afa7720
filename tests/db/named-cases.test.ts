import 'fake-indexeddb/auto';
import { afterEach, expect, it } from 'vitest';
import { db } from '#lib/db/database.ts';
import { takeOrders } from '#lib/db/intake.ts';
import { withOrderNos } from '#lib/db/named-cases.ts';
import { orderByNo } from '#lib/db/orders.ts';
import { newsIn } from '#lib/domain/intake.ts';
import type { CaseSeen, Observation } from '#lib/domain/observation.ts';
import type { OrderCase } from '#lib/domain/order-case.ts';

const SHOP = 'aliexpress|100001';
const ORDER = '8287986728749763';
const LINE = '6302516863689763';
const T0 = Date.UTC(2026, 10, 27, 2);
const list: CaseSeen = { kind: 'case', no: '6302516863589763', lineNo: LINE, orderNo: ORDER, stateText: '等待卖家响应' };

afterEach(async () => {
  await db.delete();
  await db.open();
});

async function take(observations: readonly Observation[], at: number, shopId = SHOP): Promise<void> {
  const news = newsIn(await withOrderNos(shopId, observations), at);
  await takeOrders({ site: 'aliexpress', shopId, at }, news);
}
const casesOf = async (no: string): Promise<OrderCase[] | undefined> => (await orderByNo(no))?.order.cases;

it('an answer that names only the line of a dispute is put to the order it is kept with', async () => {
  await take([list], T0);
  await take([{ kind: 'case', lineNo: LINE, stateText: '退款成功' }], T0 + 1);
  expect(await casesOf(ORDER)).toMatchObject([{ no: list.no, lineNo: LINE, state: 'closed', stateText: '退款成功' }]);
  expect(await db.customers.count()).toBe(1);
});

it('nor is it to another line, another shop, or where two orders hold it', async () => {
  await take([list], T0);
  const over: CaseSeen = { kind: 'case', lineNo: LINE, stateText: '退款成功' };
  await take([{ ...over, lineNo: '6302516863689764' }], T0 + 1);
  await take([over], T0 + 1, 'aliexpress|100002');
  await take([{ ...list, orderNo: '8287986728749764' }], T0 + 1);
  await take([over], T0 + 2);
  expect(await casesOf(ORDER)).toMatchObject([{ state: 'open' }]);
  expect(await casesOf('8287986728749764')).toMatchObject([{ state: 'open' }]);
});
