import { describe, expect, test } from 'vitest';
import { dayAt, dayNumber, dayOfNumber, momentOn, weekdayOfNumber } from '#lib/domain/calendar-day.ts';
import { icsOf } from '#lib/domain/ics.ts';
import { presetsAt } from '#lib/domain/presets.ts';
import { nextOccurrence, purchaseCycle } from '#lib/domain/recurrence.ts';
import { followingOf } from '#lib/domain/reminder-series.ts';
import type { Reminder } from '#lib/domain/reminder.ts';
import { choiceOf, lineChoice, SILENCES, snoozeTo, type SnoozeChoice } from '#lib/domain/snooze.ts';
import { formatTime, parseTime, wallTimeOf } from '#lib/domain/time.ts';
import { officialDays } from '#lib/domain/workdays.ts';
import { dice, type Dice } from '../support/dice.ts';

const DAY = 86_400_000;
const ZONES = ['Asia/Shanghai', 'Europe/Madrid', 'America/Los_Angeles', 'Europe/Moscow', 'Australia/Lord_Howe'];
const START = Date.UTC(2026, 0, 1);
const anyTime = (d: Dice): number => START + d.int(0, 730 * 24 * 60) * 60_000;
const clock = (at: number, zone: string): string => {
  const { hour, minute } = wallTimeOf(at, zone);
  return `${hour}:${minute}`;
};

describe('"same as last time"', () => {
  const KEYS = ['hour', 'tonight', 'tomorrow', 'days3', 'monday', 'week'] as const;

  test('leads to what the same button would lead to, on every day and at every hour, also after it was stored', () => {
    const d = dice(1);
    for (let i = 0; i < 600; i++) {
      const zone = d.pick(ZONES);
      const now = anyTime(d);
      const preset: SnoozeChoice = { kind: 'preset', key: d.pick(KEYS) };
      const choice: SnoozeChoice = d.chance(0.6) ? preset : { kind: 'silence', days: d.pick(SILENCES) };
      const stored = choiceOf(JSON.parse(JSON.stringify(choice)))!;
      expect(stored).toEqual(choice);
      const to = snoozeTo(stored, now, zone);
      // Only tonight can be over.
      if (to === null) {
        expect([choice, wallTimeOf(now, zone).hour >= 20]).toEqual([{ kind: 'preset', key: 'tonight' }, true]);
        continue;
      }
      expect(to.dueAt).toBeGreaterThan(now);
      const button = choice.kind === 'preset' ? presetsAt(now, zone).find(({ key }) => key === choice.key) : undefined;
      if (button) expect(to.dueAt).toBe(button.at);
      if (choice.kind !== 'silence') continue;
      const [from, until] = [dayAt(now, zone), dayAt(to.dueAt, zone)];
      expect(to.awaits).toBe('end');
      expect(dayNumber(until) - dayNumber(from)).toBe(choice.days);
    }
  });
});

describe('what was written', () => {
  const now = parseTime('2026-12-04 11:00:00', 'Asia/Shanghai')!;
  test.each([
    ['后天 15:00', '2026-12-06 15:00'],
    ['3个工作日后', '2026-12-09 10:00'],
    ['12月3日', null],
    ['1月3号', null],
    ['每周五 15:00', null],
    ['回访', null],
    ['明天 15:00 回访王小姐', null],
  ])('%s leads to %s', (line, to) => {
    const choice = choiceOf(JSON.parse(JSON.stringify({ kind: 'line', line, country: 'CN' })))!;
    const found = snoozeTo(choice, now, 'Asia/Shanghai');
    expect(found && formatTime(found.dueAt, 'Asia/Shanghai').slice(0, 16)).toBe(to);
  });

  test.each([
    ['明天 15:00 回访王小姐 #12345', '明天 15:00'],
    ['回访王小姐 明天15:00', '明天15:00'],
    ['tomorrow 10am call Ann', 'tomorrow 10am'],
    [' 3个工作日后 ', '3个工作日后'],
    ['提醒李姐 下周一 发货', null],
    ['1月3号 打给李姐', null],
    ['3月1日', null],
    ['每周五 15:00', null],
    ['回访', null],
  ])('of %s is kept %s', (line, kept) => {
    const choice = lineChoice(line, now, 'Asia/Shanghai', 'CN');
    expect(choice).toEqual(kept && { kind: 'line', line: kept, country: 'CN' });
  });
});

