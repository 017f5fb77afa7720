import { SIGNS, WORDS, type LatinLanguage } from './language-words.ts';
import { type ScriptLanguage, writtenIn } from './script.ts';

/** The languages that can be told apart. */
export type DetectedLanguage = LatinLanguage | ScriptLanguage;

/** What a text is written in, and how sure that is: 0 not at all, 1 for certain. */
export interface Detected {
  language: DetectedLanguage;
  sure: number;
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/**
 * Tells the language of a short message by its script, or in Latin letters by frequent words, letters and endings; links,
 * addresses and codes do not count. Null for a text without words (`?`, `👍`, `12345`) or in a script that is not known.
 */
export function detectLanguage(text: string): Detected | null {
  const beginning = text.slice(0, 2000).normalize('NFC');
  const written = writtenIn(beginning);
  if (!written) return null;
  if (written.script !== 'latin') return { language: written.script, sure: Math.min(1, written.share + 0.2) };
  return detectLatin(beginning.replace(/https?:\/\/\S+|\S+@\S+|\b\w*\d\w*\b/g, ' ').toLowerCase());
}

function detectLatin(text: string): Detected | null {
  const words =
    text.match(/[\p{Script=Latin}'’-]+/gu)?.map((word) => word.replaceAll('’', "'").replace(/^['-]+|['-]+$/g, '')) ?? [];
  const parts = words.flatMap((word) => (/['-]/.test(word) ? [word, ...word.split(/['-]/)] : [word])).filter(Boolean);
  if (parts.length === 0) return null;
  const scores = [...WORDS].map(([language, known]) => {
    const byWords = parts.reduce((sum, word) => sum + (known.has(word) ? weightOf(word) : 0), 0);
    const bySigns = SIGNS.reduce((sum, [of, sign, weight]) => (of === language ? sum + weight * count(text, sign) : sum), 0);
    return [language, byWords + bySigns] as const;
  });
  const [first, second] = scores.toSorted(([, a], [, b]) => b - a);
  if (!first || first[1] <= 0) return null;
  return { language: first[0], sure: Math.min(1, (first[1] - (second?.[1] ?? 0)) / first[1]) };
}

/** A word counts for as much as it is rare: the fewer languages have it and the longer it is, the more it tells. */
function weightOf(word: string): number {
  let languages = 0;
  for (const known of WORDS.values()) if (known.has(word)) languages += 1;
  return (word.length > 3 ? 1.4 : word.length > 1 ? 1 : 0.5) / languages;
}
