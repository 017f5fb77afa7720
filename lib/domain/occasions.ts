import { dayOfNumber } from './calendar-day.ts';
import { yearlyDays, type YearlyRule } from './yearly-day.ts';

/** A festival or shopping day; without countries it is one for every buyer. */
export interface Occasion {
  key: string;
  kind: 'festival' | 'season';
  countries?: readonly string[];
  rule: YearlyRule;
}

/*
 * Public holidays by the laws of the countries: Трудовой кодекс РФ ст. 112; 관공서의 공휴일에 관한 규정; 国民の祝日に関する法律;
 * 5 U.S.C. § 6103; Ukraine no. 3258-IX of 2023 (Christmas on 25 December). Seasons by when the shops of a country sell:
 * Black Friday (in Arabia White Friday), Brazil's Dia dos Namorados and Dia das Crianças, mothers' days by country.
 */
const CHINESE = ['CN', 'HK', 'MO', 'TW'] as const;
const RUSSIAN = ['RU', 'BY', 'KZ'] as const;
const SPANISH = ['ES', 'MX', 'CL', 'CO', 'PE', 'AR'] as const;
const WESTERN = [...SPANISH, 'US', 'CA', 'GB', 'DE', 'FR', 'IT', 'PT', 'BR', 'PL', 'NL', 'AU'] as const;
const ORTHODOX = ['RU', 'BY', 'UA'] as const;
const ISLAMIC = ['SA', 'AE', 'KW', 'QA', 'BH', 'OM', 'JO', 'EG'] as const;
/** Where mothers are thought of on the second Sunday of May. */
const MAY_MOTHERS = ['US', 'CA', 'AU', 'DE', 'IT', 'NL', 'BR', 'CL', 'CO', 'PE', 'JP', ...CHINESE] as const;

