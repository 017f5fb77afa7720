import { describe, expect, test } from 'vitest';
import { cadenceId, plan, type CadenceGround } from '#lib/domain/cadence.ts';
import { FINDERS, type CadenceEvent, type CadenceFacts } from '#lib/domain/cadence-events.ts';
import { DEFAULT_RULES, mergedRules, type CadenceKind, type CadenceRule } from '#lib/domain/cadence-rules.ts';
import { dayAt, dayNumber } from '#lib/domain/calendar-day.ts';
import { statsOf, type Order } from '#lib/domain/order.ts';
import { formatTime, parseTime } from '#lib/domain/time.ts';
import { aCustomer, anOrder } from '../support/customers.ts';
import { dice, type Dice } from '../support/dice.ts';

const ZONE = 'Asia/Shanghai';
const DAY = 86_400_000;
const at = (text: string): number => parseTime(`${text} 10:00:00`, ZONE)!;
const dayNo = (text: string): number => dayNumber(dayAt(at(text), ZONE));
const rules = (...ids: string[]): CadenceRule[] =>
  DEFAULT_RULES.filter(({ id }) => ids.includes(id)).map((rule) => ({ ...rule, on: true, who: {} }));
const ground = (from: string, to: string, more: Partial<CadenceGround> = {}): CadenceGround => ({
  from: parseTime(`${from} 00:00:00`, ZONE)! - 1,
  to: parseTime(`${to} 23:59:59`, ZONE)!,
  zone: ZONE,
  country: 'CN',
  taken: new Set(),
  made: new Set(),
  ...more,
});
const facts = (orders: Order[], more: Partial<CadenceFacts['customer']> = {}): CadenceFacts => ({
  customer: { ...aCustomer('c1', '林间小雨'), stats: statsOf(orders), ...more },
  orders,
  contactAt: null,
});
const received = (no: string, date: string): Order =>
  anOrder(no, { state: 'done', createdAt: at(date) - 5 * DAY, receivedAt: at(date) });
const days = (...args: Parameters<typeof plan>): string[] =>
  plan(...args).planned.map((p) => `${p.ruleId} ${formatTime(p.at, ZONE).slice(5, 10)}`);

describe('a birthday and a survey that fall on one day', () => {
  // Received on Friday the 6th: the survey is wanted on Monday the 9th.
  const born = facts([received('1', '2026-03-06')], { birthday: '03-09' });

  test('the birthday keeps its day, the survey comes a day later', () => {
    const both = rules('survey', 'birthday');
    expect(days(both, born, ground('2026-03-01', '2026-03-31'))).toEqual(['birthday 03-09', 'survey 03-10']);
  });

  test('also when it is carried out day by day', () => {
    const made = new Set<string>();
    const taken = new Set<number>();
    for (const date of ['2026-03-07', '2026-03-08', '2026-03-09', '2026-03-10', '2026-03-11']) {
      const span = ground('2026-03-06', date, { taken, made, today: dayNo(date) - 1 });
      for (const one of plan(rules('survey', 'birthday'), born, span).planned) {
        made.add(one.id);
        taken.add(one.day);
      }
    }
    expect([...made].toSorted()).toEqual(['cd_birthday~c1~2026', 'cd_survey~1']);
    expect([...taken]).toEqual([dayNo('2026-03-09'), dayNo('2026-03-10')]);
  });

  test('one that finds no day any more is left out, and it is told why', () => {
    const short = rules('survey', 'birthday').map((rule) => (rule.kind === 'survey' ? { ...rule, within: 3 } : rule));
    const { planned, left } = plan(short, born, ground('2026-03-01', '2026-03-31'));
    expect(planned.map(({ ruleId }) => ruleId)).toEqual(['birthday']);
    expect(left).toEqual([
      {
        ruleId: 'survey',
        customerId: 'c1',
        day: dayNo('2026-03-09'),
        until: dayNo('2026-03-09'),
        thing: '1',
        why: 'taken',
        by: ['birthday'],
      },
    ]);
  });

  test('one whose days are all days off says that', () => {
    const shipped = anOrder('7', { state: 'shipped', createdAt: at('2026-02-15'), shippedAt: at('2026-02-15') });
    const { planned, left } = plan(rules('shipped'), facts([shipped]), ground('2026-02-01', '2026-03-31'));
    expect(planned).toEqual([]);
    expect(left.map(({ why, by }) => [why, by])).toEqual([['off', []]]);
  });
});

/** Kinds whose day can not be chosen. */
const FIXED: ReadonlySet<CadenceKind> = new Set(['birthday', 'festival']);
/** Kinds about a day to come, which may be done before it when it is a day off. */
const AHEAD: ReadonlySet<CadenceKind> = new Set(['birthday', 'festival', 'season', 'care']);
const ALL = mergedRules([]).map((rule) => ({ ...rule, on: true, who: {}, lasts: [{ word: '*', days: 60 }] }));

function person(d: Dice, n: number): CadenceFacts {
  const country = d.pick([undefined, 'RU', 'ES', 'US', 'KR', 'BR']);
  const orders = Array.from({ length: d.int(0, 9) }, (_, i): Order => {
    const createdAt = at('2026-01-05') + d.int(0, 300) * DAY;
    return anOrder(`${n}-${i}`, {
      state: d.pick(['done', 'shipped', 'paid', 'closed']),
      createdAt,
      shippedAt: createdAt + d.int(0, 3) * DAY,
      receivedAt: createdAt + d.int(3, 20) * DAY,
      paid: { minor: d.int(1000, 90_000), currency: 'CNY' },
      items: [{ title: '滤芯' }],
    });
  });
  const birthday = `${String(d.int(1, 12)).padStart(2, '0')}-${String(d.int(1, 28)).padStart(2, '0')}`;
  const one = facts(orders, { id: `c${n}`, birthday, ...(country ? { country } : {}) });
  return { ...one, contactAt: d.chance(0.5) ? at('2026-01-01') + d.int(0, 300) * DAY : null };
}

