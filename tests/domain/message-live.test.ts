import { describe, expect, it } from 'vitest';
import { takeIn } from '#lib/domain/message-list.ts';
import type { MessageItem, StoredMessage } from '#lib/domain/message-stored.ts';

const T0 = 1_764_400_000_000;
const MINUTE = 60_000;
/** What was said, a minute apart, by the clock of the site. */
const SAID = Array.from({ length: 9 }, (_, i) => ({ text: `第${i}句话`, at: T0 + i * MINUTE, id: `m${i}` }));

const onPage = (from: number, to: number): MessageItem[] =>
  SAID.slice(from, to).map(({ text }) => ({ message: { kind: 'message', side: 'buyer', type: 'text', text } }));
const told = (from: number, to: number, past?: true): MessageItem[] =>
  SAID.slice(from, to).map((said) => ({
    message: { kind: 'message', side: 'buyer', type: 'text', ...said },
    ...(past ? { past } : {}),
  }));
const texts = (list: readonly StoredMessage[]): (string | undefined)[] => list.map(({ text }) => text);
const ALL = SAID.map(({ text }) => text);

describe('a message that comes in live beside a page without times', () => {
  it.each([0, 3 * MINUTE, 5 * 60 * MINUTE, -5 * 60 * MINUTE])('stands at the end, with a clock %d ms ahead', (ahead) => {
    const now = T0 + 8 * MINUTE + ahead;
    const before = takeIn([], onPage(0, 8), now).list;
    const pushed = takeIn(before, told(8, 9), now + 500).list;
    expect(texts(pushed)).toEqual(ALL);
    expect(pushed.at(-1)).toMatchObject({ at: SAID[8]?.at, id: 'm8' });
    const shown = takeIn(pushed, onPage(1, 9), now + 1000);
    expect([texts(shown.list), shown.changed]).toEqual([ALL, false]);
  });

  it('and what a record tells of former days stands before', () => {
    const before = takeIn([], onPage(4, 9), T0 + 60 * MINUTE).list;
    expect(texts(takeIn(before, told(0, 4, true), T0 + 61 * MINUTE).list)).toEqual(ALL);
  });
});
