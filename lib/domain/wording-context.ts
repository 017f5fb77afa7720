import type { WordingContext } from './wording.ts';
import { isAsked, isWanted } from './wording-drop.ts';
import { textOf } from './wording-fold.ts';
import { isHan } from './wording-negation.ts';

/** Units that are looked at on either side. */
const WINDOW = 20;
/** The same for a list of apps. */
const REACH = 60;

/** A value that one puts down oneself; 「写低了会被扣」 warns. */
const LOW = /^[成为个]?(?:[低少小](?!了|会|的)|\$?\d|[一二两三四五六七八九十几]+[美元块刀欧])/;
const LOW_SAID = /^报低/;

/** What goods can do: “works with WhatsApp”, “shows Telegram and …”; not what we do. */
const FEATURE =
  /(?<!(?:\b(?:we|i|us|let's|to)|\bour [a-z]+|(?<![а-я])мы) (?:can |also |will )?)(?<![\p{L}])(?:works? with|compatible with|supports?|(?:shows?|displays?|receives?|see|reads?)(?: new| your)?|notifications? (?:from|of|for)|поддержива(?:ет|ют)|показыва(?:ет|ют)|уведомлени[а-я]*|reciben?|muestran?|compatibles? con|funcionan? con|notificaciones de|mensajes de) (?:\p{L}+(?: ?[,/&] ?| (?:and|or|и|y) )|(?:messages|notifications|calls) (?:from|of) |(?:сообщени|уведомлени)[а-я]* (?:из |от )?|(?:mensajes|notificaciones) de )*$/u;
/** Somebody is to write there all the same. */
const INVITES = /(?<![\p{L}])(?:me|us|my|our|write|contact|add|text|нам|мне|наш|пишите|nos|mi|escr\p{L}*)(?![\p{L}])|[+\d@]/u;

/** Tells whether what has to stand around a wording (a stretch of folded units) is there. */
export function hasContext(only: WordingContext, units: Uint16Array, start: number, end: number): boolean {
  const after = textOf(units, end, end + WINDOW);
  if (only === 'low') return !isHan(units[start]) || LOW.test(after) || LOW_SAID.test(textOf(units, start, end));
  if (only === 'reach')
    return !FEATURE.test(textOf(units, start - REACH, start)) || INVITES.test(textOf(units, end, end + REACH));
  const before = textOf(units, start - REACH, start);
  const said = textOf(units, start, end);
  if (only === 'wanted') return isWanted(before, said, textOf(units, end, end + REACH));
  return isAsked(before.slice(-WINDOW), said, after);
}

const BEST = [...'最好'].map((each) => each.charCodeAt(0));
/** Behind 「面料最好」 where that is what is said of it; 「面料最好手洗」 says what had better be done. */
const PRAISED = new Set([...'的了啦哦噢哟呢吧啊呀嘛哈哒且又也而之没价品质料款服性卖做最'].map((each) => each.charCodeAt(0)));

/** Tells whether a wording that ends with 最好 says, by the folded unit behind it, what the buyer had better do. */
export function isAdvice(own: Uint16Array, next: number | undefined): boolean {
  return own.at(-2) === BEST[0] && own.at(-1) === BEST[1] && isHan(next) && !PRAISED.has(next ?? 0);
}

/** Before 包 that is a bag, a parcel or a pack: 「书包不」, 「这款包不」; 「包不掉色」 promises. */
const BAG = /^[面书钱背红打包挎沙这那整外发单小大礼承款个只裹寄退]包[不过到]|^的包不/;

/** Tells whether a wording that begins with 包 is about a thing, by the folded unit before it. */
export function isBag(own: Uint16Array, before: number | undefined): boolean {
  return before !== undefined && BAG.test(String.fromCharCode(before, ...own.subarray(0, 2)));
}
