const DIGITS: Readonly<Record<string, number>> = { 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };

/** Source of a pattern for a small number in figures or Chinese characters. */
export const NUMBER = '(?:\\d{1,3}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])';

/** Returns the value of a number matched by `NUMBER`; 零 is 0. */
export function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  if (!text.includes('十')) return DIGITS[text] ?? 0;
  const [tens = '', ones = ''] = text.split('十');
  return (tens ? (DIGITS[tens] ?? 0) : 1) * 10 + (DIGITS[ones] ?? 0);
}

const ENGLISH =
  'half an?|an?|(?:a )?couple of|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty';
const RUSSIAN =
  'один|одного|одной|одну|два|две|двух|три|тр[её]х|четыре|четыр[её]х|пяти|пять|шести|шесть|семи|семь|восьми|восемь|' +
  'девяти|девять|десяти|десять|двенадцати|двенадцать|пятнадцати|пятнадцать|двадцати|двадцать|тридцати|тридцать|' +
  'сорока|сорок|полтора|полторы|полутора|пару|пары';
const SPANISH =
  'una|uno|un par de|un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|veinte|treinta|cuarenta|media|medio';
const FIGURES = '\\d{1,3}(?:[.,]\\d{1,2})?(?:\\s?[-~–]\\s?\\d{1,3})?';

/** Sources of patterns for an amount as it is written in a language; `amountOf` reads what they match. */
export const AMOUNTS = {
  zh: '(?:(?<![\\d.])\\d{1,3}(?:\\.\\d{1,2})?(?:\\s*[-~到至]\\s*\\d{1,3})?|半|[一二两三四五六七八九十百零]{1,7}(?:[-~到至][一二两三四五六七八九十]{1,3})?)',
  en: `(?:${FIGURES}|(?<!\\p{L})(?:${ENGLISH})(?!\\p{L}))`,
  ru: `(?:${FIGURES}|(?<!\\p{L})(?:${RUSSIAN})(?!\\p{L}))`,
  es: `(?:${FIGURES}|(?<!\\p{L})(?:${SPANISH})(?!\\p{L}))`,
} as const;

/** Beginnings of number words, the longer before the shorter. */
const WORDS: readonly (readonly [RegExp, number])[] = [
  [/^(?:half|半|medi[ao]$)/, 0.5],
  [/^пол[ту]/, 1.5],
  [/^(?:(?:a )?couple|пар|un par)/, 2],
  [/^(?:двенадцат|twelve|doce)/, 12],
  [/^(?:пятнадцат|fifteen|quince)/, 15],
  [/^(?:двадцат|twenty|veinte)/, 20],
  [/^(?:тридцат|thirty|treinta)/, 30],
  [/^(?:сорок|forty|cuarenta)/, 40],
  [/^fifty/, 50],
  [/^(?:an?$|one|un[oa]?$|од)/, 1],
  [/^(?:two|dos|дв)/, 2],
  [/^(?:three|tres|тр)/, 3],
  [/^(?:four|cuatro|четыр)/, 4],
  [/^(?:five|cinco|пят)/, 5],
  [/^(?:six|seis|шест)/, 6],
  [/^(?:seven|siete|сем)/, 7],
  [/^(?:eight|ocho|вос)/, 8],
  [/^(?:nine|nueve|девят)/, 9],
  [/^(?:ten|diez|десят)/, 10],
];

/** Returns the value of a Chinese number up to 999, null when the characters make none. */
function chineseOf(text: string): number | null {
  const m = /^(?:([一二两三四五六七八九])百)?零?(?:([一二两三四五六七八九])?(十))?([一二两三四五六七八九])?$/u.exec(text);
  if (!m || m[0] === '') return null;
  const [, hundreds, tens, ten, ones] = m;
  return (DIGITS[hundreds ?? ''] ?? 0) * 100 + (ten ? (DIGITS[tens ?? ''] ?? 1) * 10 : 0) + (DIGITS[ones ?? ''] ?? 0);
}

/**
 * Returns the value of an amount in figures or in Chinese, English, Russian or Spanish words, of a range (`2-3`, `两三`)
 * the later; null when the text is none that can be read (`一二三`).
 */
export function amountOf(text: string): number | null {
  const said = text.trim().toLowerCase();
  if (/^\d+(?:[.,]\d+)?$/.test(said)) return Number(said.replace(',', '.'));
  const [first = '', last, ...more] = said.split(/\s*[-~–到至]\s*/u);
  if (more.length > 0) return null;
  if (last !== undefined) {
    const [from, to] = [amountOf(first), amountOf(last)];
    return from === null || to === null || to <= from ? null : to;
  }
  const [a, b] = [DIGITS[said[0] ?? ''], DIGITS[said[1] ?? '']];
  if (said.length === 2 && a !== undefined && b !== undefined) return b > a ? b : null;
  return WORDS.find(([pattern]) => pattern.test(said))?.[1] ?? chineseOf(said);
}
