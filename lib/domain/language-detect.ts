import { SIGNS, WORDS, type LatinLanguage } from './language-words.ts';

/** The languages that can be told apart. */
export type DetectedLanguage = LatinLanguage | 'zh' | 'ja' | 'ko' | 'ru' | 'ar';

/** What a text is written in, and how sure that is: 0 not at all, 1 for certain. */
export interface Detected {
  language: DetectedLanguage;
  sure: number;
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Scripts that only one of the languages has. Kana before Han: Japanese has both. */
const SCRIPTS: readonly (readonly [DetectedLanguage, RegExp, number])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 3],
  ['zh', /\p{Script=Han}/gu, 2],
  ['ko', /\p{Script=Hangul}/gu, 2],
  ['ru', /\p{Script=Cyrillic}/gu, 1],
  ['ar', /\p{Script=Arabic}/gu, 1],
];

/**
 * Tells the language of a short message by its script, or in Latin letters by frequent words, letters and endings; links,
 * addresses and codes do not count. Null for a text without words (`?`, `👍`, `12345`) or in a script that is not known.
 */
export function detectLanguage(text: string): Detected | null {
  const plain = text
    .slice(0, 2000)
    .normalize('NFC')
    .replace(/https?:\/\/\S+|\S+@\S+|\b\w*\d\w*\b/g, ' ')
    .toLowerCase();
  const latin = count(plain, /\p{Script=Latin}/gu);
  const weights = SCRIPTS.map(([language, pattern, weight]) => [language, weight * count(plain, pattern)] as const);
  const kana = weights.find(([language]) => language === 'ja')?.[1] ?? 0;
  const total = latin + weights.reduce((sum, [, weight]) => sum + weight, 0);
  if (total === 0) return null;
  // A few kana make Chinese characters Japanese; a brand or size in Latin letters makes nothing English.
  const [best, most] = weights
    .map(([language, weight]) => [language, language === 'ja' && kana > 0 ? Infinity : weight] as const)
    .reduce((a, b) => (b[1] > a[1] ? b : a));
  if (most > latin * 0.6) return { language: best, sure: Math.min(1, (Number.isFinite(most) ? most : total) / total + 0.2) };
  return detectLatin(plain);
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
