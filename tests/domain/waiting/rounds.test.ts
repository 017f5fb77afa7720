import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeIn } from '../../../lib/domain/message-list.ts';
import type { StoredMessage } from '../../../lib/domain/message-stored.ts';
import type { MessageSeen, SiteId } from '../../../lib/domain/observation.ts';
import { parseTime } from '../../../lib/domain/time.ts';
import { roundsOf, waitingRound } from '../../../lib/domain/wait-rounds.ts';
import { budgetOf, defaultRules, judge } from '../../../lib/domain/wait-rules.ts';

interface Count {
  rounds: number;
  firsts: number;
  inTime: number;
  late: number;
  unknown: number;
  outside: number;
  waiting: boolean;
}
type Line = [string | null, 'b' | 's' | 'r' | 'c' | 'y', string];
interface Fixture {
  now: string;
  chats: { name: string; site: SiteId; lines: Line[]; count: Count }[];
  pages: { file: string; note: string; now: string; site: SiteId; count: Count }[];
}

const fixture = JSON.parse(readFileSync(new URL('chats.json', import.meta.url), 'utf8')) as Fixture;
const timeOf = (text: string): number => parseTime(text, 'Asia/Shanghai') ?? Number.NaN;

function seenOf([time, who, said]: Line): MessageSeen {
  const side = who === 'b' ? 'buyer' : who === 'y' ? 'system' : 'seller';
  const kind = said.startsWith('#') ? said.slice(1) : null;
  const type =
    (kind === 'img' ? 'image' : kind) ?? ({ r: 'robot', c: 'card', y: 'system' } as Record<string, string>)[who] ?? 'text';
  const text = kind ? {} : { text: said };
  return { kind: 'message', side, type: type as MessageSeen['type'], ...text, ...(time ? { at: timeOf(time) } : {}) };
}

const stored = (messages: readonly MessageSeen[], seen: number): StoredMessage[] =>
  takeIn(
    [],
    messages.map((message) => ({ message })),
    seen,
  ).list;

function countOf(messages: readonly StoredMessage[], site: SiteId, now: number): Count {
  const rounds = roundsOf(messages);
  const judged = rounds.map((round) => judge(round, defaultRules(site), now));
  const { inTime, late, unknown, outside } = budgetOf(judged, 90);
  const firsts = rounds.filter(({ opening }) => opening).length;
  return { rounds: rounds.length, firsts, inTime, late, unknown, outside, waiting: waitingRound(rounds) !== null };
}

describe('recorded chats give the same as a count by hand', () => {
  const now = timeOf(fixture.now);

  it('has chats in four languages', () => {
    const languages = new Set(fixture.chats.map(({ name }) => name.slice(0, 2)));
    expect([...languages].toSorted()).toEqual(['en', 'es', 'ru', 'zh']);
    expect(fixture.chats.length).toBeGreaterThanOrEqual(12);
  });

  it.each(fixture.chats)('$name', ({ lines, site, count }) => {
    expect(countOf(stored(lines.map(seenOf), now), site, now)).toEqual(count);
  });

  it.each(fixture.pages)('$file: $note', ({ file, site, now: at, count }) => {
    const url = new URL(`../../sites/${file}`, import.meta.url);
    const { observations } = JSON.parse(readFileSync(url, 'utf8')) as { observations: MessageSeen[] };
    const messages = observations.filter(({ kind }) => kind === 'message');
    expect(countOf(stored(messages, timeOf(at)), site, timeOf(at))).toEqual(count);
  });
});

describe('how the messages arrive', () => {
  const kinds = fc.constantFrom('b', 'b', 's', 'r', 'y') as fc.Arbitrary<Line[1]>;
  const words = fc.constantFrom('在吗', '发货了吗', '好的谢谢', '#img', 'ok', '亲在的', '#withdrawn', 'where is it');
  const chat = fc.array(fc.tuple(kinds, words, fc.integer({ min: 1, max: 900 })), { minLength: 1, maxLength: 40 });
  const START = 1_790_000_000_000;

  const timed = (lines: readonly [Line[1], string, number][]): MessageSeen[] => {
    let at = START;
    return lines.map(([who, said, gap], i) => {
      at += gap * 1000;
      return { ...seenOf([null, who, said]), at, id: `id${i}` };
    });
  };
  const outcome = (list: readonly StoredMessage[]): unknown =>
    roundsOf(list).map(({ first, last, answer, seen: _seen, ...rest }) => {
      const place = (m: string | undefined): number => list.findIndex((message) => message.m === m);
      return { ...rest, first: place(first), last: place(last), answer: place(answer) };
    });

  it('does not change the rounds: windows in any order, each as often as it likes', () => {
    fc.assert(
      fc.property(chat, fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 12 })), { maxLength: 12 }), (lines, cuts) => {
        const all = timed(lines);
        const whole = stored(all, START);
        let list: StoredMessage[] = [];
        const windows = [...cuts.map(([from, size]) => ({ from: from % all.length, size })), { from: 0, size: all.length }];
        for (const [i, { from, size }] of windows.entries()) {
          const items = all.slice(from, from + size).map((message) => ({ message }));
          list = takeIn(list, items, START + i * 1000).list;
        }
        expect(list).toHaveLength(whole.length);
        expect(outcome(list)).toEqual(outcome(whole));
      }),
      { numRuns: 300 },
    );
  });

  it('does not change them one by one either, without ids and without times', () => {
    fc.assert(
      fc.property(chat, fc.boolean(), (lines, withTimes) => {
        const all = timed(lines).map(({ id: _id, at, ...rest }) => (withTimes ? { ...rest, at } : rest) as MessageSeen);
        let list: StoredMessage[] = [];
        for (let n = 1; n <= all.length; n++) {
          const items = all.slice(0, n).map((message) => ({ message }));
          list = takeIn(list, items, START + n * 1000).list;
        }
        expect(outcome(list)).toEqual(outcome(stored(all, START)));
      }),
      { numRuns: 200 },
    );
  });

  it('never makes a time up', () => {
    fc.assert(
      fc.property(chat, (lines) => {
        const list = stored(
          lines.map(([who, said]) => seenOf([null, who, said])),
          START,
        );
        for (const round of roundsOf(list)) {
          expect([round.since, round.took, round.answeredAt]).toEqual([undefined, undefined, undefined]);
          const { verdict } = judge(round, defaultRules('aliexpress'), START + 1);
          expect(verdict).toBe('unknown');
        }
      }),
      { numRuns: 100 },
    );
  });
});

it('keeps the beginning and the end of a long question, where words are looked for', () => {
  const line = (text: string): MessageSeen => ({ kind: 'message', side: 'buyer', type: 'text', text });
  const rant = Array.from({ length: 9 }, (_, i) => line(`第${i}句：${'等了好多天还没有收到，'.repeat(8)}`));
  const [round] = roundsOf(stored([...rant, line('我要打12315投诉你们，等着律师函吧')], 1));
  expect(round?.text.startsWith('第0句')).toBe(true);
  expect(round?.text.endsWith('我要打12315投诉你们，等着律师函吧')).toBe(true);
  expect(round?.text.length).toBe(600);
  const [single] = roundsOf(stored([line(`${'一'.repeat(900)}投诉`)], 1));
  expect(single?.text.endsWith('投诉')).toBe(true);
});
