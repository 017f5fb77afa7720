import { describe, expect, test } from 'vitest';
import { awakeMoment, buyerZone, isQuiet } from '#lib/domain/buyer-hours.ts';
import { cadenceId, isFor, plan, type CadenceGround } from '#lib/domain/cadence.ts';
import type { CadenceFacts } from '#lib/domain/cadence-events.ts';
import { DEFAULT_RULES, mergedRules, type CadenceRule } from '#lib/domain/cadence-rules.ts';
import { dayAt, dayNumber, dayOfNumber, dayText } from '#lib/domain/calendar-day.ts';
import { statsOf, type Order } from '#lib/domain/order.ts';
import { formatTime, parseTime } from '#lib/domain/time.ts';
import { isWorkday } from '#lib/domain/workdays.ts';
import { aCustomer, anOrder } from '../support/customers.ts';
import { dice } from '../support/dice.ts';

const ZONE = 'Asia/Shanghai';
const DAY = 86_400_000;
const at = (text: string): number => parseTime(`${text} 10:00:00`, ZONE)!;
const only = (id: string, more: Partial<CadenceRule> = {}): CadenceRule[] =>
  DEFAULT_RULES.filter((rule) => rule.id === id).map((rule) => ({ ...rule, on: true, who: {}, ...more }));

function facts(orders: Order[], more: Partial<CadenceFacts['customer']> = {}, contactAt: number | null = null): CadenceFacts {
  return { customer: { ...aCustomer('c1', '林间小雨'), stats: statsOf(orders), ...more }, orders, contactAt };
}
const ground = (from: string, to: string, more: Partial<CadenceGround> = {}): CadenceGround => ({
  from: parseTime(`${from} 00:00:00`, ZONE)! - 1,
  to: parseTime(`${to} 23:59:59`, ZONE)!,
  zone: ZONE,
  country: 'CN',
  taken: new Set(),
  made: new Set(),
  ...more,
});
const days = (rules: CadenceRule[], one: CadenceFacts, from: string, to: string, more: Partial<CadenceGround> = {}): string[] =>
  plan(rules, one, ground(from, to, more)).planned.map((p) =>
    `${p.ruleId} ${formatTime(p.at, ZONE).slice(0, 16)} ${p.thing}`.trim(),
  );

