import { TEMPLATE_LANGUAGES } from './template.ts';

/** Slots for a day, an amount, what is wrong with one parcel and what becomes of it, what is so of a shop for a while. */
const NAMES =
  /日期|时[间限效]|天数|多久|期限|进[度展]|状[态况]|情况|结果|到哪|单号|金额|[补赔]偿?|缺(?!口)|漏[件发寄装]|原因|问题(?!类型)|[运邮]费(?!险)|优惠|折扣|券|方案|处理|现货|库存|件码|^(?:数字|链接|哪[个里]|哪家快递)\d*$|\bwhere\b|date|\bdays?\b|time|amount|status|progress|order.?state|reason|problem|missing|delay|discount|статус|estado|statut/i;
/** Yes and no to what is so of one parcel: 已发货, 缺货. */
const ASKED =
  /^(?:(?:是否|有没有)?(?:已经?|[没未])?(?:发货|发出|寄出|签收|收货|到货|付款|退款|补发|[缺断有]货|下单)[了吗没]*$|(?:是否)?已|(?:shipped|out of stock)$)/i;
/** Figures are an amount, an hour or a day, but for sizes and what belongs to a person or a thing. */
const SIZES = /码|尺|围|税|型|龄|身高|体重|款号|生日|size|[hw]eight|model/i;
/** What a figure is an amount by, whatever it is the amount of: 尺码差价=20元. */
const MONEY = /[价费金点]=|price|cost|fee|=.*(?:[\p{Sc}%元块]|个点|usd)/iu;
const FIGURES = /[\p{N}\p{Sc}]|[一二两三四五六七八九十半几][天元块周个日号点]/u;
/** Other words for days. */
const DAYS =
  /[今明昨][晚早]|[前后]年|本日|周[一二三四五六日天末]|星期天|礼拜|[上下本这]个?(?:周|月|星期)|[上下]午|[月年节][初底前后]|下次|tonight|\b(?:days|weeks|months|(?:a|one) (?:day|week|month))\b|percent/iu;
/** Hours of a day and what is soon or just now, in the languages of replies; 马上装 and 곧은 are no such. */
const SOON =
  /(?:马上|立刻|即将|稍后|等会|一会|刚[刚才]|现在|目前|暂时)(?!装)|今夜|[今来]週|すぐ|(?<![가-힣])곧(?![가-힣])|(?<!\p{L})(?:this \p{L}+|an hour|soon|now|ahora|est[ae] \p{L}+|que v(?:iene|em)|agora|cet? (?:soir|matin|midi|après-midi)|bientôt|stasera|stamattina|bald|сейчас|скоро|утром|вечером|через \p{L}+|wieczorem|za (?:godzinę|tydzień)|غدا|الليلة|الآن)(?!\p{L})/iu;
/** What is so of a parcel today. */
const PROGRESS =
  /已(?:经|[发寄补退到签收付下取派揽处登提申核联安完改换拍])|正在|在(?:派送|途)|还[在没]|只剩|[缺断没有]货(?![架号登])|[\p{Script=Han}]{2}中$|배송 ?중|\b(?:customs|transit|deliver(?:y|ed)|already|(?:re)?sent|(?:re)?shipped|arriv\w+|warehouse|pending|processing|refunded)\b|тамож|в пути|aduana|en camino|alf[âa]ndega|a caminho|douane|en route|\bzoll\b|unterwegs|dogana|通関|세관/iu;

/**
 * Tells whether what a person filled into a slot is true of a moment or one deal only: a day or an hour, an amount, what has
 * become of a parcel. It errs on that side.
 */
export function isPassing(name: string, value: string): boolean {
  if (NAMES.test(name) || ASKED.test(name.trim()) || isFigure(name, value)) return true;
  return DAYS.test(value) || SOON.test(value) || PROGRESS.test(value.trim()) || dayWords().test(value);
}

const isFigure = (name: string, value: string): boolean =>
  FIGURES.test(value) && (!SIZES.test(name) || MONEY.test(`${name}=${value}`));

let words: RegExp | undefined;

/** Languages whose words have no blanks around them. */
const JOINED = ['zh', 'ja', 'ko'];

/** Weekdays and the days, weeks, months and years beside today by their names in all languages of replies, in any case: среда, среду. */
function dayWords(): RegExp {
  const apart = TEMPLATE_LANGUAGES.filter((language) => !JOINED.includes(language)).flatMap(namesOf);
  return (words ??= new RegExp(`${JOINED.flatMap(namesOf).join('|')}|(?<!\\p{L})(?:${apart.join('|')})(?!\\p{L})`, 'iu'));
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
