import { type Folded, isDigit, isLatin, type Span, textOf } from './wording-fold.ts';
import { isOthersMail, isOthersPhone } from './wording-whose.ts';

const char = (unit: number | undefined): string => (unit === undefined ? '' : String.fromCharCode(unit));

const NUMERALS = new Map(
  [...'〇0零0一1二2三3四4五5六6七7八8九9壹1贰2叁3肆4伍5陆6柒7捌8玖9幺1'].flatMap((each, i, all) =>
    i % 2 ? [] : [[each, all[i + 1]] as const],
  ),
);
/** Signs that stand between the digits of one number. */
const GAP = /[\s\-.()·]/;
/** Most digits of one phone number. */
const LONGEST = 15;

/** Digits that stand together. */
interface Group {
  digits: string;
  start: number;
  end: number;
}

/** A Chinese landline: an area code and seven or eight digits; or a number that companies are called at. */
const LANDLINE = /^(?:0(?:10|2\d|[3-9]\d\d)[2-8]\d{6,7}|[48]00\d{7})$/;
/** Right before a number that is called. */
const CALLED =
  /(?:电话|座机|固话|热线|[打拨](?![包折印样标])|致电|tel|(?<!re)call|phone)[^\d。!?,]{0,6}$|(?:联系|咨询|[说找])[我们: ]*$|(?:my|our) number(?: is)?[ :]*$|(?:llam[a-z]+|звоните)(?: al?| на| по)?[ :]*$/;
