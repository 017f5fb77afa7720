import { mayBeRussian } from './cyrillic.ts';

/** Languages that are known by their script. */
export type ScriptLanguage = 'zh' | 'ja' | 'ko' | 'ru' | 'ar';

/** What a text is written in: a language that has a script of its own, or Latin letters, and its share of the letters. */
export interface Written {
  script: ScriptLanguage | 'latin';
  /** 0 to 1; a character that stands for a syllable or a word weighs as much as two or three letters. */
  share: number;
}

const SCRIPTS: readonly (readonly [ScriptLanguage, RegExp, number])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 3],
  ['zh', /\p{Script=Han}/gu, 2],
  ['ko', /\p{Script=Hangul}/gu, 2],
  ['ru', /\p{Script=Cyrillic}/gu, 1],
  ['ar', /\p{Script=Arabic}/gu, 1],
];

/** Faces such as `(づ￣3￣)づ` and `ヾ(≧▽≦*)o` borrow letters from anywhere. */
const FACE =
  /[\u3040-\u30ff]?[(（][^()（）\n]{0,12}[\p{Sk}\p{Sm}\p{So}\p{M}\p{Script=Greek}・･•˙~^_][^()（）\n]{0,12}[)）][\u3040-\u30ffoOdbm]{0,2}/gu;

/** The one kana that Chinese shops write for 的. */
const BORROWED = /[のノ]/g;
/** Characters that Chinese messages are full of and Japanese has not. */
const CHINESE_ONLY = /[您你妳吗嗎呢们們这哦啊吧呀啦嘛么麼哒没给货发还说对请谢亲啥咋嗯]/g;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/**
 * Tells what a text is written in by the share of its letters; links, addresses, codes and faces do not count. Null for a
 * text without letters of a script that is known, or in another language than Russian that is written in Cyrillic letters.
 */
export function writtenIn(text: string): Written | null {
  const plain = text.replace(/https?:\/\/\S+|\S+@\S+|\b\w*\d\w*\b/g, ' ').replace(FACE, ' ');
  const latin = count(plain, /\p{Script=Latin}/gu);
  const weights = SCRIPTS.map(([script, pattern, weight]) => [script, weight * count(plain, pattern)] as const);
  const total = latin + weights.reduce((sum, [, weight]) => sum + weight, 0);
  if (total === 0) return null;
  const japanese = isJapanese(plain);
  const [best, most] = weights
    .map(([script, weight]) => [script, script === 'ja' ? (japanese ? total : 0) : weight] as const)
    .reduce((a, b) => (b[1] > a[1] ? b : a));
  // Other languages share the script: they are not known, and not Russian.
  if (best === 'ru' && most > latin * 0.6 && !mayBeRussian(plain)) return null;
  // A brand or a size in Latin letters makes nothing English.
  if (most > latin * 0.6) return { script: best, share: most / total };
  return { script: 'latin', share: latin / total };
}

/** Japanese mixes kana with Han; a few kana among many Han, or among words only Chinese has, are ornament. */
function isJapanese(text: string): boolean {
  const kana = count(text.replace(BORROWED, ''), /[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const han = count(text, /\p{Script=Han}/gu);
  return kana > 0 && kana * 4 >= han && kana > 2 * count(text, CHINESE_ONLY);
}
