import { CHINA_AHEAD, printedTime, type WallTime } from './time-text.ts';

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  let found = formatters.get(zone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(zone, found);
  }
  return found;
}

/** China has had no daylight saving since 1992; asking the calendar costs more than everything else about a time. */
const FIXED_SINCE = Date.UTC(1992, 0, 1);

/** Returns the wall-clock fields of an epoch-millisecond instant in a zone. */
export function wallTimeOf(at: number, zone: string): WallTime {
  if (at >= FIXED_SINCE && (zone === 'Asia/Shanghai' || zone === 'UTC')) {
    const w = new Date(at + offsetAt(at, zone) * 60_000);
    return {
      year: w.getUTCFullYear(),
      month: w.getUTCMonth() + 1,
      day: w.getUTCDate(),
      hour: w.getUTCHours(),
      minute: w.getUTCMinutes(),
      second: w.getUTCSeconds(),
    };
  }
  const fields: Record<string, number> = {};
  for (const part of formatterOf(zone).formatToParts(at)) {
    if (part.type !== 'literal') fields[part.type] = Number(part.value);
  }
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = fields;
  return { year, month, day, hour, minute, second };
}

/** Returns the minutes a zone is ahead of UTC at an instant. */
function offsetAt(at: number, zone: string): number {
  if (zone === 'Asia/Shanghai') return CHINA_AHEAD;
  if (zone === 'UTC') return 0;
  const w = wallTimeOf(at, zone);
  return Math.round((Date.UTC(w.year, w.month - 1, w.day, w.hour, w.minute, w.second) - at) / 60_000);
}

/**
 * Returns the epoch milliseconds of a wall-clock time in a zone. A time that a daylight-saving jump skips is read
 * with the offset before the jump; a time that occurs twice is its first occurrence.
 */
export function epochOf(w: WallTime, zone: string): number {
  const naive = Date.UTC(w.year, w.month - 1, w.day, w.hour, w.minute, w.second);
  const before = offsetAt(naive - 86_400_000, zone);
  const after = offsetAt(naive + 86_400_000, zone);
  const early = naive - Math.max(before, after) * 60_000;
  if (offsetAt(early, zone) === Math.max(before, after)) return early;
  const late = naive - Math.min(before, after) * 60_000;
  if (offsetAt(late, zone) === Math.min(before, after)) return late;
  return naive - before * 60_000;
}

/**
 * Returns the instant of a printed time, as `printedTime` reads it, in the zone the page prints in; null for any other
 * text. Never guesses "now".
 */
export function parseTime(text: string, zone: string): number | null {
  const fields = printedTime(text);
  return fields && epochOf(fields, zone);
}

/** Returns `2026-09-27 10:01:02` of an instant in a zone. */
export function formatTime(at: number, zone: string): string {
  const w = wallTimeOf(at, zone);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${w.year}-${two(w.month)}-${two(w.day)} ${two(w.hour)}:${two(w.minute)}:${two(w.second)}`;
}