/** An area code apart tells by itself where a clause begins with it. */
const BEGINS = /(?:^|[,。!?;\n])\s*$/;
/** Before numbers of other things, written like that, or of others that can be asked. */
const NAMED =
  /(?:[单型款货编次批税色]号码?|[条编]码|[运订]单|尺寸|规格)[ :是为(]*$|(?:支付宝|淘宝|天猫|菜鸟|银行)(?:的|官方|客服)*(?:电话|热线)[ :是为]*$|(?:开票|发票|抬头|税号|开户)(?:(?![打拨问找]|联系|咨询)[^。!?])*$/;

/**
 * Finds phone numbers: Chinese mobile ones (11 digits, in figures or in characters, with gaps), landlines (`0571-8888 8888`)
 * and those that begin with a plus sign and a country (8 to 15 digits, ITU-T E.164). Longer runs of digits are order numbers and tracking codes.
 */
export function phonesIn({ units }: Folded): Span[] {
  const spans: Span[] = [];
  const groups = groupsIn(units);
  for (let i = 0; i < groups.length; i++) {
    const first = groups[i] as Group;
    const plus = char(units[first.start - 1]) === '+';
    const last = phoneEnd(units, groups, i, plus);
    if (last < 0) continue;
    const bracket = char(units[first.start - 1]) === '(' && char(units[first.end]) === ')' && last > i;
    const span: Span = [plus || bracket ? first.start - 1 : first.start, groups[last]?.end ?? 0];
    if (!isOthersPhone(units, span)) spans.push(span);
    i = last;
  }
  return spans;
}

/** Returns which group a phone number that begins with group `i` ends with, or -1. Looks at no more than `LONGEST` of them. */
function phoneEnd(units: Uint16Array, groups: readonly Group[], i: number, plus: boolean): number {
  const first = groups[i] as Group;
  let digits = '';
  let found = -1;
  for (let k = i; k < groups.length && digits.length < LONGEST; k++) {
    const group = groups[k] as Group;
    const before = groups[k - 1];
    if (k > i && !isGap(units, before?.end ?? 0, group.start)) break;
    digits += group.digits;
    if (isLatin(units[group.end]) || (k === i && isLatin(units[group.start - 1]))) continue;
    if (/^(?:86)?1[3-9]\d{9}$/.test(digits)) return k;
    if (!plus && isLandline(units, first, digits)) found = k;
    if (plus && digits.length >= 8 && digits.length <= LONGEST) found = k;
  }
  return found;
}

function isLandline(units: Uint16Array, { digits: area, start }: Group, digits: string): boolean {
  if (!LANDLINE.test(digits)) return false;
  const before = textOf(units, start - 60, start);
  if (NAMED.test(before)) return false;
  const apart = /^0\d{2,3}$/.test(area) && (char(units[start - 1]) === '(' || BEGINS.test(before));
  return CALLED.test(before) || apart;
}

function isGap(units: Uint16Array, from: number, to: number): boolean {
  return to - from === 1 ? GAP.test(char(units[from])) : to - from === 2 && /^(?:\) | \()$/.test(textOf(units, from, to));
}

function groupsIn(units: Uint16Array): Group[] {
  const groups: Group[] = [];
  for (let i = 0; i < units.length; i++) {
    if (!digitOf(units[i])) continue;
    const group = { digits: '', start: i, end: i };
    for (; i < units.length && digitOf(units[i]); i++) if (group.digits.length <= LONGEST) group.digits += digitOf(units[i]);
    groups.push({ ...group, end: i });
  }
  return groups;
}

function digitOf(unit: number | undefined): string {
  if (isDigit(unit)) return char(unit);
  return NUMERALS.get(char(unit)) ?? '';
}

const NAME = /[\w.%+-]/;
const HOST = /[\w.-]/;
/** Longest name of a mailbox, RFC 5321. */
const MAX_NAME = 64;

/** Finds e-mail addresses. */
export function emailsIn({ units }: Folded): Span[] {
  const spans: Span[] = [];
  for (let i = 0; i < units.length; i++) {
    if (units[i] !== 64) continue;
    let from = i;
    while (i - from < MAX_NAME && NAME.test(char(units[from - 1]))) from -= 1;
    const end = hostEnd(units, i + 1);
    if (from < i && /\.[a-z]{2,}$/.test(textOf(units, i + 1, end)) && !isOthersMail(units, [from, end])) spans.push([from, end]);
  }
  return spans;
}

function hostEnd(units: Uint16Array, from: number): number {
  let end = from;
  while (end - from < 255 && HOST.test(char(units[end]))) end += 1;
  while (end > from && /[.-]/.test(char(units[end - 1]))) end -= 1;
  return end;
}

/** Hosts that replies may point to: the platforms themselves, and where parcels are followed. */
const WELCOME =
  /(?:^|\.)(?:taobao|tmall|aliexpress|alibaba|1688|alipay|cainiao|goofish|lazada|17track|ems|sf-express|dhl|ups|usps|fedex|pochta|correos|laposte|dpd|gls-group|royalmail|yunexpress|4px)\.(?:[a-z]{2,3}\.)?[a-z]{2,4}$/;

/** Finds addresses of web pages (`https://…`, `www.…`) outside of the platforms and of where parcels are followed. */
export function linksIn({ units }: Folded): Span[] {
  const spans: Span[] = [];
  for (let i = 0; i < units.length; i++) {
    const scheme = char(units[i]) === ':' && textOf(units, i, i + 3) === '://';
    const www = char(units[i]) === 'w' && textOf(units, i, i + 4) === 'www.' && !isLatin(units[i - 1]);
    if (!scheme && !www) continue;
    const start = scheme ? schemeStart(units, i) : i;
    const from = scheme ? i + 3 : i;
    const host = hostEnd(units, from);
    let end = host;
    while (end < units.length && end - host < 2000 && /[\w./?&=%#:~+-]/.test(char(units[end]))) end += 1;
    if (host > from && !WELCOME.test(textOf(units, from, host))) spans.push([start, end]);
    i = Math.max(i, end - 1);
  }
  return spans;
}

function schemeStart(units: Uint16Array, colon: number): number {
  let start = colon;
  while (colon - start < 8 && isLatin(units[start - 1])) start -= 1;
  return start;
}
