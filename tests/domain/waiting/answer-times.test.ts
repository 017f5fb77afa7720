import { expect, test } from 'vitest';
import { answerTimes } from '../../../lib/domain/answer-times.ts';
import { roundsOf } from '../../../lib/domain/wait-rounds.ts';

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

test('without an answer there is nothing to say', () => {
  expect(times([])).toBeNull();
  expect(times([['buyer', '有货吗', 0]])).toBeNull();
});
