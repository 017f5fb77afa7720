import { expect, test } from 'vitest';
import { answerTimes } from '../../../lib/domain/answer-times.ts';
import { roundsOf } from '../../../lib/domain/wait-rounds.ts';
import { defaultRules, judge } from '../../../lib/domain/wait-rules.ts';

type Line = [side: 'buyer' | 'seller' | 'robot', text: string, second?: number];
const times = (lines: readonly Line[]) =>
  answerTimes(
    roundsOf(
      lines.map(([side, text, second], i) => ({
        m: String(i),
        side: side === 'robot' ? ('seller' as const) : side,
        type: 'text' as const,
        text: side === 'robot' ? `[自动回复] ${text}` : text,
        seen: 0,
        ...(second === undefined ? {} : { at: 1_760_000_000_000 + second * 1000 }),
      })),
    ),
  );

test('the first answer is told apart from the later ones', () => {
  expect(
    times([
      ['buyer', '有货吗', 0],
      ['robot', '稍等', 1],
      ['seller', '有的', 90],
      ['buyer', '多少钱', 100],
      ['seller', '五十', 130],
      ['buyer', '包邮吗', 200],
      ['seller', '包邮', 290],
    ]),
  ).toEqual({ first: 90_000, later: { n: 2, mean: 60_000, longest: 90_000 }, unknown: 0 });
});

test('only the conversation after the last day of silence counts', () => {
  const day = 86_400;
  expect(
    times([
      ['buyer', '有货吗', 0],
      ['seller', '有的', 9000],
      ['buyer', '又来了，还有吗', 2 * day],
      ['seller', '还有', 2 * day + 5],
    ]),
  ).toEqual({ first: 5000, later: null, unknown: 0 });
});

test('what is not known is counted and not guessed', () => {
  expect(
    times([
      ['buyer', '有货吗'],
      ['seller', '有的', 10],
      ['buyer', '多少钱', 20],
      ['seller', '五十'],
      ['buyer', '包邮吗', 40],
      ['seller', '包邮', 50],
    ]),
  ).toEqual({ later: { n: 1, mean: 10_000, longest: 10_000 }, unknown: 2 });
});

/** Lines with what is known of them: when they were written, seen by us, seen to come. In hours. */
type Known = [side: 'buyer' | 'seller', known: { at?: number; seen: number; came?: number }];
const HOUR = 3_600_000;
const known = (lines: readonly Known[]) =>
  roundsOf(
    lines.map(([side, { at, seen, came }], i) => ({
      m: String(i),
      side,
      type: 'text' as const,
      text: side === 'buyer' ? `有第 ${i} 种吗` : `第 ${i} 种有`,
      seen: seen * HOUR,
      ...(at === undefined ? {} : { at: at * HOUR }),
      ...(came === undefined ? {} : { came: came * HOUR }),
    })),
  );
const beginnings = (lines: readonly Known[]) =>
  known(lines).map(({ opening, unsure }) => (unsure ? 'unsure' : opening ? 'first' : 'later'));

test.each<[string, readonly Known[], string[]]>([
  [
    'all was there at the first look: nothing is known of the second question',
    [
      ['buyer', { seen: 100 }],
      ['seller', { seen: 100 }],
      ['buyer', { seen: 100 }],
    ],
    ['first', 'unsure'],
  ],
  [
    'our answer was seen to come within the day before: the question after it is a later one',
    [
      ['buyer', { seen: 100 }],
      ['seller', { seen: 100.1, came: 100.1 }],
      ['buyer', { seen: 110 }],
      ['seller', { seen: 111, came: 111 }],
      ['buyer', { seen: 300 }],
    ],
    ['first', 'later', 'unsure'],
  ],
  [
    'what was said before was seen a day before the question was written',
    [
      ['buyer', { seen: 100 }],
      ['seller', { seen: 100 }],
      ['buyer', { seen: 200, at: 125 }],
    ],
    ['first', 'first'],
  ],
  [
    'the time of what lies between is missing',
    [
      ['buyer', { seen: 100, at: 50 }],
      ['seller', { seen: 100 }],
      ['buyer', { seen: 100, at: 73.9 }],
      ['seller', { seen: 100 }],
      ['buyer', { seen: 100, at: 98 }],
    ],
    ['first', 'later', 'unsure'],
  ],
])('whether a question begins a conversation: %s', (_name, lines, expected) => {
  expect(beginnings(lines)).toEqual(expected);
});

test('an answer of which nobody knows whether it was the first counts as neither, and what lies before it is not looked at', () => {
  const lines: Known[] = [
    ['buyer', { seen: 100, at: 50 }],
    ['seller', { seen: 100, at: 51 }],
    ['seller', { seen: 100 }],
    ['buyer', { seen: 100, at: 80 }],
    ['seller', { seen: 100, at: 83 }],
    ['buyer', { seen: 100, at: 84 }],
    ['seller', { seen: 100, at: 85 }],
  ];
  expect(beginnings(lines)).toEqual(['first', 'unsure', 'later']);
  expect(answerTimes(known(lines))).toEqual({ later: { n: 1, mean: HOUR, longest: HOUR }, unknown: 1 });
});

test('it is late only by the longer of the two limits, and in time only by the shorter', () => {
  const verdicts = (took: number | null, now: number) => {
    const lines: Known[] = [
      ['buyer', { seen: 100, at: 50 }],
      ['seller', { seen: 100 }],
      ['buyer', { seen: 100, at: 80 }],
      ...(took === null ? [] : [['seller', { seen: 200, at: 80 + took }] as Known]),
    ];
    const round = known(lines).at(-1)!;
    return [
      judge(round, defaultRules('aliexpress'), now * HOUR).verdict,
      judge(round, defaultRules('taobao'), now * HOUR).verdict,
    ];
  };
  // Of AliExpress two hours for the first answer, 24 for later ones; of Taobao three minutes for all.
  expect(verdicts(1, 200)).toEqual(['in-time', 'late']);
  expect(verdicts(3, 200)).toEqual(['unknown', 'late']);
  expect(verdicts(25, 200)).toEqual(['late', 'late']);
  expect(verdicts(null, 81)).toEqual(['open', 'open-late']);
  expect(verdicts(null, 83)).toEqual(['unknown', 'open-late']);
  expect(verdicts(null, 105)).toEqual(['open-late', 'open-late']);
});

test('without an answer there is nothing to say', () => {
  expect(times([])).toBeNull();
  expect(times([['buyer', '有货吗', 0]])).toBeNull();
});