describe('each rule', () => {
  const order = (more: Partial<Order>): Order => anOrder('1001', { state: 'done', createdAt: at('2026-03-02'), ...more });

  test.each([
    ['shipped', order({ shippedAt: at('2026-03-03') }), ['shipped 2026-03-03 10:00 1001']],
    ['delivered', order({ receivedAt: at('2026-03-04') }), ['delivered 2026-03-05 10:00 1001']],
    ['survey', order({ receivedAt: at('2026-03-04') }), ['survey 2026-03-09 10:00 1001']],
    ['survey', order({}), []],
    ['survey', order({ receivedAt: at('2026-03-04'), state: 'refunding' }), []],
    ['thanks', order({ state: 'refunding' }), []],
    ['thanks', order({}), ['thanks 2026-03-05 10:00 1001']],
    ['visit', order({ paid: { minor: 60_000, currency: 'CNY' } }), ['visit 2026-03-17 10:00 1001']],
    ['visit', order({ paid: { minor: 40_000, currency: 'CNY' } }), []],
    ['visit', order({ state: 'closed', paid: { minor: 60_000, currency: 'CNY' } }), []],
  ])('%s', (id, one, expected) => {
    expect(days(only(id), facts([one]), '2026-03-01', '2026-03-31')).toEqual(expected);
  });

  test('care comes before what was bought runs out, by words in its title', () => {
    const one = order({ receivedAt: at('2026-03-04'), items: [{ title: '净水器滤芯' }, { title: '杯子' }] });
    const rule = only('care', { lasts: [{ word: '滤芯', days: 90 }] });
    expect(days(rule, facts([one]), '2026-03-01', '2026-07-01')).toEqual(['care 2026-05-28 10:00 净水器滤芯']);
  });

  test.each([
    ['coffee', 'Coffee Beans 500g'],
    ['Café', 'CAFÉ en grano'],
    ['фильтр', 'Фильтр для воды'],
    ['Ａ４', 'A4纸 500张'],
  ])('whatever their case: %s in %s', (word, title) => {
    const one = order({ receivedAt: at('2026-03-04'), items: [{ title }] });
    const rule = only('care', { lasts: [{ word, days: 90 }] });
    expect(days(rule, facts([one]), '2026-03-01', '2026-07-01')).toEqual([`care 2026-05-28 10:00 ${title}`]);
  });

  test('a birthday on a day off is greeted on the workday before, one on 29 February every year', () => {
    const born = (birthday: string) => facts([], { birthday });
    expect(days(only('birthday'), born('03-15'), '2026-03-01', '2026-03-31')).toEqual(['birthday 2026-03-13 10:00']);
    expect(days(only('birthday'), born('02-29'), '2026-01-01', '2026-03-31')).toEqual(['birthday 2026-02-28 10:00']);
    expect(days(only('birthday'), born('10-03'), '2026-09-20', '2026-10-31')).toEqual(['birthday 2026-09-30 10:00']);
  });

  test('festivals and seasons go by the country of the buyer', () => {
    const buyer = (country: string | undefined) => facts([order({})], country === undefined ? {} : { country });
    expect(days(only('festival'), buyer(undefined), '2026-09-01', '2026-10-01')).toEqual([
      'festival 2026-09-24 10:00 occasion.midAutumn',
      'festival 2026-09-30 10:00 occasion.nationalDay',
    ]);
    expect(days(only('season'), buyer('ES'), '2026-12-01', '2026-12-31').map((row) => row.split(' ').at(-1))).toEqual([
      'occasion.christmas',
      'occasion.kings',
    ]);
    expect(days(only('season'), buyer('RU'), '2026-12-01', '2026-12-31').map((row) => row.split(' ').at(-1))).toEqual([
      'occasion.ruNewYear',
    ]);
  });

  test('sleeping is told once for a silence, at 30 and at 60 days', () => {
    const rules = [...only('sleeping30'), ...only('sleeping60')];
    expect(days(rules, facts([order({})]), '2026-03-01', '2026-12-31')).toEqual([
      'sleeping30 2026-04-01 10:00',
      'sleeping60 2026-05-06 10:00',
    ]);
  });

  test('one silence is one, whether orders are read for other rules or not', () => {
    const late = { createdAt: at('2026-03-02') + 13.9 * 3_600_000, paidAt: at('2026-03-02') + 14.2 * 3_600_000 };
    const one = facts([order(late)]);
    const ids = [one, { ...one, orders: [] }].map((each) =>
      plan(only('sleeping30'), each, ground('2026-03-01', '2026-12-31')).planned.map(({ id }) => id),
    );
    expect(ids[0]).toHaveLength(1);
    expect(ids[0]).toEqual(ids[1]);
    // What was ordered and not paid for is no silence either way.
    const unpaid = facts([order({}), order({ no: '1002', state: 'unpaid', createdAt: at('2026-03-20') })]);
    for (const each of [unpaid, { ...unpaid, orders: [] }])
      expect(days(only('sleeping30'), each, '2026-03-01', '2026-12-31')).toEqual(['sleeping30 2026-04-20 10:00']);
  });

  test('NPS comes once a quarter while the customer buys', () => {
    const all = ['2026-04-01', '2026-04-15', '2026-05-01', '2026-05-20', '2026-06-10', '2026-06-30'].flatMap((to) =>
      plan(only('nps'), facts([order({})]), ground('2026-03-31', to)).planned.map(({ id }) => id),
    );
    expect(new Set(all).size).toBe(1);
  });

  test('NPS is found in whatever quarter the days asked for lie', () => {
    const ids = (from: string, to: string): string[] =>
      plan(only('nps'), facts([order({}), order({ no: '1002', createdAt: at('2026-05-20') })]), ground(from, to)).planned.map(
        ({ id }) => id,
      );
    const [second] = ids('2026-04-01', '2026-06-10');
    // A month to look back upon, in the last days of the quarter and in the first of the next.
    const on = at(days(only('nps'), facts([order({})]), '2026-04-01', '2026-06-10')[0]!.slice(4, 14));
    const day = (at: number): string => formatTime(at, ZONE).slice(0, 10);
    for (const to of ['2026-06-21', '2026-06-25', '2026-06-30', '2026-07-03']) expect(ids(day(on - DAY), to)).toContain(second);
  });

  test('a visit after a large order, or from the n-th order on where that is asked for', () => {
    const bought = Array.from({ length: 5 }, (_, i) => order({ no: `${4512300187000204539n + BigInt(i)}` }));
    const visits = (more: Partial<CadenceRule>) => plan(only('visit', more), facts(bought), ground('2026-03-01', '2026-06-30'));
    expect(visits({ amounts: {} }).planned).toHaveLength(1);
    expect(visits({ amounts: {}, fromOrder: null }).planned).toHaveLength(0);
  });

  test('one silence is told once, though it was named by the day of the payment before', () => {
    const one = facts([order({ paidAt: at('2026-03-04') })]);
    const [{ id = '' } = {}] = plan(only('sleeping30'), one, ground('2026-03-01', '2026-12-31')).planned;
    const named = (by: number): string => id.replace(/\d+$/, (day) => `${Number(day) + by}`);
    const count = (made: string): number =>
      days(only('sleeping30'), one, '2026-03-01', '2026-12-31', { made: new Set([made]) }).length;
    expect([id, named(2), named(-40), named(2).replace('c1', 'c12')].map(count)).toEqual([0, 0, 1, 1]);
  });

  test('keeping in touch begins anew with any contact', () => {
    const silent = facts([order({})], {}, at('2026-04-01'));
    expect(days(only('touch'), silent, '2026-03-01', '2026-06-30')).toEqual(['touch 2026-05-18 10:00']);
    const talked = facts([order({})], {}, at('2026-05-10'));
    expect(days(only('touch'), talked, '2026-05-01', '2026-06-20')).toEqual([]);
    expect(days(only('touch'), talked, '2026-05-01', '2026-06-30')).toEqual(['touch 2026-06-24 10:00']);
  });
});

