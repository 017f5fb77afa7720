import { momentOn, type Day } from './calendar-day.ts';
import { countryCode } from './country.ts';
import type { Customer } from './customer.ts';
import { splitShopId } from './ids.ts';
import type { SiteId } from './observation.ts';
import { wallTimeOf } from './time.ts';

/** Zone in which most people of a country live; the buyer's own is never known. */
const ZONES: Readonly<Record<string, string>> = {
  CN: 'Asia/Shanghai',
  HK: 'Asia/Hong_Kong',
  TW: 'Asia/Taipei',
  RU: 'Europe/Moscow',
  BY: 'Europe/Minsk',
  KZ: 'Asia/Almaty',
  UA: 'Europe/Kyiv',
  ES: 'Europe/Madrid',
  FR: 'Europe/Paris',
  DE: 'Europe/Berlin',
  IT: 'Europe/Rome',
  PL: 'Europe/Warsaw',
  NL: 'Europe/Amsterdam',
  BE: 'Europe/Brussels',
  PT: 'Europe/Lisbon',
  GB: 'Europe/London',
  IL: 'Asia/Jerusalem',
  TR: 'Europe/Istanbul',
  US: 'America/Chicago',
  CA: 'America/Toronto',
  MX: 'America/Mexico_City',
  BR: 'America/Sao_Paulo',
  CL: 'America/Santiago',
  CO: 'America/Bogota',
  PE: 'America/Lima',
  AR: 'America/Argentina/Buenos_Aires',
  AU: 'Australia/Sydney',
  JP: 'Asia/Tokyo',
  KR: 'Asia/Seoul',
  SA: 'Asia/Riyadh',
  AE: 'Asia/Dubai',
  SG: 'Asia/Singapore',
  MY: 'Asia/Kuala_Lumpur',
  TH: 'Asia/Bangkok',
  VN: 'Asia/Ho_Chi_Minh',
  PH: 'Asia/Manila',
  ID: 'Asia/Jakarta',
};

/** Countries (ISO codes) whose zone is known. */
export const ZONED_COUNTRIES: readonly string[] = Object.keys(ZONES);

/** Hours of the buyer's day in which nobody is written to. */
const QUIET = { until: 9, from: 21 } as const;

/** Sites whose buyers live anywhere but in the shop's country. */
const FOREIGN: ReadonlySet<SiteId> = new Set(['aliexpress', 'alibaba', 'lazada']);

/**
 * Returns the ISO code of the country a buyer lives in, as pages name it ("France", "法国", "FR"). Where nothing is said, it
 * is the shop's own (`shop`) on sites of that country, that of the seller centre on Lazada, and unknown (null) on the
 * others; so is a name that is no country's.
 */
export function buyerCountry({ country, shopId }: Pick<Customer, 'country' | 'shopId'>, shop: string): string | null {
  if (country) return countryCode(country);
  const { site, key } = splitShopId(shopId);
  if (site === 'lazada' && /^[a-z]{2}$/.test(key)) return key.toUpperCase();
  return FOREIGN.has(site) ? null : shop;
}

/** Returns the zone in which a buyer of a country (ISO code) most likely lives, or `other`. */
export function buyerZone(country: string | null, other: string): string {
  return ZONES[country ?? ''] ?? other;
}

/** Tells whether a moment (epoch ms) lies in the buyer's quiet hours. */
export function isQuiet(at: number, zone: string): boolean {
  const { hour } = wallTimeOf(at, zone);
  return hour < QUIET.until || hour >= QUIET.from;
}

/** Tells whether it is night at a moment (epoch ms) where a buyer is taken to live; no where that is not known, or no zone. */
export function isNightThere(zone: string | undefined, at: number): boolean {
  try {
    return zone !== undefined && isQuiet(at, zone);
  } catch (error) {
    // Of a file or an older version: nobody is to lose a follow-up for that.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const hoursFrom = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);

/** Hours in which most work. */
export const USUAL_HOURS: readonly number[] = /* @__PURE__ */ hoursFrom(9, 18);
/** Hours of the shop's day, while nothing is known of them: the usual ones, those of a long day, all. Every zone has some. */
const ANY_HOURS: readonly (readonly number[])[] = /* @__PURE__ */ (() => [USUAL_HOURS, hoursFrom(8, 22), hoursFrom(0, 23)])();

/**
 * Returns the moment on a day of the shop nearest to an hour that is outside of the buyer's quiet hours: among the `hours` in
 * which somebody is there, and where all of those are the buyer's night, the nearest of them all the same, since nobody would
 * see it at another one. Without `hours` first among those from 9 to 18, then from 8 to 22, then among all of that day.
 */
export function awakeMoment(day: Day, hour: number, shopZone: string, zone: string, hours?: readonly number[]): number {
  const momentAt = (each: number): number => momentOn(day, each, 0, shopZone);
  const nearest = (some: readonly number[]): number[] => some.toSorted((a, b) => Math.abs(a - hour) - Math.abs(b - hour));
  for (const some of hours ? [hours] : ANY_HOURS) {
    const found = nearest(some).find((each) => !isQuiet(momentAt(each), zone));
    if (found !== undefined) return momentAt(found);
  }
  return momentAt((hours && nearest(hours)[0]) ?? hour);
}
