import { describe, expect, it } from 'vitest';
import { sureMark, type ActiveChat } from '#lib/domain/chat.ts';
import { belongsInto } from '#lib/ui/waiting-fit.ts';

const SHOP = 'aliexpress|2264411';
const SESSION = 'conv@12';
const chat = (more: Partial<ActiveChat> = {}): ActiveChat => ({
  tabId: 7,
  frameId: 0,
  site: 'aliexpress',
  shopId: SHOP,
  peer: { name: 'John' },
  fingerprint: `["2264411","John","${SESSION}"]`,
  mark: SESSION,
  customerId: null,
  state: 'ready',
  trouble: [],
  url: 'https://chat.example/',
  at: 1,
  ...more,
});
const replyOf = (made: ActiveChat) => {
  const { site, shopId, fingerprint, customerId } = made;
  const mark = sureMark(made);
  return {
    binding: { site, shopId: shopId ?? '', fingerprint: fingerprint ?? '', customerId },
    ...(mark !== undefined && { mark }),
  };
};
const unnamed = replyOf(chat());
/** A chat without an id of its own: its mark is the shown name. */
const bare = (more: Partial<ActiveChat> = {}): ActiveChat =>
  chat({ mark: 'John', fingerprint: '["2264411","John","",[]]', ...more });
const known = replyOf(chat({ customerId: 'c1' }));
const none = new Map<string, string | null>();

describe('a kept reply', () => {
  it.each([
    ['made while nobody was known, once somebody is', unnamed, chat({ customerId: 'c5' })],
    ['made while nobody was known, and nobody is yet', unnamed, chat()],
    ['made for a chat without an id, while nobody is known', replyOf(bare()), bare()],
    ['made for a customer whose marks came late', known, chat({ customerId: 'c1', fingerprint: 'other' })],
    [
      'of a nick that is the shown name',
      replyOf(chat({ mark: 'n1', peer: { name: 'n1', nick: 'n1' } })),
      chat({ mark: 'n1', peer: { name: 'n1', nick: 'n1' }, customerId: 'c5' }),
    ],
    ['of the same conversation, whoever that is filed under by now', known, chat({ customerId: 'c2' })],
    ['of the same conversation that was taken out of the file', known, chat()],
  ])('%s fits its own buyer', (_, reply, now) => {
    expect(belongsInto(reply, now, none)).toBe(true);
  });

  it('fits who its customer was joined into', () => {
    const early = replyOf(bare({ customerId: 'c1' }));
    expect(belongsInto(early, chat({ customerId: 'c2' }), new Map([['c1', 'c2']]))).toBe(true);
    expect(belongsInto(early, chat({ customerId: 'c2' }), none)).toBe(false);
    expect(belongsInto(early, chat({ customerId: 'c2' }), new Map([['c1', null]]))).toBe(false);
    expect(belongsInto(early, chat({ customerId: 'c3' }), new Map([['c1', 'c2']]))).toBe(false);
  });

  it('goes with its conversation when two joined customers are taken apart', () => {
    // A and B were one, A; the reply was chosen in the conversation with B.
    const reply = replyOf(chat({ customerId: 'a', mark: 'conv@b', fingerprint: 'fpB' }));
    expect(belongsInto(reply, chat({ customerId: 'a', mark: 'conv@a', fingerprint: 'fpA' }), none)).toBe(false);
    expect(belongsInto(reply, chat({ customerId: 'b', mark: 'conv@b', fingerprint: 'fpB' }), none)).toBe(true);
  });

  it.each([
    ['another conversation', unnamed, chat({ customerId: 'c5', mark: 'conv@13' })],
    ['another conversation of nobody', unnamed, chat({ fingerprint: 'other', mark: 'conv@13' })],
    ['somebody of the same shown name', replyOf(bare()), bare({ customerId: 'c5' })],
    ['a chat whose id is not known any more', unnamed, bare({ customerId: 'c5' })],
    ['another customer', replyOf(bare({ customerId: 'c1' })), bare({ customerId: 'c2' })],
    ['another conversation of a known customer', known, chat({ customerId: 'c1', mark: 'conv@13' })],
    ['a chat in which nobody is known', replyOf(bare({ customerId: 'c1' })), bare()],
    ['another shop', known, chat({ customerId: 'c1', shopId: 'aliexpress|9' })],
    ['another site', known, chat({ customerId: 'c1', site: 'taobao' })],
    ['a page that is not ready', known, chat({ customerId: 'c1', state: 'loading' })],
    ['a chat whose marks disagree', known, chat({ customerId: 'c1', fingerprint: null })],
    [
      'other marks on a page that was taught',
      replyOf(bare({ site: 'custom', customerId: 'c1' })),
      bare({ site: 'custom', customerId: 'c1', fingerprint: 'other' }),
    ],
  ])('does not fit %s', (_, reply, now) => {
    expect(belongsInto(reply, now, new Map([['c1', 'c1']]))).toBe(false);
  });
});
