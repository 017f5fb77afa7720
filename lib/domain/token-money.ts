import { short } from './token-number.ts';

/** 块 is money (20块, 20块的, 退您20块运费) where no thing is counted with it (20块香皂). */
const PIECE = '块(?=$|[\\s\\p{P}\\u0000~]|钱|吧|了|呢|哦|啊|哈|呀|的|左右|给|运费|邮费|差价|红包|优惠|补偿|券|包邮|以[内上下])';

/** How currencies are written: signs, codes and words of the languages that buyers write in. */
const WRITTEN: readonly (readonly [currency: string, before: string, after: string])[] = [
  ['CNY', 'CN\\s?[￥¥]|RMB|CNY', `元|人民币|块钱|${PIECE}|RMB|CNY|yuan(?:es|s)?|юан(?:ей|я|ь)|위안|يوان|juan(?:ów|y)?`],
  ['JPY', 'JP\\s?[￥¥]|JPY', '円|日元|JPY|yens?|иен|엔'],
  [
    'USD',
    'US\\s?\\$|USD|(?<![A-Z])\\$',
    '美元|美金|USD|US\\$|\\$|dollars?|dólares|dollari|доллар(?:ов|а)?|ドル|달러|دولار|dolarów',
  ],
  ['BRL', '(?<![A-Z])R\\$|BRL', 'BRL|reais'],
  ['CAD', 'CA\\s?\\$|C\\$|CAD', '加元|CAD'],
  ['AUD', 'AU\\s?\\$|A\\$|AUD', '澳元|AUD'],
  ['EUR', '€|EUR', '€|欧元|EUR|euros?|евро|ユーロ|유로|يورو'],
  ['GBP', '£|GBP', '£|英镑|GBP|pounds?|фунт(?:ов|а)?'],
  ['RUB', '₽|RUB', '₽|卢布|RUB|руб(?:лей|ля|ль|\\.)?|rublos|roubles|rubli'],
  ['KRW', '₩|KRW', '₩|韩元|KRW|원'],
  ['PLN', 'zł|PLN', 'zł(?:otych)?|PLN'],
];

const YEN = '[￥¥]';

/** Pattern (source text) of what stands before an amount, longest first. */
export const MONEY_BEFORE = [...WRITTEN.map(([, before]) => before), YEN].join('|');
/** Pattern (source text) of what stands after an amount; a word must end there. */
export const MONEY_AFTER = `(?:${[...WRITTEN.map(([, , after]) => after), YEN].join('|')})(?!\\p{Script=Latin}|\\p{Script=Cyrillic})`;

const known = WRITTEN.map(([currency, before, after]) => [currency, new RegExp(`^(?:${before}|${after})$`, 'iu')] as const);

/** Returns the ISO 4217 code of a sign, code or word, or null. A bare `¥` is yen in Japanese and yuan elsewhere. */
export function currencyOf(sign: string, language: string): string | null {
  if (/^[￥¥]$/.test(sign)) return short(language) === 'ja' ? 'JPY' : 'CNY';
  return known.find(([, pattern]) => pattern.test(sign))?.[0] ?? null;
}
