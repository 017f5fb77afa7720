import { SHOP_GROUND } from '../domain/shop-ground.ts';
import { calendarUntil, lawGoesOn } from '../domain/workdays.ts';
import { t } from '../i18n.ts';

// Made once: a list names the country of every row.
const names = new Intl.DisplayNames('zh-CN', { type: 'region' });

/** Returns the name of a country (ISO code), 俄罗斯. */
export function countryName(code: string): string {
  return names.of(code) ?? code;
}

/** Says until when the days off of a country are known, and what is reckoned by afterwards. */
export function calendarText(code: string): string {
  const date = calendarUntil(code);
  if (date === null) return t('calendar.none', { country: countryName(code) });
  if (code === SHOP_GROUND.country) return t('reminder.calendarEnds', { date });
  return t(lawGoesOn(code) ? 'calendar.endsLaw' : 'calendar.ends', { country: countryName(code), date });
}
