import { hasLetters, lettered } from './when-hit.ts';
import { AMOUNTS, amountOf } from './when-number.ts';

const FORMS: readonly RegExp[] = [
  new RegExp(`(${AMOUNTS.zh})\\s*个?工作日\\s*(?:之|以)?后`, 'u'),
  lettered(`(?<!\\p{L})in (${AMOUNTS.en}) (?:business|working|work) ?days?(?!\\p{L})`),
  lettered(`(?<![\\p{L}\\d])(${AMOUNTS.en}) (?:business|working|work) ?days? (?:later|from (?:now|today))(?!\\p{L})`),
  lettered(`(?<!\\p{L})через (${AMOUNTS.ru}) ?рабоч\\p{L}+ д\\p{L}+`),
  lettered(`(?<!\\p{L})(?:en|dentro de) (${AMOUNTS.es}) d[ií]as? (?:h[aá]bil(?:es)?|laborables?)`),
];
/** Most working days that are counted. */
const MOST = 250;

/** Finds "so many working days from now" in a line: where it stands and how many, or null. */
export function workdaysIn(line: string): { start: number; end: number; n: number; western: boolean } | null {
  for (const [i, form] of (hasLetters(line) ? FORMS : FORMS.slice(0, 1)).entries()) {
    const m = form.exec(line);
    const n = m ? amountOf(m[1] ?? '') : null;
    if (!m || n === null || !Number.isInteger(n) || n < 1 || n > MOST) continue;
    return { start: m.index, end: m.index + m[0].length, n, western: i > 0 };
  }
  return null;
}