describe('every n workdays', () => {
  const off = new Set([2025, 2026].flatMap((year) => officialDays(year, false)));
  const makeUp = new Set([2025, 2026].flatMap((year) => officialDays(year, true)));
  const works = (n: number): boolean => {
    const { year, month, day } = dayOfNumber(n);
    const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    if (off.has(text) || makeUp.has(text)) return makeUp.has(text);
    return weekdayOfNumber(n) > 0 && weekdayOfNumber(n) < 6;
  };

  test('counts make-up days and leaves holidays out, at its hour, however late the last one was ended', () => {
    const d = dice(2);
    let madeUp = 0;
    for (let i = 0; i < 500; i++) {
      const zone = 'Asia/Shanghai';
      const from = Date.UTC(2025, 0, 1) + d.int(0, 600) * DAY + d.int(0, 23) * 3_600_000;
      const every = d.int(1, 12);
      const now = from + d.int(0, 60) * DAY;
      const next = nextOccurrence({ unit: 'workday', every, from, zone, country: 'CN' }, from, now);
      const [start, end] = [dayNumber(dayAt(now, zone)), dayNumber(dayAt(next, zone))];
      const between = Array.from({ length: end - start }, (_, k) => start + 1 + k).filter(works);
      expect([between.length, works(end), clock(next, zone)]).toEqual([every, true, clock(from, zone)]);
      if ([0, 6].includes(weekdayOfNumber(end))) madeUp += 1;
    }
    expect(madeUp).toBeGreaterThan(0);
  });

  test.each([
    ['ended on Monday before the hour: Monday', 1, '12-04 09:00', '12-07 08:30', '12-07 09:00'],
    ['and after it', 1, '12-04 09:00', '12-07 09:00', '12-08 09:00'],
    ['ended early on its own day', 1, '12-04 09:00', '12-04 08:30', '12-07 09:00'],
    ['put off to this morning', 1, '12-07 08:00', '12-07 08:10', '12-08 09:00'],
    ['on a Sunday', 1, '12-04 09:00', '12-06 08:30', '12-07 09:00'],
    ['every other one counts from the day', 2, '12-04 09:00', '12-07 08:30', '12-09 09:00'],
  ])('%s', (_, every, due, now, next) => {
    const [from, after, ended, then] = ['12-01 09:00', due, now, next].map((at) => parseTime(`2026-${at}:00`, 'Asia/Shanghai')!);
    const repeat = { unit: 'workday', every, from: from!, zone: 'Asia/Shanghai', country: 'CN' } as const;
    expect(nextOccurrence(repeat, after!, ended!)).toBe(then);
  });
});

describe('every workday, put off to an earlier hour of another day', () => {
  test.each([
    ["Friday's to Monday morning: Monday's own comes", { n: 2 }, '12-03 09:05', '12-07 08:00', '12-07 08:10', '12-07 09:00'],
    ["Monday's to earlier that morning: Tuesday's", { n: 2 }, '12-04 09:05', '12-07 08:00', '12-07 08:10', '12-08 09:00'],
    ['the first one of all', undefined, '11-30 16:00', '12-02 08:00', '12-02 08:10', '12-02 09:00'],
    ['ended on time', { n: 2 }, '12-03 09:05', '12-04 09:00', '12-04 09:10', '12-07 09:00'],
    ['ended before the day it was put off to', { n: 2 }, '12-03 09:05', '12-09 09:00', '12-08 14:00', '12-10 09:00'],
    ['ended before it was due', { n: 2 }, '12-03 09:05', '12-04 09:00', '12-03 20:00', '12-07 09:00'],
  ])('%s', (_, place, ...moments) => {
    const [createdAt, dueAt, ended, then, from] = [...moments, '12-01 09:00'].map((at) =>
      parseTime(`2026-${at}:00`, 'Asia/Shanghai')!,
    );
    const repeat = { unit: 'workday', every: 1, from: from!, zone: 'Asia/Shanghai', country: 'CN' } as const;
    const row: Reminder = {
      id: 'r_1',
      customerId: 'c1',
      shopId: 'taobao|1',
      text: '回访',
      state: 'open',
      repeat,
      createdAt: createdAt!,
      dueAt: dueAt!,
      ...(place && { series: { of: 'r_0', ...place } }),
    };
    expect(followingOf(row, repeat, ended!).dueAt).toBe(then);
  });
});

describe("by the customer's own cycle", () => {
  test('is not known of one or two purchases, is the middle gap of many in any order, with what is bought twice a day as one', () => {
    const d = dice(3);
    for (let i = 0; i < 400; i++) {
      const days = [...new Set(Array.from({ length: d.int(1, 20) }, () => d.int(0, 400)))].toSorted((a, b) => a - b);
      const times = days.flatMap((day) => {
        const at = START + day * DAY;
        return d.chance(0.3) ? [at, at + d.int(1, 3) * 3_600_000] : [at];
      });
      const shuffled = times
        .map((at) => [d.int(0, 1_000_000), at] as const)
        .toSorted(([a], [b]) => a - b)
        .map(([, at]) => at);
      const cycle = purchaseCycle(shuffled);
      const gaps = days.slice(1).map((day, k) => day - days[k]!);
      if (gaps.length < 2) {
        expect(cycle).toBeNull();
        continue;
      }
      const [low, high] = [
        gaps.toSorted((a, b) => a - b).at((gaps.length - 1) >> 1)!,
        gaps.toSorted((a, b) => a - b)[gaps.length >> 1]!,
      ];
      expect(cycle).toBeGreaterThanOrEqual(Math.max(1, low - 1));
      expect(cycle).toBeLessThanOrEqual(high + 1);
      const zone = d.pick(ZONES);
      const next = nextOccurrence({ unit: 'cycle', every: cycle!, from: START, zone }, START, anyTime(d));
      expect(next).toBeGreaterThan(START);
      expect(clock(next, zone)).toBe(clock(momentOn(dayAt(next, zone), wallTimeOf(START, zone).hour, 0, zone), zone));
    }
  });
});

