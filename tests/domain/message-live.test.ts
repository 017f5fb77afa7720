import { describe, expect, it } from 'vitest';
import { takeIn } from '#lib/domain/message-list.ts';
import type { MessageItem, StoredMessage } from '#lib/domain/message-stored.ts';
import { listsOf } from '#lib/domain/message-threads.ts';
import { withWait } from '#lib/domain/wait-rounds.ts';

const T0 = 1_764_400_000_000;
const MINUTE = 60_000;
/** What was said, a minute apart, by the clock of the site. */
const SAID = Array.from({ length: 9 }, (_, i) => ({ text: `第${i}句话`, at: T0 + i * MINUTE, id: `m${i}` }));

const onPage = (from: number, to: number): MessageItem[] =>
  SAID.slice(from, to).map(({ text }) => ({ message: { kind: 'message', side: 'buyer', type: 'text', text } }));
const told = (from: number, to: number, how: 'live' | 'past'): MessageItem[] =>
  SAID.slice(from, to).map((said) => ({ message: { kind: 'message', side: 'buyer', type: 'text', ...said }, [how]: true }));
const texts = (list: readonly StoredMessage[]): (string | undefined)[] => list.map(({ text }) => text);
const ALL = SAID.map(({ text }) => text);

describe('a message that comes in live beside a page without times', () => {
  it.each([0, 3 * MINUTE, 5 * 60 * MINUTE, -5 * 60 * MINUTE])('stands at the end, with a clock %d ms ahead', (ahead) => {
    const now = T0 + 8 * MINUTE + ahead;
    const before = takeIn([], onPage(0, 8), now).list;
    const pushed = takeIn(before, told(8, 9, 'live'), now + 500).list;
    expect(texts(pushed)).toEqual(ALL);
    expect(pushed.at(-1)).toMatchObject({ at: SAID[8]?.at, id: 'm8' });
    const shown = takeIn(pushed, onPage(1, 9), now + 1000);
    expect([texts(shown.list), shown.changed]).toEqual([ALL, false]);
  });

  it('and what a record tells of former days stands before', () => {
    const before = takeIn([], onPage(4, 9), T0 + 60 * MINUTE).list;
    expect(texts(takeIn(before, told(0, 4, 'past'), T0 + 61 * MINUTE).list)).toEqual(ALL);
  });
});

describe('messages with times that do not come in live', () => {
  const HOUR = 60 * MINUTE;
  const line = (side: 'buyer' | 'seller', text: string, at?: number): MessageItem => ({
    message: { kind: 'message', side, type: 'text', text, ...(at === undefined ? {} : { at }) },
  });

  it('stand before what a page showed hours after them, and make nobody wait', () => {
    const shown = takeIn([], [line('buyer', '好的'), line('seller', '发货了')], T0 - MINUTE).list;
    const { list } = takeIn(shown, [line('buyer', '在哪里？', T0 - 4 * HOUR)], T0);
    expect(texts(list)).toEqual(['在哪里？', '好的', '发货了']);
    expect(withWait({ id: 'th', customerId: 'c', shopId: 's', mark: 'm', count: 3, newest: T0 }, list).wait).toBeUndefined();
  });

  it('of a page or a twin do so too', () => {
    const nine = ['a', 'b', 'c'].map((text, i) => line('buyer', text, T0 + i * MINUTE));
    const seen = takeIn(
      [],
      ['d', 'e', 'f'].map((text) => line('buyer', text)),
      T0 + 5 * HOUR,
    ).list;
    expect(texts(takeIn(seen, nine, T0 + 5 * HOUR + MINUTE).list)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    const thread = { customerId: 'c', shopId: 's', mark: 'm', count: 3, newest: T0 };
    const twin = takeIn([], nine, T0 + 3 * MINUTE).list;
    const lists = listsOf([
      { thread: { ...thread, id: 'th1' }, list: seen },
      { thread: { ...thread, id: 'th2' }, list: twin },
    ]);
    expect(lists.map(texts)).toEqual([['a', 'b', 'c', 'd', 'e', 'f']]);
  });
});
