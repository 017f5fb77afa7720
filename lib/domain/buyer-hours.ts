import { momentOn, type Day } from './calendar-day.ts';
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
};

/** Hours of the buyer's day in which nobody is written to. */
const QUIET = { until: 9, from: 21 } as const;

/** Returns the zone in which a buyer of a country (ISO code) most likely lives, or `other`. */
export function buyerZone(country: string | undefined, other: string): string {
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
