import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import model from '#assets/intents/model.json' with { type: 'json' };
import { INTENTS } from '#lib/domain/intent.ts';
import { intentsOf } from '#lib/intent/model.ts';
import { isHeldBack, labelled, plain, type Labelled } from '../../scripts/intents/sentences.ts';
import { fingerprintOf, train } from '../../scripts/intents/train.ts';

const sentences = labelled('intents.tsv');
const learned = sentences.filter((each) => !isHeldBack(each));
const heldBack = sentences.filter(isHeldBack);
const LANGUAGES = ['zh', 'en', 'ru', 'es'];

interface Figures {
  named: number;
  right: number;
  asked: number;
}

function figuresOf(list: readonly Labelled[], intent?: string): Figures {
  const seen = list.map(({ label, text }) => ({ label, got: intentsOf(model, text)[0]?.intent ?? 'none' }));
  const named = seen.filter(({ got }) => (intent ? got === intent : got !== 'none'));
  return {
    named: named.length,
    right: named.filter(({ got, label }) => got === label).length,
    asked: seen.filter(({ label }) => (intent ? label === intent : label !== 'none')).length,
  };
}

const share = (part: number, whole: number): string => (whole === 0 ? '–' : (part / whole).toFixed(3));
const line = (name: string, { named, right, asked }: Figures): string =>
  `${name.padEnd(18)} precision ${share(right, named)}  recall ${share(right, asked)}  (${right}/${named} named, ${asked} there)`;

describe('the labelled sentences', () => {
  test('are enough, all different, every intent in every language', () => {
    expect(sentences.length).toBeGreaterThanOrEqual(1200);
    expect(sentences.filter(({ label }) => label === 'none').length).toBeGreaterThanOrEqual(150);
    expect(new Set(sentences.map(({ label }) => label))).toEqual(new Set([...INTENTS, 'none']));
    for (const language of LANGUAGES)
      for (const intent of INTENTS)
        expect(sentences.filter((each) => each.language === language && each.label === intent).length).toBeGreaterThan(8);
  });

  test('held back are a fifth, and none of them is among those learned from, not even with other words order or marks', () => {
    expect(heldBack.length / sentences.length).toBeGreaterThan(0.17);
    expect(heldBack.length / sentences.length).toBeLessThan(0.23);
    const inAnyOrder = (text: string): string => plain(text).split(' ').toSorted().join(' ') || text;
    expect(new Set(sentences.map(({ text }) => inAnyOrder(text))).size).toBe(sentences.length);
    const known = new Set(learned.map(({ text }) => inAnyOrder(text)));
    expect(heldBack.filter(({ text }) => known.has(inAnyOrder(text)))).toEqual([]);
  });
});

describe('the model that is shipped', () => {
  test('was made from the four fifths only, by the script that is here', () => {
    expect(model.of).toBe(fingerprintOf(learned));
    expect(model.of).not.toBe(fingerprintOf(sentences));
    const again = train(learned);
    const answers = (from: typeof model): unknown[] => heldBack.map(({ text }) => intentsOf(from, text)[0]?.intent);
    expect(answers(again as typeof model)).toEqual(answers(model));
  });

  test('is small enough to be loaded beside a chat', () => {
    expect(gzipSync(JSON.stringify(model)).length).toBeLessThan(60_000);
  });

  test('names what is asked in sentences it has never seen, nine times in ten rightly', () => {
    const all = figuresOf(heldBack);
    const report = [
      line('held back', all),
      ...LANGUAGES.map((language) => line(language, figuresOf(heldBack.filter((each) => each.language === language)))),
      ...INTENTS.map((intent) => line(intent, figuresOf(heldBack, intent))),
    ];
    console.log(
      `${sentences.length} sentences, ${learned.length} learned from, ${heldBack.length} held back\n${report.join('\n')}`,
    );
    expect(all.right / all.named).toBeGreaterThanOrEqual(0.9);
    expect(all.right / all.asked).toBeGreaterThanOrEqual(0.75);
  });

  test.each(LANGUAGES)('does so in %s', (language) => {
    const { named, right, asked } = figuresOf(heldBack.filter((each) => each.language === language));
    expect(right / named).toBeGreaterThanOrEqual(0.9);
    expect(right / asked).toBeGreaterThanOrEqual(0.75);
  });

  test('says nothing of a message that asks for nothing', () => {
    const wrongly = heldBack.filter(({ label, text }) => label === 'none' && intentsOf(model, text).length > 0);
    const none = heldBack.filter(({ label }) => label === 'none');
    expect(wrongly.length / none.length).toBeLessThan(0.1);
    for (const text of ['', ' ', '…', '💗', 'constructor', '__proto__']) expect(intentsOf(model, text)).toEqual([]);
  });
});
