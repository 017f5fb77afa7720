import { lettered } from './when-hit.ts';

const FAR_ZH =
  /[周月号日年节]|星期|礼拜|(?<![今明昨前当每]|(?<!大)后)天|[\d零一二两三四五六七八九十百半]{2,}\s*个?(?:小时|钟头)|\d\s*[-./]\s*\d/u;
/** Beginnings of words; `today` and `yesterday` are none. */
const FAR_WEST = lettered(
  '(?<!\\p{L})(?:weeks?|days?|months?|fortnight|year|\\d+(?:st|nd|rd|th)|[a-z]+day(?<!today|yesterday)|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|' +
    'недел|дн[яей]|день|сут|месяц|числ|год|пон|вто|сре|чет|пят|суб|вос|пн|вт|ср|чт|пт|сб|вс|янв|фев|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|выходн|' +
    'semana|d[ií]as?|mes(?:es)?(?!\\p{L})|lun|mi[eé]r|jue|vie|s[aá]b|dom|ene|abr|ago|dic|fin de)|\\d\\s?(?:d|w|days?|дн|hours?|час|horas?|h)(?!\\p{L})',
);

/**
 * Tells whether a text may name a day after the next one, in far less time than it takes to read it: true too often, never
 * false for one that does.
 */
export function mayReachFar(text: string): boolean {
  return FAR_ZH.test(text) || FAR_WEST.test(text);
}
