import { TEMPLATE_LANGUAGES } from './template.ts';

/** Slots for a day, an amount, or what has become of one parcel. */
const NAMES = /日期|时[间限]|天数|期限|进度|单号|金额|[补赔]偿?|date|\bdays?\b|time|amount|status/i;
/** Figures that are no size are an amount, an hour or a day. */
const SIZES = /码|尺|size/i;
const FIGURES = /[\p{N}\p{Sc}]|[一二两三四五六七八九十半几][天元块周个日号点]/u;
const DAYS = /今|明[早晚]|[前后]天|周[一-日末]|礼拜|[上下本]周|[上下]午|[月年节][初底前后]|tonight/iu;

/**
 * Tells whether what a person filled into a slot is true of a moment or one deal only: a day or an hour, an amount, what has
 * become of a parcel. It errs on that side.
 */
export function isPassing(name: string, value: string): boolean {
  return NAMES.test(name) || (FIGURES.test(value) && !SIZES.test(name)) || DAYS.test(value) || dayWords().test(value);
}

let words: RegExp | undefined;

/** Weekdays and the days beside today by their names in all languages of replies, in any case: среда, среду. */
function dayWords(): RegExp {
  return (words ??= new RegExp(`(?<!\\p{L})(?:${TEMPLATE_LANGUAGES.flatMap(stemsOf).join('|')})`, 'iu'));
}

function stemsOf(language: string): string[] {
  const near = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'long' });
  const days = [0, 1, 2, 3, 4, 5, 6].flatMap((by) => [near.format(by, 'day'), weekday.format(by * 86_400_000)]);
  return [near.format(1, 'week'), ...days]
    .filter((word) => !/\p{N}/u.test(word))
    .map((word) => (word.length > 4 ? word.slice(0, -1).replace('’', '.') : `${word}(?!\\p{L})`));
}
