import { isQuietAt, type Attention } from './wait-attention.ts';
import type { Hours } from './wait-hours.ts';

/** Hours of a day (bit 0 is 0:00–0:59) in which the browser was open, by the number of the shop's day; newest last. */
export type OpenHours = readonly (readonly [day: number, hours: number])[];

/** Days that are remembered. */
const REMEMBERED = 14;
/** From so many on the hours are known, and an hour counts that was open on so many. */
const [KNOWN_FROM, COUNTS_FROM] = [3, 2];

/** Returns the hours with one more in which the browser is open; the same ones when that was known. */
export function withHour(open: OpenHours, day: number, hour: number): OpenHours {
  const before = open.find(([one]) => one === day)?.[1] ?? 0;
  const hours = before | (1 << hour);
  if (hours === before) return open;
  const others = open.filter(([one]) => one !== day && Math.abs(one - day) < REMEMBERED);
  return [...others, [day, hours] as const].toSorted((a, b) => a[0] - b[0]);
}

const all = Array.from({ length: 24 }, (_, hour) => hour);

/** What is known of when somebody is there. */
export interface KnownHours {
  open: OpenHours;
  quiet: Pick<Attention, 'quietFrom' | 'quietTo'>;
  /** Hours that a person has set for the shop's sites. */
  set: readonly Pick<Hours, 'from' | 'to'>[];
}

/**
 * Returns the hours of the shop's day (0–23) in which somebody is there to be reminded: those in which the browser is open as
 * a rule, before that is known those that a person has set, without the hours in which nobody is to be disturbed. Null
 * while nothing is known.
 */
export function workHoursOf({ open, quiet, set }: KnownHours): number[] | null {
  const isSet = (hour: number): boolean =>
    set.some(({ from, to }) => isQuietAt(hour * 60, { quietFrom: from, quietTo: to }) || (from === to && to < 1440));
  const isOpen = (hour: number): boolean => open.filter(([, hours]) => hours & (1 << hour)).length >= COUNTS_FROM;
  const hours = all.filter(open.length >= KNOWN_FROM ? isOpen : isSet).filter((hour) => !isQuietAt(hour * 60, quiet));
  return hours.length > 0 ? hours : null;
}
