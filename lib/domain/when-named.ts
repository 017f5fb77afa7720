import { dayNumber, dayOfNumber, weekdayOfNumber, type Day } from './calendar-day.ts';
import { OCCASIONS } from './occasions.ts';
import { addDays, dayOf, lettered, western, word, type DayRule, type Found } from './when-hit.ts';
import { yearlyDays, type YearlyRule } from './yearly-day.ts';

/** Festivals and shopping days as people call them: one of those shops greet for, or a day that only has a name. */
const NAMED: readonly (readonly [RegExp, string | YearlyRule])[] = [
  [/^元旦/, 'newYear'],
  [/^情人/, 'valentine'],
  [/^(?:妇女|三八|女神)/, 'womensDay'],
  [/^(?:劳动|五一)/, { on: [5, 1] }],
  [/^(?:儿童|六一)/, { on: [6, 1] }],
  [/^618/, 'shop618'],
  [/^国庆/, 'nationalDay'],
  [/^双(?:11|十一)/, 'shop1111'],
  [/^双(?:12|十二)/, 'shop1212'],
  [/^平安夜/, { on: [12, 24] }],
  [/^圣诞/, 'christmasDay'],
  [/^除夕/, { lunar: [1, 1, -1] }],
  [/^(?:春节|大年初一)/, 'springFestival'],
  [/^元宵/, 'lantern'],
  [/^端午/, 'dragonBoat'],
  [/^七夕/, 'qixi'],
  [/^中秋/, 'midAutumn'],
  [/^重阳/, 'doubleNinth'],
];

/** Returns the next day of that name, today included, or null where the Chinese calendar of that year is not known. */
function named(name: string, today: Day): Found | null {
  const found = NAMED.find(([pattern]) => pattern.test(name))?.[1];
  const rule = typeof found === 'string' ? OCCASIONS.find(({ key }) => key === found)?.rule : found;
  if (!rule) return null;
  const next = [today.year, today.year + 1].flatMap((year) => yearlyDays(rule, year)).find((day) => day >= dayNumber(today));
  return next === undefined ? null : { day: dayOfNumber(next), faint: true };
}

/** `春节后` and `圣诞活动` name no day; what follows must be the end, a mark, 当天 or a time. */
const ALONE = '(?=\\s|$|[,，。]|当[天日]|那天|凌晨|清晨|[早晚]|[上下中正]午|傍晚|\\d{1,2}[:点])';

/** Named days in Chinese. */
export const NAMED_RULES_ZH: readonly DayRule[] = [
  {
    pattern: new RegExp(
      `(?<=^|[\\s,，。])(?:(?:元旦|情人|妇女|三八|女神|劳动|五一|儿童|六一|国庆|圣诞|元宵|端午|中秋|重阳)节?|双(?:11|十一|12|十二)|平安夜|除夕|春节|大年初一|七夕)${ALONE}(?:当[天日]|那天)?`,
      'u',
    ),
    found: (m, today) => named(m[0], today),
  },
  // In the middle of a line it is more likely a sum or the end of a number.
  { pattern: new RegExp(`^618(?:大促|活动)?${ALONE}(?:当[天日]|那天)?`, 'u'), found: (m, today) => named(m[0], today) },
  {
    pattern: /(?<![一-鿿\d])年[底末](?=\s|$|[,，。前])/u,
    found: (_m, { year }) => ({ day: { year, month: 12, day: 31 }, faint: true }),
  },
];

const toWeekday = (today: Day, weekday: number): Day => addDays(today, (weekday - weekdayOfNumber(dayNumber(today)) + 7) % 7);

/** A day of the week that words name: the next one or, with `next`, the one after. */
function onWeekday(weekday: number, next: boolean, today: Day): Found {
  const day = toWeekday(today, weekday);
  return { day: next ? addDays(day, 7) : day, ...western, ...(next ? {} : { rolls: 'week' as const }) };
}

/** Named days and parts of today in English, Russian and Spanish. */
export const NAMED_RULES_WEST: readonly DayRule[] = [
  {
    pattern: word(
      '(?:the )?end of (?:(?:the|this) )?(?:(next) )?week|eow|(?:в|к|до) конц[еу] (?:(?:этой|(следующей)) )?недели|до конца недели|(?:a |al )?final de (?:la )?semana',
    ),
    // The working week ends on its Friday; on a weekend that is the one of the week to come.
    found: (m, today) => onWeekday(5, Boolean(m[1] ?? m[2]), today),
  },
  {
    pattern: word(
      '(?:(?:this|the|on the|at the|(next)) )?weekend|(?:в|на) (?:(?:эти|этих|(следующи[ех])) )?выходны[ех]|(?:(?:el |este |el (pr[oó]ximo) ))?fin de semana',
    ),
    found: (m, today) => onWeekday(6, Boolean(m[1] ?? m[2] ?? m[3]), today),
  },
  { pattern: word('this morning'), found: (_m, today) => ({ day: today, ...western, part: 'am' }) },
  { pattern: word('this afternoon'), found: (_m, today) => ({ day: today, ...western, part: 'pm' }) },
  { pattern: word('this evening'), found: (_m, today) => ({ day: today, ...western, part: 'night' }) },
];

/** In Russian the day comes first: `05.12`. `в 15.10` and `завтра 15.10` are times. */
export const RUSSIAN_DATE: DayRule = {
  pattern: lettered(
    '(?<=^|(?<![\\p{L}\\d])(?:до |к )|(?<!(?:^|\\s)в)\\s)(\\d{1,2})\\.(\\d{2})(?![\\d.])(?=\\s*$| (?:в|к|до) \\d)',
  ),
  found: (m, { year }) => {
    const [day, month] = [Number(m[1]), Number(m[2])];
    const found = month >= 1 && month <= 12 && day >= 1 ? dayOf(year, month, day) : null;
    return found && { day: found, rolls: 'year', ...western };
  },
};

const LEADING = lettered('(?<![\\p{L}\\d])(?:by|before|until|till|on|at|для|ко?|до|во?|на|para|antes del?|el)\\s+$');
/** `this friday`, `later today`; `do this tomorrow` says something else. */
const THIS = lettered('(?<![\\p{L}\\d])(?:this|эт[уо]т?|эту|este|esta)\\s+$');
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun|пн|пон|вт|ср|чт|чет|пт|пят|сб|суб|вс|лю|lun|mar|mi[eé]|jue|vie|s[aá]b|dom)/iu;
const LATER = lettered('(?<![\\p{L}\\d])later\\s+$');

/** Returns what stands before a day or a time (`piece`) without the words that only lead up to it. */
export function withoutLeading(before: string, piece: string): string {
  const forms = [LEADING, ...(WEEKDAY.test(piece) ? [THIS] : []), ...(/^today/iu.test(piece) ? [LATER] : [])];
  for (const form of forms.toReversed()) {
    const m = form.exec(before);
    if (m) return withoutLeading(before.slice(0, m.index), '');
  }
  return before;
}

/** 前 behind a day or a time. */
export const BEHIND = /^(?:之前|以前|前(?![台面端往去来天后期任妻]))/u;
