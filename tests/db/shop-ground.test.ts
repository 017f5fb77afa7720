import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cadenceRules, planChunk } from '#lib/db/cadence-plan.ts';
import { KebanDatabase } from '#lib/db/database.ts';
import { storeMessages } from '#lib/db/messages.ts';
import { proposalsFor } from '#lib/db/promises.ts';
import { setShopGround, shopGround } from '#lib/db/shop-ground.ts';
import { formatTime, parseTime } from '#lib/domain/time.ts';
import { aCustomer, anOrder, putCustomers, putOrders, SHOP } from '../support/customers.ts';

const DAY = 86_400_000;
const MOSCOW = { zone: 'Europe/Moscow', country: 'RU' };
let db: KebanDatabase;
beforeEach(() => {
  db = new KebanDatabase(`ground-${Math.random()}`);
});
afterEach(() => db.delete());

/** Days on which surveys are planned for orders received on a day, in the shop's zone. */
async function surveysAfter(received: string): Promise<string[]> {
  const { zone } = await shopGround(db);
  const receivedAt = parseTime(`${received} 12:00:00`, zone)!;
  await putCustomers(db, aCustomer('c1', '林间小雨88'));
  await putOrders(db, 'c1', anOrder('551', { state: 'done', createdAt: receivedAt - 8 * DAY, receivedAt }));
  const rules = (await cadenceRules(db)).map((rule) => ({ ...rule, on: rule.id === 'survey' }));
  const { planned } = await planChunk(rules, { from: receivedAt, to: receivedAt + 20 * DAY, dry: true }, '', 10, db);
  return planned.map(({ at }) => formatTime(at, zone));
}

describe('where the shop works', () => {
  it('is China until somebody says otherwise', async () => {
    expect(await shopGround(db)).toEqual({ zone: 'Asia/Shanghai', country: 'CN' });
    await setShopGround(MOSCOW, db);
    expect(await shopGround(db)).toEqual(MOSCOW);
  });

  it('decides on which days rules make follow-ups', async () => {
    // Three days later is 2 October, in China a day off.
    expect(await surveysAfter('2026-09-29')).toEqual([]);
    await setShopGround(MOSCOW, db);
    expect(await surveysAfter('2026-09-29')).toEqual(['2026-10-02 10:00:00']);
    // Three days later is 6 January, in Russia a day off; the first workday is later than a survey may be.
    expect(await surveysAfter('2026-01-03')).toEqual([]);
    await setShopGround({ zone: 'Asia/Shanghai', country: 'CN' }, db);
    expect(await surveysAfter('2026-01-03')).toEqual(['2026-01-06 10:00:00']);
  });

  it('decides what working days a promise means, and tells where they lead beyond what is known', async () => {
    const now = parseTime('2026-09-30 10:00:00', 'Asia/Shanghai')!;
    await putCustomers(db, aCustomer('c1', '林间小雨88'));
    const message = { kind: 'message', side: 'seller', type: 'text', text: '3个工作日内给您发货', at: now } as const;
    await storeMessages({ customerId: 'c1', shopId: SHOP, mark: 'm' }, [{ message }], now, db);
    const until = async () =>
      (await proposalsFor('c1', now, 'Asia/Shanghai', db)).map((one) => [
        formatTime(one.until, 'Asia/Shanghai'),
        one.byWeekends ?? false,
      ]);
    expect(await until()).toEqual([['2026-10-10 18:00:00', false]]);
    await setShopGround(MOSCOW, db);
    expect(await until()).toEqual([['2026-10-05 18:00:00', false]]);
    await setShopGround({ zone: 'Asia/Ho_Chi_Minh', country: 'VN' }, db);
    expect(await until()).toEqual([['2026-10-05 18:00:00', true]]);
  });
});