/** Reads a calendar by the grammar of RFC 5545, 3.1–3.6.1; throws at anything that is not as it says. */
function strictly(file: string): Record<string, string>[] {
  const fail = (why: string): never => {
    throw new Error(why);
  };
  if (!file.endsWith('\r\n')) fail('a line has no end');
  const raw = file.slice(0, -2).split('\r\n');
  for (const line of raw) {
    if (new TextEncoder().encode(line).length > 75) fail(`more than 75 octets: ${line}`);
    // oxlint-disable-next-line no-control-regex -- none may be there
    if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(line)) fail(`control character: ${JSON.stringify(line)}`);
    if (line === '') fail('an empty line');
  }
  const lines = raw.reduce<string[]>((all, line) => {
    if (!line.startsWith(' ')) return [...all, line];
    return [...all.slice(0, -1), `${all.at(-1) ?? fail('folded from nothing')}${line.slice(1)}`];
  }, []);
  const open: { name: string; props: Record<string, string> }[] = [];
  const events: Record<string, string>[] = [];
  for (const line of lines) {
    const m = /^([A-Z][A-Z-]*):(.*)$/su.exec(line) ?? fail(`no content line: ${line}`);
    const [, name = '', value = ''] = m!;
    if (name === 'BEGIN') open.push({ name: value, props: {} });
    else if (name === 'END') {
      const closed = open.pop() ?? fail('END without BEGIN');
      if (closed!.name !== value) fail(`${value} ends ${closed!.name}`);
      if (value === 'VEVENT') events.push(closed!.props);
      if (value === 'VALARM')
        for (const key of ['ACTION', 'TRIGGER', 'DESCRIPTION']) if (!closed!.props[key]) fail(`alarm without ${key}`);
    } else {
      const { props } = open.at(-1) ?? fail('outside of a calendar')!;
      if (name in props) fail(`${name} twice`);
      props[name] = value;
    }
  }
  if (open.length > 0) fail('not closed');
  return events;
}

/** Undoes the escapes of a TEXT value (3.3.11); throws at one that is none, and at a bare comma or semicolon. */
function textOf(value: string): string {
  if (/(?<!\\)(?:\\\\)*[;,]/.test(value.replace(/\\[\\;,nN]/g, ''))) throw new Error(`bare mark: ${value}`);
  if (value.replace(/\\[\\;,nN]/g, '').includes('\\')) throw new Error(`unknown escape: ${value}`);
  return value.replace(/\\([\\;,nN])/g, (_, c: string) => (c.toLowerCase() === 'n' ? '\n' : c));
}

test('an exported calendar is one by RFC 5545, whatever is written in it and wherever the clocks change', () => {
  const d = dice(4);
  const PIECES = [
    '回访',
    ',',
    ';',
    '\\',
    '\n',
    'Привет ',
    'mañana ',
    '😀',
    '很长'.repeat(30),
    'END:VEVENT',
    ':',
    '"',
    'a'.repeat(90),
    '\t',
  ];
  const text = (): string => Array.from({ length: d.int(1, 8) }, () => d.pick(PIECES)).join('');
  for (let i = 0; i < 120; i++) {
    const entries = Array.from({ length: d.int(1, 6) }, (_, k) => {
      // Hours around the change of the clocks in Madrid and Los Angeles.
      const dueAt = d.pick([Date.UTC(2026, 9, 25), Date.UTC(2027, 2, 28), Date.UTC(2026, 10, 1, 8)]) + d.int(-12, 12) * 900_000;
      const reminder: Reminder = {
        id: `r_${i}~${k}`,
        customerId: 'c',
        shopId: 's',
        text: text(),
        dueAt,
        state: d.pick(['open', 'done']),
        createdAt: START,
        ...(d.chance(0.3) ? { priority: 'high' as const } : {}),
        ...(d.chance(0.3) ? { owner: '小,林' } : {}),
      };
      return { reminder, name: d.chance(0.5) ? text() : '' };
    });
    const events = strictly(icsOf(entries, START));
    expect(events).toHaveLength(entries.length);
    expect(new Set(events.map((event) => event['UID'])).size).toBe(entries.length);
    for (const [k, event] of events.entries()) {
      const { reminder, name } = entries[k]!;
      const plain = (said: string): string => said.replaceAll('\t', ' ');
      expect(textOf(event['SUMMARY']!)).toBe(plain(name ? `${name}：${reminder.text}` : reminder.text));
      expect(textOf(event['DESCRIPTION']!)).toContain(plain(reminder.text));
      for (const key of ['DTSTAMP', 'DTSTART', 'DTEND', 'CREATED']) expect(event[key]).toMatch(/^\d{8}T\d{6}Z$/);
      const at = event['DTSTART']!.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z');
      expect(Date.parse(at)).toBe(Math.floor(reminder.dueAt / 1000) * 1000);
    }
  }
});
