import { hasLetters, lettered } from './when-hit.ts';
import { NUMBER } from './when-number.ts';

/** 早上周五, 马上周五 and 线上周边 are none. */
const PAST_ZH = new RegExp(
  `(?<![早晚马线以网])上+(?:一?个|一(?=周))?(?:(?:周|星期|礼拜)(?:的?(?:周|星期)?(?:[一二三四五六日天末]|[1-7](?!\\d))|(?=[\\s的,，]|$))|月份?(?:\\s?${NUMBER}[日号]|[初底末]|的?最后一天|(?=[\\s的,，]|$)))|` +
    `昨[天日晚]|(?<=^|[\\s,，。])大?前[天晚]|(?:去年|(?<![\\d一-龥])前年)(?:的?\\s?${NUMBER}月(?:${NUMBER}[日号]?|[初底末])?)?`,
  'gu',
);
const EN =
  'mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|weekend|week|month|year|night';
const RU =
  'понедельник\\p{L}*|вторник\\p{L}*|сред\\p{L}+|четверг\\p{L}*|пятниц\\p{L}+|суббот\\p{L}+|воскресень\\p{L}+|недел\\p{L}+|месяц\\p{L}*|год\\p{L}*|выходн\\p{L}+';
const ES = 'lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|fin de semana|semana|mes|a[ñn]o';
const PAST_WEST = lettered(
  `(?<![\\p{L}\\d])(?:(?:(?:on )?(?:the )?\\d{1,2}(?:st|nd|rd|th) of )?(?:last|(?:this )?past) (?:${EN})(?! of)|(?:the )?day before yesterday|yesterday|` +
    `(?:\\d{1,2} числа )?(?:в |на )?прошл\\p{L}+ (?:${RU})|позавчера|вчера|` +
    `(?:(?:el )?(?:d[ií]a )?\\d{1,2} del? |el |la |del )?(?:(?:${ES}) pasad[oa]|pasad[oa] (?:${ES}))|anteayer|ayer|anoche)(?!\\p{L})(?! ma[nñ]ana)`,
  'giu',
);

/** Returns where a line names days that have passed (`上周五`, `last monday`): they are what it is about, not when. */
export function pastIn(line: string): { start: number; end: number }[] {
  return (hasLetters(line) ? [PAST_ZH, PAST_WEST] : [PAST_ZH]).flatMap((pattern) =>
    [...line.matchAll(pattern)].map(({ index, 0: text }) => ({ start: index, end: index + text.length })),
  );
}