/** What shops greet for or sell on; the names are in the locale as `occasion.<key>`. */
export const OCCASIONS: readonly Occasion[] = [
  { key: 'newYear', kind: 'festival', rule: { on: [1, 1] } },
  { key: 'springFestival', kind: 'festival', countries: CHINESE, rule: { lunar: [1, 1] } },
  { key: 'lantern', kind: 'festival', countries: CHINESE, rule: { lunar: [1, 15] } },
  { key: 'dragonBoat', kind: 'festival', countries: CHINESE, rule: { lunar: [5, 5] } },
  { key: 'qixi', kind: 'festival', countries: CHINESE, rule: { lunar: [7, 7] } },
  { key: 'midAutumn', kind: 'festival', countries: CHINESE, rule: { lunar: [8, 15] } },
  { key: 'doubleNinth', kind: 'festival', countries: CHINESE, rule: { lunar: [9, 9] } },
  { key: 'nationalDay', kind: 'festival', countries: ['CN'], rule: { on: [10, 1] } },
  { key: 'valentine', kind: 'festival', rule: { on: [2, 14] } },
  { key: 'womensDay', kind: 'festival', countries: [...CHINESE, ...RUSSIAN, 'UA', 'IT', 'PL', 'ES'], rule: { on: [3, 8] } },
  { key: 'christmasDay', kind: 'festival', countries: [...WESTERN, 'UA', 'KR', 'JP'], rule: { on: [12, 25] } },
  { key: 'orthodoxChristmas', kind: 'festival', countries: RUSSIAN, rule: { on: [1, 7] } },
  { key: 'easter', kind: 'festival', countries: WESTERN, rule: { easter: 0 } },
  { key: 'orthodoxEaster', kind: 'festival', countries: ORTHODOX, rule: { easter: 0, orthodox: true } },
  { key: 'victoryDay', kind: 'festival', countries: RUSSIAN, rule: { on: [5, 9] } },
  { key: 'thanksgiving', kind: 'festival', countries: ['US'], rule: { nth: [11, 4, 4, 0] } },
  { key: 'usIndependence', kind: 'festival', countries: ['US'], rule: { on: [7, 4] } },
  { key: 'frNational', kind: 'festival', countries: ['FR'], rule: { on: [7, 14] } },
  { key: 'brCarnival', kind: 'festival', countries: ['BR'], rule: { easter: -47 } },
  { key: 'seollal', kind: 'festival', countries: ['KR'], rule: { table: 'seollal' } },
  { key: 'chuseok', kind: 'festival', countries: ['KR'], rule: { lunar: [8, 15] } },
  { key: 'eidFitr', kind: 'festival', countries: ISLAMIC, rule: { table: 'eidFitr' } },
  { key: 'eidAdha', kind: 'festival', countries: ISLAMIC, rule: { table: 'eidAdha' } },
  { key: 'defender', kind: 'festival', countries: RUSSIAN, rule: { on: [2, 23] } },
  { key: 'ruNewYear', kind: 'season', countries: RUSSIAN, rule: { on: [12, 31] } },
  { key: 'kings', kind: 'season', countries: SPANISH, rule: { on: [1, 6] } },
  { key: 'christmas', kind: 'season', countries: [...WESTERN, 'UA', 'KR', 'JP'], rule: { on: [12, 25] } },
  { key: 'shop618', kind: 'season', countries: CHINESE, rule: { on: [6, 18] } },
  { key: 'shop1111', kind: 'season', rule: { on: [11, 11] } },
  { key: 'shop1212', kind: 'season', countries: CHINESE, rule: { on: [12, 12] } },
  {
    key: 'blackFriday',
    kind: 'season',
    countries: [...WESTERN, ...RUSSIAN, ...ISLAMIC, 'UA', 'KR', 'JP'],
    rule: { nth: [11, 4, 4, 1] },
  },
  { key: 'ramadan', kind: 'season', countries: ISLAMIC, rule: { table: 'ramadan' } },
  { key: 'saNational', kind: 'season', countries: ['SA'], rule: { on: [9, 23] } },
  { key: 'aeNational', kind: 'season', countries: ['AE'], rule: { on: [12, 2] } },
  { key: 'ruSchool', kind: 'season', countries: RUSSIAN, rule: { on: [9, 1] } },
  { key: 'brLovers', kind: 'season', countries: ['BR'], rule: { on: [6, 12] } },
  { key: 'brChildren', kind: 'season', countries: ['BR'], rule: { on: [10, 12] } },
  { key: 'asiaChildren', kind: 'season', countries: ['KR', 'JP'], rule: { on: [5, 5] } },
  { key: 'krParents', kind: 'season', countries: ['KR'], rule: { on: [5, 8] } },
  { key: 'whiteDay', kind: 'season', countries: ['KR', 'JP'], rule: { on: [3, 14] } },
  { key: 'mothers', kind: 'season', countries: MAY_MOTHERS, rule: { nth: [5, 2, 0, 0] } },
  { key: 'mothersFirst', kind: 'season', countries: ['ES', 'PT'], rule: { nth: [5, 1, 0, 0] } },
  { key: 'mothersMx', kind: 'season', countries: ['MX'], rule: { on: [5, 10] } },
  { key: 'mothersPl', kind: 'season', countries: ['PL'], rule: { on: [5, 26] } },
  { key: 'mothersGb', kind: 'season', countries: ['GB'], rule: { easter: -21 } },
  { key: 'mothersAr', kind: 'season', countries: ['AR'], rule: { nth: [10, 3, 0, 0] } },
  { key: 'mothersRu', kind: 'season', countries: ['RU'], rule: { nth: [12, 1, 0, -7] } },
  { key: 'cyberMonday', kind: 'season', countries: WESTERN, rule: { nth: [11, 4, 4, 4] } },
];

/** A festival or shopping day with the number of the day it is on. */
export interface OccasionDay extends Occasion {
  day: number;
}

const years = new Map<number, OccasionDay[]>();

/** Returns all festivals and shopping days of a year, worked out once. */
function ofYear(year: number): OccasionDay[] {
  let found = years.get(year);
  if (!found) {
    found = OCCASIONS.flatMap((occasion) => yearlyDays(occasion.rule, year).map((day) => ({ ...occasion, day })));
    years.set(year, found);
  }
  return found;
}

/** Returns the festivals and shopping days from one day to another (numbers, both included) for a buyer's country, earliest first. */
export function occasionsBetween(from: number, to: number, country: string): OccasionDay[] {
  const list: OccasionDay[] = [];
  for (let year = dayOfNumber(from).year; year <= dayOfNumber(to).year; year++) list.push(...ofYear(year));
  return list
    .filter(({ day, countries }) => day >= from && day <= to && (!countries || countries.includes(country)))
    .toSorted((a, b) => a.day - b.day);
}
