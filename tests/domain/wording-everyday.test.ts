import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wordingInForce } from '../../lib/domain/wording.ts';
import { WordingChecker } from '../../lib/domain/wording-check.ts';
import { namesIn } from '../../lib/domain/wording-others.ts';
import { WORDING_PACK } from '../../lib/domain/wording-pack.ts';

const checker = new WordingChecker(wordingInForce(WORDING_PACK, []));

interface Sentence {
  topic: string;
  language: string;
  /** What is to be found: a kind, the name of another buyer, or nothing. */
  wanted: string | null;
  text: string;
  isFound: boolean;
}

function sentenceOf(language: string, topic: string, line: string): Sentence {
  const [mark = '', text = ''] = line.split('|');
  if (topic !== 'names') {
    const wanted = mark === '-' ? null : mark;
    const kinds = checker.check(text).map(({ kind }) => kind as string);
    return { topic, language, wanted, text, isFound: wanted === null ? kinds.length > 0 : kinds.includes(wanted) };
  }
  const name = mark.slice(1);
  const found = namesIn(text, [name], ['买家自己']).map(([start, end]) => text.slice(start, end));
  return { topic, language, wanted: mark.startsWith('+') ? name : null, text, isFound: found.length > 0 };
}

let about: string[] = [];
const sentences = readFileSync(join(import.meta.dirname, 'wording-everyday.txt'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    if (line.startsWith('## ')) about = line.slice(3).split(' ');
    return line && !line.startsWith('#') ? [sentenceOf(about[0] ?? '', about[1] ?? '', line)] : [];
  });

describe('what staff write every day', () => {
  it('is enough of every language', () => {
    expect(sentences.length).toBeGreaterThanOrEqual(200);
    for (const [language, least] of [
      ['zh', 120],
      ['en', 25],
      ['ru', 25],
      ['es', 25],
    ] as const)
      expect([language, sentences.filter((each) => each.language === language).length >= least]).toEqual([language, true]);
  });

  it.each([
    // Shares of the harmless ones that are found, and of the others that are missed.
    ['names', 0.04, 0],
    ['phone', 0.03, 0.02],
    ['mail', 0.05, 0],
    ['words', 0, 0],
    ['rules', 0, 0],
  ])('of the topic %s is found at most %d in vain, and at most %d missed', (topic, mostFalse, mostMissed) => {
    const list = sentences.filter((each) => each.topic === topic);
    const [harmless, wanted] = [list.filter((each) => each.wanted === null), list.filter((each) => each.wanted !== null)];
    const found = harmless.filter((each) => each.isFound);
    const missed = wanted.filter((each) => !each.isFound);
    console.info(`everyday ${topic}: ${found.length}/${harmless.length} in vain, ${missed.length}/${wanted.length} missed`);
    if (process.env['KEBAN_WRONG'])
      console.info([...found, ...missed].map(({ wanted: kind, text }) => `${kind ?? '-'}|${text}`).join('\n'));
    expect({ found: found.length <= harmless.length * mostFalse, missed: missed.length <= wanted.length * mostMissed }).toEqual({
      found: true,
      missed: true,
    });
  });
});
