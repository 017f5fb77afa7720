import { writeDay } from './token-date.ts';
import { decimalSign, short } from './token-number.ts';
import { findTokens, MASK_SIGNS, type Token } from './tokens.ts';

/** A text with numbered signs in place of what must not change. */
export interface Masked {
  text: string;
  /** What stands behind `⟦1⟧`, `⟦2⟧` … */
  tokens: readonly Token[];
}

/** Small numbers and single letters stay: a language that does not see the number cannot put the noun right. */
const stays = ({ kind, raw }: Token): boolean =>
  (kind === 'number' && /^\d{1,3}$/.test(raw)) || (kind === 'size' && raw.length === 1);

/** Puts `⟦1⟧`, `⟦2⟧` … in place of the tokens of a text. A text that has such signs itself is left as it is. */
export function maskTokens(text: string, language: string): Masked {
  if (MASK_SIGNS.test(text)) return { text, tokens: [] };
  const tokens = findTokens(text, language).filter((token) => !stays(token));
  let masked = '';
  let from = 0;
  for (const [i, { start, end }] of tokens.entries()) {
    masked += `${text.slice(from, start)}⟦${i + 1}⟧`;
    from = end;
  }
  return { text: masked + text.slice(from), tokens };
}

/**
 * Puts the tokens back into a translated text, as the reader's language writes them. Signs that name no token stay, so
 * that the check afterwards finds them.
 */
export function unmaskTokens(translated: string, { tokens }: Masked, language: string): string {
  return translated.replace(/⟦\s?(\d{1,3})\s?⟧/g, (sign, n: string) => {
    const token = tokens[Number(n) - 1];
    return token ? writeToken(token, language) : sign;
  });
}

/** Writes a token for readers of a language: unchanged where they read the same out of it. */
function writeToken(token: Token, language: string): string {
  const { kind, raw, value } = token;
  if (kind === 'date' && (isForeign(raw, language) || readsDifferently(token, language))) return writeDay(value, language);
  if (kind === 'price' && (isForeign(raw, language) || readsDifferently(token, language))) {
    const [currency = '', amount = ''] = value.replace(/^-/, '').split(' ');
    return `${value.startsWith('-') ? '-' : ''}${currency} ${withSign(amount, language)}`;
  }
  if (kind === 'number' && (isForeign(raw, language) || readsDifferently(token, language))) return withSign(value, language);
  if (kind === 'percent' && raw.endsWith('折')) return short(language) === 'zh' ? raw : `-${value}`;
  if (kind === 'time' && /\p{L}/u.test(raw.replace(/[ap]\.?m\.?/iu, ''))) return value;
  if (kind === 'time' && readsDifferently(token, language)) return value;
  if (kind === 'percent' && readsDifferently(token, language)) return withSign(value, language);
  return raw;
}

const withSign = (plain: string, language: string): string => plain.replace('.', decimalSign(language));

/** Letters that readers of the language do not read: 元 and 月 outside of China and Japan, names of months elsewhere. */
function isForeign(raw: string, language: string): boolean {
  const tag = short(language);
  if (/\p{Script=Han}/u.test(raw)) return tag !== 'zh' && tag !== 'ja';
  if (/\p{Script=Hangul}/u.test(raw)) return tag !== 'ko';
  if (/\p{Script=Cyrillic}/u.test(raw)) return tag !== 'ru';
  return false;
}

/** Tells whether the token as it is written means something else in the language. */
function readsDifferently(token: Token, language: string): boolean {
  const [read, ...more] = findTokens(token.raw, language);
  return more.length > 0 || read?.kind !== token.kind || read.value !== token.value || read.raw !== token.raw;
}