describe('what becomes known late', () => {
  const late = anOrder('1001', {
    state: 'done',
    createdAt: at('2026-03-02'),
    paidAt: at('2026-03-02'),
    shippedAt: at('2026-03-03'),
    receivedAt: at('2026-03-06'),
  });
  const on = ['shipped', 'delivered', 'survey', 'thanks', 'visit'];
  const rules = DEFAULT_RULES.map((rule) => ({ ...rule, on: on.includes(rule.id), who: {} }));
  const large = { ...late, paid: { minor: 60_000, currency: 'CNY' } };
  const run = (today: string, to: string, made: ReadonlySet<string> = new Set(), taken: ReadonlySet<number> = new Set()) => {
    const number = dayNumber(dayAt(at(today), ZONE));
    return plan(rules, facts([large]), ground('2026-02-26', to, { today: number, made, taken })).planned;
  };

  test('begins today, one a day, without what is past its limit', () => {
    expect(run('2026-03-12', '2026-03-20').map(({ ruleId, day }) => `${ruleId} ${dayText(dayOfNumber(day))}`)).toEqual([
      'thanks 2026-03-12',
      'survey 2026-03-13',
      'visit 2026-03-17',
    ]);
    expect(run('2026-03-16', '2026-03-16').map(({ ruleId }) => ruleId)).toEqual(['thanks']);
  });

  test('goes on the next day', () => {
    const [first] = run('2026-03-12', '2026-03-12');
    const next = run('2026-03-13', '2026-03-13', new Set([first!.id]), new Set([first!.day]));
    expect(next.map(({ ruleId, day }) => `${ruleId} ${dayText(dayOfNumber(day))}`)).toEqual(['survey 2026-03-13']);
  });

  test('what was wanted before its rule was switched on stays past', () => {
    const since = rules.map((rule) => ({ ...rule, since: at('2026-03-11') }));
    const today = dayNumber(dayAt(at('2026-03-12'), ZONE));
    const found = plan(since, facts([large]), ground('2026-02-26', '2026-03-20', { today })).planned;
    expect(found.map(({ ruleId }) => ruleId)).toEqual(['visit']);
  });
});

