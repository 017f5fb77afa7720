import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One sentence with what a person said it is. */
export interface Labelled {
  language: string;
  label: string;
  text: string;
}

/** Reads labelled sentences: a TSV with a heading line, `language`, label and sentence. */
export function labelled(file: 'mood.tsv' | 'intents.tsv'): Labelled[] {
  const lines = readFileSync(join(import.meta.dirname, file), 'utf8')
    .split('\n')
    .slice(1);
  return lines.filter(Boolean).map((line) => {
    const [language = '', label = '', text = ''] = line.split('\t');
    return { language, label, text };
  });
}
