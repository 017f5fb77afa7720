import { foldLetters } from './fold-letters.ts';
import { foldText } from './text.ts';
import type { WaitRules } from './wait-rules.ts';

/** What makes a waiting buyer louder, and when to be quiet about it. */
export interface Attention {
  id: 'attention';
  /** Words in a buyer's question that mark it. */
  words: readonly string[];
  /** Tags, and levels that the platform shows, of customers who come first. */
  vip: readonly string[];
  /** A notification for those who are angry, marked by a word, or first. */
  notify: boolean;
  /** No notification from … to, minutes after midnight on this computer's clock; equal: never quiet. */
  quietFrom: number;
  quietTo: number;
  /** Minutes after midnight at which the next shift begins. */
  shiftAt: number;
  updatedAt: number;
}

/** A row of the table of rules: those of a site, or what is paid attention to. */
export type WaitRuleRow = WaitRules | Attention;

/** Words that platforms and authorities act on, until a person writes others. */
const WORDS =
  '投诉|12315|工商|差评|举报|曝光|律师|维权|平台介入|小二介入|假货|chargeback|paypal dispute|open dispute|жалоба|спор|reclamación|denuncia';

/** What is paid attention to unless a person says otherwise. */
export const ATTENTION_DEFAULT: Attention = {
  id: 'attention',
  words: WORDS.split('|'),
  vip: ['VIP', '重要客户', '大客户', '黄金', '钻石'],
  notify: false,
  quietFrom: 1380,
  quietTo: 480,
  shiftAt: 540,
  updatedAt: 0,
};

/** Returns a list that a person wrote in one line or several, each word once, without blanks around. */
export function wordsIn(text: string): string[] {
  const words = text.split(/[\n,，、;；]+/).map((word) => word.trim().slice(0, 40));
  return [...new Set(words.filter(Boolean))].slice(0, 200);
}

/**
 * Returns the watch words that a text contains, as they are in the list: in any case, with and without accents, Russian
 * ones of five letters and more in their other forms too (`жалоба` in `жалобу`).
 */
export function watchWordsIn(text: string, words: readonly string[]): string[] {
  const folded = foldLetters(foldText(text));
  if (folded === '') return [];
  return words.filter((word) => {
    const wanted = foldLetters(foldText(word));
    if (!/[а-я]$/u.test(wanted)) return folded.includes(wanted);
    const stem = wanted.length >= 5 ? wanted.replace(/[аеиоуыэюяйь]$/u, '') : wanted;
    // Where a word begins: `спор` is not in `паспорт`.
    return ` ${folded.replace(/[^\p{L}\p{N}]+/gu, ' ')}`.includes(` ${stem.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()}`);
  });
}

/** Returns which tags or levels make a customer come first. */
export function vipMarksOf(customer: { tags: readonly string[]; level?: string | undefined }, vip: readonly string[]): string[] {
  const wanted = new Set(vip.map(foldText));
  const marks = [...customer.tags, ...(customer.level ? [customer.level] : [])];
  return marks.filter((mark) => wanted.has(foldText(mark)));
}

/** Tells whether a minute of the day lies within quiet hours, which may go over midnight. */
export function isQuietAt(minute: number, { quietFrom, quietTo }: Pick<Attention, 'quietFrom' | 'quietTo'>): boolean {
  if (quietFrom === quietTo) return false;
  return quietFrom < quietTo ? minute >= quietFrom && minute < quietTo : minute >= quietFrom || minute < quietTo;
}