describe('whom a rule is for', () => {
  const customer = {
    ...aCustomer('c', 'n', { tags: ['VIP'], level: '黄金会员', country: 'ES' }),
    stats: { count: 3, paidCount: 2, paid: [] },
  };
  test.each([
    [{}, true],
    [{ tags: ['VIP', '批发'] }, true],
    [{ tags: ['批发'] }, false],
    [{ level: '黄金' }, true],
    [{ level: '钻石' }, false],
    [{ minOrders: 2 }, true],
    [{ minOrders: 3 }, false],
    [{ where: 'abroad' as const }, true],
    [{ where: 'domestic' as const }, false],
  ])('%j', (who, fits) => {
    expect(isFor(who, customer, 'CN')).toBe(fits);
  });
});

describe('what finds its day off or taken', () => {
  const shipped = (date: string) => anOrder('1001', { state: 'shipped', createdAt: at(date), shippedAt: at(date) });

  test('comes after what happened, never before', () => {
    expect(days(only('shipped'), facts([shipped('2026-03-07')]), '2026-03-01', '2026-03-31')).toEqual([
      'shipped 2026-03-09 10:00 1001',
    ]);
    const holiday = facts([shipped('2026-02-15')]);
    expect(days(only('shipped'), holiday, '2026-02-01', '2026-03-31')).toEqual([]);
  });

  test('is left out rather than put before what happened', () => {
    const orders = ['1', '2', '3', '4', '5'].map((no) =>
      anOrder(no, { state: 'shipped', createdAt: at('2026-03-02'), shippedAt: at('2026-03-02') }),
    );
    const rule = only('shipped', { within: 1 });
    expect(days(rule, facts(orders), '2026-02-20', '2026-03-31')).toEqual([
      'shipped 2026-03-02 10:00 1',
      'shipped 2026-03-03 10:00 2',
    ]);
  });

  test('is done early only from today on', () => {
    const born = facts([], { birthday: '03-15' });
    const today = (date: string) => dayNumber(dayAt(at(date), ZONE));
    const made = (date: string) => days(only('birthday'), born, '2026-03-01', '2026-03-31', { today: today(date) });
    expect(made('2026-03-13')).toEqual(['birthday 2026-03-13 10:00']);
    expect(made('2026-03-14')).toEqual([]);
  });
});

describe('where a buyer lives', () => {
  const onAli = { shopId: 'aliexpress|1100' };
  const kinds = (rows: string[]) => rows.map((row) => row.split(' ').at(-1));

  test.each([
    ['France', 'abroad', true],
    ['Россия', 'abroad', true],
    ['中国', 'domestic', true],
    ['China', 'domestic', true],
    [undefined, 'domestic', false],
    [undefined, 'abroad', true],
    ['Nowhere', 'domestic', false],
  ] as const)('%s on AliExpress, for %s: %s', (country, where, fits) => {
    const customer = { ...aCustomer('c', 'n', { ...onAli, ...(country ? { country } : {}) }) };
    expect(isFor({ where }, customer, 'CN')).toBe(fits);
  });

  test('goes by the name that the page shows: occasions and quiet hours', () => {
    const order = anOrder('1', { state: 'done', createdAt: at('2026-03-02'), receivedAt: at('2026-03-04') });
    const french = facts([order], { ...onAli, country: 'France' });
    expect(kinds(days(only('season'), french, '2026-12-01', '2026-12-31'))).toEqual(['occasion.christmas']);
    const american = facts([order], { ...onAli, country: 'United States' });
    const [planned] = plan(only('survey'), american, ground('2026-03-01', '2026-03-31')).planned;
    expect(isQuiet(planned?.at ?? 0, 'America/Chicago')).toBe(false);
  });

  test('unknown on a foreign site, only what is for everybody is greeted', () => {
    const order = anOrder('1', { state: 'done', createdAt: at('2026-03-02') });
    expect(kinds(days(only('festival'), facts([order], onAli), '2026-09-01', '2027-02-20'))).toEqual([
      'occasion.newYear',
      'occasion.valentine',
    ]);
  });
});

