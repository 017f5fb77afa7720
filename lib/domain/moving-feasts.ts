import { dayNumber } from './calendar-day.ts';

/**
 * Returns the number of Easter Sunday in a year: of the western churches by the Gregorian reckoning (Meeus, Jones and
 * Butcher), of the orthodox ones by the Julian one, said in the usual calendar (13 days later until 2099).
 */
export function easterDay(year: number, orthodox = false): number {
  const a = year % 19;
  if (orthodox) {
    const d = (19 * a + 15) % 30;
    const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    const sum = d + e + 114;
    return dayNumber({ year, month: Math.floor(sum / 31), day: (sum % 31) + 1 }) + 13;
  }
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return dayNumber({ year, month: Math.floor(sum / 31), day: (sum % 31) + 1 });
}

/**
 * Feasts that no short rule gives, by year, 2025–2035. Those of Islam are of the Umm al-Qura calendar of Saudi Arabia, by
 * which the day is known ahead; where the moon is looked for it may be a day later. Seollal is of the Korean calendar
 * (Korea Astronomy and Space Science Institute), which in 2027 and 2028 begins a month a day after the Chinese one.
 * Both as the calendars `islamic-umalqura` and `dangi` of the Unicode CLDR have them.
 */
export const FEASTS = {
  seollal: '20250129 20260217 20270207 20280127 20290213 20300203 20310123 20320211 20330131 20340219 20350208',
  ramadan: '20250301 20260218 20270208 20280128 20290116 20300105 20301226 20311216 20321204 20331123 20341112 20351101',
  eidFitr: '20250330 20260320 20270309 20280226 20290214 20300204 20310124 20320114 20330103 20331223 20341212 20351201',
  eidAdha: '20250606 20260527 20270516 20280505 20290424 20300413 20310402 20320322 20330312 20340301 20350219',
} as const;

/** Last year for which they are known. */
export const FEASTS_UNTIL = 2035;

/** Returns the numbers of the days in a year on which a feast falls: none beyond what is known, in some years two. */
export function feastDays(name: keyof typeof FEASTS, year: number): number[] {
  return FEASTS[name]
    .split(' ')
    .filter((date) => Number(date.slice(0, 4)) === year)
    .map((date) => dayNumber({ year, month: Number(date.slice(4, 6)), day: Number(date.slice(6)) }));
}
