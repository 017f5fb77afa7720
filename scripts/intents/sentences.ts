import { readFileSync } from 'node:fs';
import { hashOf } from '../../lib/domain/hash.ts';

/** One sentence of a buyer with what a person said it is. */
export interface Labelled {
  language: string;
  label: string;
  text: string;
}

/** Reads labelled sentences: a TSV with a heading line, then language, label and sentence. */
export function labelled(file: 'mood.tsv' | 'mood-alike.tsv' | 'intents.tsv'): Labelled[] {
  const lines = readFileSync(new URL(`../../tests/sentences/${file}`, import.meta.url), 'utf8')
    .split('\n')
    .slice(1);
  return lines.filter(Boolean).map((line) => {
    const [language = '', label = '', text = ''] = line.split('\t');
    return { language, label, text };
  });
}

/** A sentence without case, marks and repeated blanks: two that are the same so are the same sentence. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Tells whether a sentence belongs to the fifth that nothing is learned from: decided by its own letters, so it stays so. */
export function isHeldBack({ text }: Pick<Labelled, 'text'>): boolean {
  return hashOf(plain(text)) % 5 === 0;
}
