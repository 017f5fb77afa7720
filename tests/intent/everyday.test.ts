import { describe, expect, test } from 'vitest';
import model from '#assets/intents/model.json' with { type: 'json' };
import { readAsked } from '#lib/intent/read-asked.ts';
import { learned, offered, rowsOf, stageOf, titles } from './offered.ts';

/**
 * What buyers write on an ordinary day, with what a customer-service lead expects: the wishes and moods that are right
 * (`/` between them), and the titles one of which must be offered first. Nothing is learned from these.
 */
const sentences = rowsOf('everyday.tsv').map(([language = '', stage = '', wishes = '', moods = '', first = '', text = '']) => ({
  language,
  stage: stageOf(stage),
  wishes: wishes.split('/'),
  moods: moods.split('/'),
  first: first ? first.split('/') : [],
  text,
}));
const LANGUAGES = ['zh', 'en', 'ru', 'es'];

function outcomeOf({
  language,
  wishes,
  moods,
  first,
  text,
  stage,
}: (typeof sentences)[number]): Record<'wish' | 'mood' | 'first', boolean> {
  const read = readAsked(model, { texts: [text], turn: [text] });
  const [title = ''] = titles(offered(text, { language, stage }));
  return {
    wish: wishes.includes(read.wishes[0]?.intent ?? 'none'),
    mood: moods.includes(read.mood.mood ?? 'calm'),
    first: first.length === 0 || first.includes(title),
  };
}

const seen = sentences.map((each) => ({ ...each, got: outcomeOf(each) }));

/** The share of the sentences that are read rightly, the part of it that must be. */
function rateOf(of: 'wish' | 'mood' | 'first', list: typeof seen): number {
  const judged = of === 'first' ? list.filter(({ first }) => first.length > 0) : list;
  const right = judged.filter(({ got }) => got[of]);
  const wrong = judged.filter(({ got }) => !got[of]).map(({ text }) => text);
  console.log(`${of} ${right.length}/${judged.length}; not: ${wrong.join(' | ')}`);
  return right.length / judged.length;
}

describe('everyday sentences', () => {
  test('are many, and none of them is among those learned from, in any order of its words', () => {
    expect(learned(sentences)).toEqual([]);
    for (const [language, least] of [
      ['zh', 150],
      ['en', 40],
      ['ru', 40],
      ['es', 40],
    ] as const)
      expect(sentences.filter((each) => each.language === language).length).toBeGreaterThanOrEqual(least);
    expect(sentences.filter(({ first }) => first.length > 0).length).toBeGreaterThanOrEqual(60);
  });

  test.each(LANGUAGES)('are read as meant in %s', (language) => {
    const list = seen.filter((each) => each.language === language);
    expect(rateOf('wish', list)).toBeGreaterThanOrEqual(0.88);
    expect(rateOf('mood', list)).toBe(1);
    expect(rateOf('first', list)).toBeGreaterThanOrEqual(0.89);
  });
});

test.each(rowsOf('wishes.tsv'))('%s is the first wish of: %s', (wishes, text) => {
  const read = readAsked(model, { texts: [text ?? ''], turn: [] });
  expect((wishes ?? '').split('/')).toContain(read.wishes[0]?.intent ?? 'none');
});