/** Returns the events that the rules go by, by the id of what is made of them. */
function eventsOf(one: CadenceFacts, used: readonly CadenceRule[]): Map<string, { kind: CadenceKind; event: CadenceEvent }> {
  const days = { from: dayNo('2025-11-01'), to: dayNo('2027-02-01'), zone: ZONE, country: 'CN' };
  return new Map(
    used.flatMap((rule) =>
      FINDERS[rule.kind](rule, one, days).map((event) => [cadenceId(rule.id, event.key), { kind: rule.kind, event }] as const),
    ),
  );
}

test('of 120 random customers over a year: never two on a day, none before its event or beyond its span, none but movable ones moved', () => {
  const d = dice(20_261);
  const year = ground('2026-01-01', '2026-12-31');
  let [moved, leftOut] = [0, 0];
  for (let n = 0; n < 120; n++) {
    const one = person(d, n);
    const used = d.chance(0.3) ? ALL.toReversed() : ALL;
    const { planned, left } = plan(used, one, year);
    const byId = eventsOf(one, used);
    expect(new Set(planned.map(({ day }) => day)).size).toBe(planned.length);
    for (const { id, day, ruleId } of planned) {
      // NPS tells its day of one quarter only, that of the last day asked for.
      const found = byId.get(id);
      if (!found) {
        expect(ruleId).toBe('nps');
        continue;
      }
      const { kind, event } = found;
      expect([id, day <= Math.max(event.day, event.until)]).toEqual([id, true]);
      expect([id, day >= event.day - (AHEAD.has(kind) ? 9 : 0)]).toEqual([id, true]);
      if (!FIXED.has(kind) && day !== event.day) moved += 1;
    }
    const kindOf = new Map(used.map((rule) => [rule.id, rule.kind]));
    const fixedOf = (list: typeof planned) =>
      list.filter(({ ruleId }) => FIXED.has(kindOf.get(ruleId)!)).map(({ id, at: moment }) => [id, moment]);
    const alone = plan(
      used.filter(({ kind }) => FIXED.has(kind)),
      one,
      year,
    );
    expect(fixedOf(planned)).toEqual(fixedOf(alone.planned));
    for (const { ruleId, why, by } of left) {
      expect([ruleId, why === 'taken']).toEqual([ruleId, by.length > 0]);
      // A fixed day gives way to a fixed day only.
      if (FIXED.has(kindOf.get(ruleId)!)) expect(by.filter((other) => !FIXED.has(kindOf.get(other)!))).toEqual([]);
    }
    leftOut += left.length;
  }
  expect(moved).toBeGreaterThan(60);
  expect(leftOut).toBeGreaterThan(0);
});

test('carried out day by day, with pauses, a birthday never gives way to what can move', () => {
  const d = dice(77);
  for (let n = 0; n < 20; n++) {
    const one = person(d, n);
    const made = new Set<string>();
    const taken = new Set<number>();
    const birthdays: number[] = [];
    for (let now = at('2026-01-01'); now < at('2026-12-30'); now += DAY) {
      const span = { from: Math.max(at('2026-01-01'), now - 14 * DAY), to: now + DAY, zone: ZONE, country: 'CN' };
      const run = plan(ALL, one, { ...span, taken, made, today: dayNumber(dayAt(now, ZONE)) });
      for (const { id, day, ruleId } of run.planned) {
        expect([id, taken.has(day), made.has(id)]).toEqual([id, false, false]);
        made.add(id);
        taken.add(day);
        if (ruleId === 'birthday') birthdays.push(day);
      }
    }
    const alone = plan(rules('birthday'), one, { ...ground('2026-01-02', '2026-12-30'), today: 0 });
    expect(birthdays.filter((day) => day > dayNo('2026-01-02') && day < dayNo('2026-12-25'))).toEqual(
      alone.planned.map(({ day }) => day).filter((day) => day > dayNo('2026-01-02') && day < dayNo('2026-12-25')),
    );
  }
});

test('what nobody gets, being older than its rule was switched on, keeps no day from another one', () => {
  // Bought on the 2nd, thanks would have come on the 5th; the rules are on since the 8th. Carried out in the evening.
  const since = at('2026-03-08');
  const on = rules('thanks', 'shipped').map((rule) => ({ ...rule, hour: 22, since }));
  const known = facts([
    anOrder('1', { state: 'done', createdAt: at('2026-03-02'), paidAt: at('2026-03-02') }),
    anOrder('2', { state: 'shipped', createdAt: at('2026-03-09'), paidAt: at('2026-03-09'), shippedAt: at('2026-03-10') }),
  ]);
  const evening = (date: string): number => at(date) + 9 * 3_600_000;
  const found = ['2026-03-09', '2026-03-10', '2026-03-11', '2026-03-12', '2026-03-13'].flatMap((date) =>
    days(on, known, ground(date, date, { from: since, to: evening(date) + DAY, today: dayNo(date), hours: [19, 20, 21, 22] })),
  );
  expect(found[0]).toBe('shipped 03-10');
});
