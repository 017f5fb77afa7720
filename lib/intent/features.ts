import { foldLetters } from '../domain/fold-letters.ts';
import { withoutDenied } from './denied.ts';
import { rulesIn } from './rules.ts';

/** Longest part of a message that is read, in UTF-16 units. */
const MOST = 240;

/** What a message consists of for the recogniser: names of features, each once, with the weight that each counts. */
export type Features = ReadonlyMap<string, number>;

/** Returns the features of what a message does not deny: rules it meets, its words, their stems and pairs, and its Chinese characters in ones to threes. */
export function featuresOf(text: string): Features {
  const said = withoutDenied(foldLetters(text.slice(0, MOST).normalize('NFKC'))).trim();
  const folded = said.replace(/\d+/gu, '0').replace(/(\p{L})\1{2,}/gu, '$1$1');
  const grams = new Set<string>();
  for (const run of folded.match(/[\p{Script=Han}0]+/gu) ?? []) addRuns(grams, run);
  addWords(grams, folded.match(/[\p{Script=Latin}\p{Script=Cyrillic}']+/gu) ?? []);
  if (folded && folded.length <= 4) grams.add('<short>');
  if (/[?？]/u.test(folded)) grams.add('<asks>');
  // However long a message is, its words together count about as much as the rules it meets.
  const each = 1 / Math.sqrt(Math.max(1, grams.size));
  const rules = rulesIn(said);
  const share = 1 / Math.sqrt(Math.max(1, rules.length));
  return new Map([...[...grams].map((gram) => [gram, each] as const), ...rules.map((rule) => [`#${rule}`, share] as const)]);
}

function addRuns(grams: Set<string>, run: string): void {
  for (let i = 0; i < run.length; i++) for (let n = 1; n <= 3 && i + n <= run.length; n++) grams.add(run.slice(i, i + n));
}

function addWords(grams: Set<string>, words: readonly string[]): void {
  for (const [i, word] of words.entries()) {
    grams.add(`${word} `);
    if (word.length > 4) grams.add(`${word.slice(0, 4)}*`);
    if (word.length > 6) grams.add(`${word.slice(0, 6)}*`);
    if (word.length > 5) grams.add(`${word.slice(0, 5)}*`);
    if (word.length > 3) grams.add(`${word.slice(0, 3)}*`);
    const next = words[i + 1];
    if (next) grams.add(`${word} ${next}`);
  }
}
