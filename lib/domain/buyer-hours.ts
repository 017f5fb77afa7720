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

/**
 * Returns the moment on a day of the shop nearest to an hour that is outside of the buyer's quiet hours: first among the
 * shop's hours from 9 to 18, then among all of that day. Every zone has some.
 */
export function awakeMoment(day: Day, hour: number, shopZone: string, zone: string): number {
  const nearest = (from: number, to: number): number | null => {
    const hours = Array.from({ length: to - from + 1 }, (_, i) => from + i).toSorted(
      (a, b) => Math.abs(a - hour) - Math.abs(b - hour),
    );
    for (const each of hours) {
      const at = momentOn(day, each, 0, shopZone);
      if (!isQuiet(at, zone)) return at;
    }
    return null;
  };
  return nearest(9, 18) ?? nearest(0, 23) ?? momentOn(day, hour, 0, shopZone);
}