test("every buyer's zone has an hour of the shop's day that is not at night, and the nearest one is taken", () => {
  for (const country of ['CN', 'RU', 'ES', 'US', 'MX', 'BR', 'AU', 'CL', 'GB', 'JP', 'XX']) {
    const zone = buyerZone(country, ZONE);
    for (let n = 0; n < 365; n += 13) {
      const moment = awakeMoment(dayOfNumber(20_450 + n), 10, ZONE, zone);
      expect([country, isQuiet(moment, zone)]).toEqual([country, false]);
      expect(dayText(dayAt(moment, ZONE))).toBe(dayText(dayOfNumber(20_450 + n)));
    }
  }
});

test('over a year of days no customer gets two on a day, none on a day off or at night, none twice, whenever it is run', () => {
  const d = dice(11);
  const all = mergedRules([]).map((rule) => ({ ...rule, on: true, who: {}, lasts: [{ word: '*', days: 60 }] }));
  for (let person = 0; person < 20; person++) {
    const country = d.pick([undefined, 'RU', 'ES', 'US', 'MX']);
    const orders = Array.from({ length: d.int(0, 8) }, (_, i): Order => {
      const createdAt = at('2026-01-05') + d.int(0, 300) * DAY;
      const seen = { shippedAt: createdAt + DAY, receivedAt: createdAt + d.int(3, 30) * DAY };
      return anOrder(`9${person}${i}`, {
        state: 'done',
        createdAt,
        paid: { minor: d.int(1000, 90_000), currency: 'CNY' },
        items: [{ title: '滤芯' }],
        ...seen,
      });
    });
    const one = facts(orders, { id: `c${person}`, birthday: '05-02', ...(country ? { country } : {}) });
    const taken = new Set<number>();
    const made = new Set<string>();
    const moments: number[] = [];
    let from = at('2026-01-01');
    while (from < at('2026-12-25')) {
      const to = from + DAY;
      const span = { from: Math.max(at('2026-01-01'), from - 14 * DAY), to, zone: ZONE, country: 'CN' };
      const found = plan(all, one, { ...span, taken, made }).planned;
      expect(plan(all, one, { ...span, taken, made }).planned).toEqual(found);
      for (const p of found) {
        expect([p.id, taken.has(p.day), made.has(p.id)]).toEqual([p.id, false, false]);
        expect([p.id, isWorkday(p.day), isQuiet(p.at, buyerZone(country ?? null, ZONE))]).toEqual([p.id, true, false]);
        expect(dayNumber(dayAt(p.at, ZONE))).toBe(p.day);
        taken.add(p.day);
        made.add(p.id);
        moments.push(p.at);
      }
      from += d.chance(0.1) ? d.int(1, 9) * DAY : DAY;
    }
    expect(new Set(moments).size).toBe(moments.length);
    if (orders.length > 2) expect(moments.length).toBeGreaterThan(5);
  }
});

test('ids can stand in the name of a notification', () => {
  expect(cadenceId('season', 'c:1~x')).toBe('cd_season~c.1~x');
});
