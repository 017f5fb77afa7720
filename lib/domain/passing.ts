import { TEMPLATE_LANGUAGES } from './template.ts';

/** Slots for a day, an amount, or what has become of one parcel. */
const NAMES =
  /日期|时[间限]|天数|期限|进[度展]|状[态况]|情况|结果|到哪|单号|金额|[补赔]偿?|\bwhere\b|date|\bdays?\b|time|amount|status|progress|order.?state|статус|estado|statut/i;
/** Yes and no to what is so of one parcel: 已发货, 缺货. */
const ASKED =
  /^(?:(?:是否|有没有)?(?:已经?|[没未])?(?:发货|发出|寄出|签收|收货|到货|付款|退款|补发|[缺断有]货|下单)[了吗没]*$|(?:是否)?已|(?:is |already )*(?:shipped|sent|delivered|out.of.stock|paid)$)/i;
/** Figures that are no size are an amount, an hour or a day. */
const SIZES = /码|尺|size/i;
const FIGURES = /[\p{N}\p{Sc}]|[一二两三四五六七八九十半几][天元块周个日号点]/u;
/** Days in scripts that leave no blanks between words, where a word cannot be told from the letters beside it. */
const DAYS =
  /[今明昨][天日晚早年]|[前后]天|[去前后]年|本日|(?:周|星期)[一二三四五六日天末]|礼拜|[上下本这]个?(?:周|月|星期)|[上下]午|[月年节][初底前后]|[月火水木金土日]曜|[先今来][週月年]|오늘|내일|어제|모레|그저께|[월화수목금토일]요일|(?:이번|다음) ?[주달]|지난 ?[주달]|내년|올해|tonight/iu;
/** What is so of a parcel today. */
const PROGRESS =
  /已(?:经|[发寄补退到签收付下取派揽处登提申核联安完改换拍])|正在|还[在没]|[\p{Script=Han}]{2}中$|배송 ?중|\b(?:customs|transit|deliver(?:y|ed)|already|(?:re)?sent|(?:re)?shipped|arriv\w+|warehouse|pending|processing|refunded)\b|тамож|в пути|aduana|en camino|alf[âa]ndega|a caminho|douane|en route|\bzoll\b|unterwegs|dogana|通関|세관/iu;

/**
 * Tells whether what a person filled into a slot is true of a moment or one deal only: a day or an hour, an amount, what has
 * become of a parcel. It errs on that side.
 */
export function isPassing(name: string, value: string): boolean {
  if (NAMES.test(name) || ASKED.test(name.trim()) || (FIGURES.test(value) && !SIZES.test(name))) return true;
  return DAYS.test(value) || PROGRESS.test(value.trim()) || dayWords().test(value);
}

let words: RegExp | undefined;

/** Weekdays and the days, weeks, months and years beside today by their names in all languages of replies, in any case: среда, среду. */
function dayWords(): RegExp {
  return (words ??= new RegExp(`(?<!\\p{L})(?:${TEMPLATE_LANGUAGES.flatMap(namesOf).join('|')})(?!\\p{L})`, 'iu'));
}

function namesOf(language: string): string[] {
  const near = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'long' });
  const days = [-2, -1, 0, 1, 2].map((by) => near.format(by, 'day'));
  const spans = (['week', 'month', 'year'] as const).flatMap((unit) => [-1, 0, 1].map((by) => near.format(by, unit)));
  const whole = [...days, ...spans].filter((word) => !/\p{N}/u.test(word)).map((word) => word.replace('’', '.'));
  return [...whole, ...[0, 1, 2, 3, 4, 5, 6].map((by) => inAnyCase(weekday.format(by * 86_400_000)))];
}

/** Weekdays in Slavic languages have cases, in others at most a plural; средний, środek are other words. */
function inAnyCase(weekday: string): string {
  if (weekday.endsWith('ek')) return `${weekday.slice(0, -2)}(?:ek|k\\p{L}{0,3})`;
  if (!/[а-яё]|[aę]$/u.test(weekday) || weekday.includes('-')) return `${weekday}s?`;
  return `${weekday.replace(/[аеьa]$/u, '')}(?!н|n|e?k)\\p{L}{0,3}`;
}
