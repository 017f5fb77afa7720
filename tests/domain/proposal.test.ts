import { describe, expect, it } from 'vitest';
import { faultsOf, isApprovable, withoutSentence, type Proposal } from '../../lib/domain/proposal.ts';

const kinds = (proposal: Proposal): string[] => faultsOf(proposal).map(({ kind, raw }) => `${kind} ${raw}`);
const translation = (text: string): Proposal => ({
  kind: 'translation',
  original: { text: '订单号4512300187000204539，两件，共¥105', language: 'zh' },
  text,
  language: 'en',
});
const draft = (text: string): Proposal => ({
  kind: 'draft',
  grounds: {
    trusted: [{ text: '订单号：4512300187000204539', language: 'zh' }],
    promised: [],
    said: [{ text: 'refund me 50 EUR', language: 'en' }],
  },
  text,
  language: 'en',
});

describe('a translation', () => {
  it('with a changed number cannot be approved, whatever is confirmed', () => {
    const wrong = translation('Order 4512300187000204530, two pieces, ¥105');
    expect(kinds(wrong)).toEqual(['missing 4512300187000204539', 'extra 4512300187000204530']);
    const faults = faultsOf(wrong);
    expect(isApprovable(wrong, faults, new Set(faults.map(({ id }) => id)))).toBe(false);
  });

  it('with a number that was a word has to be looked at', () => {
    const right = translation('Order 4512300187000204539, 2 pieces, 105 yuan');
    const faults = faultsOf(right);
    expect(kinds(right)).toEqual(['doubtful 2']);
    expect([isApprovable(right, faults, new Set()), isApprovable(right, faults, new Set(['doubtful 2']))]).toEqual([false, true]);
  });

  it('without faults may go, an empty one not', () => {
    const right = translation('Order 4512300187000204539, two pieces, ¥105');
    expect(isApprovable(right, faultsOf(right), new Set())).toBe(true);
    const empty: Proposal = { ...right, original: { text: '', language: 'zh' }, text: ' ' } as Proposal;
    expect(isApprovable(empty, faultsOf(empty), new Set())).toBe(false);
  });
});

describe('a draft', () => {
  it('has everything to be confirmed one by one that the shop did not say', () => {
    const text = 'We refund 50 EUR for order 4512300187000204539. See https://evil.example!';
    const made = draft(text);
    expect(kinds(made)).toEqual(['promise refund', 'invented 50 EUR', 'invented https://evil.example']);
    const faults = faultsOf(made);
    for (const { id } of faults) {
      const others = new Set(faults.map((fault) => fault.id).filter((each) => each !== id));
      expect([id, isApprovable(made, faults, others)]).toEqual([id, false]);
    }
    expect(isApprovable(made, faults, new Set(faults.map(({ id }) => id)))).toBe(true);
  });

  it('with an open variable cannot be approved', () => {
    const made = draft('Dear {买家}');
    expect(kinds(made)).toEqual(['extra {买家}']);
    expect(isApprovable(made, faultsOf(made), new Set(['extra {买家}']))).toBe(false);
  });
});

describe('taking a sentence out', () => {
  it.each([
    ['Hello. We refund 5.50 EUR. Bye.', '5.50', 'Hello. Bye.'],
    ['您好。我们赔您50元！请稍等。', '50元', '您好。请稍等。'],
    ['See https://a.example/x.y now! Thanks', 'https', 'Thanks'],
    ['only this 50 EUR', '50', ''],
    ['first line\nsecond 50 EUR\nthird', '50', 'first line\nthird'],
  ])('%s', (text, around, left) => {
    const start = text.indexOf(around);
    expect(withoutSentence(text, { start, end: start + around.length })).toBe(left);
  });
});
