import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cadenceRules, planChunk, saveCadenceRules } from '#lib/db/cadence-plan.ts';
import { KebanDatabase } from '#lib/db/database.ts';
import type { Money } from '#lib/domain/money.ts';
import { aCustomer, anOrder, putCustomers, putOrders } from '../support/customers.ts';

describe('a dry run of the rule for large orders', () => {
  let db: KebanDatabase;
  const NOW = Date.UTC(2026, 10, 20, 4);
  const DAY = 86_400_000;
  beforeEach(() => void (db = new KebanDatabase(`large-${Math.random()}`)));
  afterEach(() => db.delete());

  const run = async (paid: Money[], days = 20) => {
    await putCustomers(db, aCustomer('c1', 'Ana', { country: 'TR' }));
    const orders = paid.map((money, i) => anOrder(`55${i}`, { state: 'done', createdAt: NOW - days * DAY + i, paid: money }));
    await putOrders(db, 'c1', ...orders);
    await saveCadenceRules(
      (await cadenceRules(db)).map((rule) => ({ ...rule, on: rule.id === 'visit' })),
      NOW,
      db,
    );
    const span = { from: NOW - 30 * DAY, to: NOW };
    const live = await planChunk(await cadenceRules(db), span, '', 10, db);
    expect(live.withoutSum).toEqual([]);
    return planChunk(await cadenceRules(db), { ...span, dry: true }, '', 10, db);
  };
  const money = (minor: number, currency: string): Money => ({ minor, currency });

  it('makes a visit of a large order in euros', async () => {
    const { planned, withoutSum } = await run([money(200_00, 'EUR')]);
    expect([planned.map(({ orderNo }) => orderNo), withoutSum]).toEqual([['550'], []]);
  });
  it('says of which currencies it has no sum, in the span that it is for', async () => {
    const { planned, withoutSum } = await run([money(90_000_00, 'TRY'), money(10_00, 'EUR'), money(80_000_00, 'TRY')]);
    expect([planned, withoutSum]).toEqual([[], ['TRY', 'TRY']]);
  });
  it('says nothing of others', async () => {
    expect((await run([money(90_000_00, 'TRY')], 3)).withoutSum).toEqual([]);
  });
});
