import { describe, expect, it } from 'vitest';
import type { MessageRow, StoredMessage } from '#lib/domain/message-stored.ts';
import { withoutChange } from '#lib/domain/message-undo.ts';

const said = (names: string): StoredMessage[] =>
  [...names].map((m) => ({ m, side: 'buyer', type: 'text', text: m, at: m.charCodeAt(0), seen: 1 }));
const row = (names: string): MessageRow => ({ id: 'r1', threadId: 't1', pos: 0, list: said(names), newest: 0 });
const fields = (names: string): Record<string, unknown> => ({ list: said(names) });
const whole = (names: string): Record<string, unknown> => ({ ...row(names) });
const names = (result: MessageRow | null): string | null => result && result.list.map(({ m }) => m).join('');

describe('withoutChange', () => {
  it.each([
    ['takes away what was brought', 'abcd', fields('ad'), fields('abcd'), 'ad'],
    ['leaves what came since', 'abcdx', fields('ad'), fields('abcd'), 'adx'],
    ['does not bring back what went since', 'bcd', fields('ad'), fields('abcd'), 'd'],
    ['gives back what was taken, in its place', 'ad', fields('abcd'), fields('ad'), 'abcd'],
    ['gives back what was taken before what came since', 'adx', fields('abcd'), fields('ad'), 'abcdx'],
    ['takes away a whole row', 'ab', null, whole('ab'), null],
    ['keeps a row that others filled', 'abx', null, whole('ab'), 'x'],
  ])('%s', (_what, current, before, after, left) => {
    expect(names(withoutChange(row(current), before, after))).toBe(left);
  });

  it('brings a whole row back', () => {
    const back = withoutChange(null, whole('ab'), null);
    expect(back).toMatchObject({ id: 'r1', threadId: 't1', newest: 'b'.charCodeAt(0) });
    expect(names(back)).toBe('ab');
  });

  it('makes no row out of fields alone, when the row went since', () => {
    expect(withoutChange(null, fields('a'), fields('ab'))).toBeNull();
  });
});
