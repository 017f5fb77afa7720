import { describe, expect, it } from 'vitest';
import { faultsOf, isApprovable, withoutSentence, type Proposal } from '../../lib/domain/proposal.ts';

const NOW = Date.UTC(2026, 10, 24, 2);
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

describe('a promise that nobody has made', () => {
  const promisesOf = (text: string, promised: string[] = []): string[] =>
    faultsOf({ kind: 'draft', grounds: { trusted: [], promised, said: [] }, text, language: 'zh' }, NOW)
      .filter(({ kind }) => kind === 'promise')
      .map(({ raw }) => raw);

  it.each([
    '您好，明天就给您发货哦',
    '两天内发货',
    '明天就能送到您手上',
    'Your parcel will arrive tomorrow.',
    'We will ship it within two days.',
    'Мы отправим вам новый товар завтра.',
    '我们会给您换一件新的',
    'We will send you a new one.',
    '运费由我们承担',
    '来回运费我们出',
    'We will cover the return shipping.',
    'Оплатим обратную доставку',
    'Le devolvemos el dinero mañana',
    '会给您二十元红包',
    '给您八折',
    '退您十块',
  ])('is seen: %s', (text) => {
    expect(promisesOf(text)).not.toEqual([]);
  });

  it.each([
    '您好，运费由买家承担',
    '明天会下雨吗？',
    '请您明天看一下物流',
    'Did the parcel arrive yesterday?',
    'The parcel did not arrive yesterday.',
    '三折叠雨伞有现货',
    'We are checking it now.',
    'Добрый день! Уточняем у склада.',
  ])('is not seen where there is none: %s', (text) => {
    expect(promisesOf(text)).toEqual([]);
  });

  it('is not invented where a chosen text names the same time', () => {
    expect(promisesOf('We will ship it within two days.', ['We ship within 2 days after payment.'])).toEqual([]);
    expect(promisesOf('We will ship it tomorrow.', ['明天发货'])).toEqual([]);
    expect(promisesOf('We will ship it today.', ['明天发货'])).toEqual(['We will ship it today.']);
    expect(promisesOf('Hello! We will ship it tomorrow. Bye.')).toEqual(['We will ship it tomorrow.']);
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
