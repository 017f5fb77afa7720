const HOUR = 3_600_000;

/** A length of time as a person reads it: `2:13` below an hour, hours and minutes below a day, then days and hours. */
export type Span = { kind: 'ms'; text: string } | { kind: 'hm'; h: number; m: string } | { kind: 'dh'; d: number; h: number };

const two = (n: number): string => String(n).padStart(2, '0');

/** Returns a length of time (milliseconds, negative counts as none) in its parts. */
export function spanOf(ms: number): Span {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 3600) return { kind: 'ms', text: `${Math.floor(seconds / 60)}:${two(seconds % 60)}` };
  const hours = Math.floor(seconds / 3600);
  if (hours < 24) return { kind: 'hm', h: hours, m: two(Math.floor((seconds % 3600) / 60)) };
  return { kind: 'dh', d: Math.floor(hours / 24), h: hours % 24 };
}

/** Shown times are whole seconds: all clocks of a page change together, with one wake. */
const wholeSecond = (at: number): number => Math.floor(at / 1000) * 1000;

/** Returns how long it has been since a moment (epoch ms), as shown. */
export const elapsed = (since: number, now: number): number => wholeSecond(now) - wholeSecond(since);

/**
 * Returns the moment (epoch ms) at which one of the clocks next shows something else: the next second while one of them
 * stands below an hour, else the next minute; null without clocks. `moments` are what is counted from or to.
 */
export function nextTick(moments: readonly number[], now: number): number | null {
  if (moments.length === 0) return null;
  const near = moments.some((at) => Math.abs(now - at) < HOUR + 1000);
  if (near) return wholeSecond(now) + 1000;
  return Math.min(...moments.map((at) => now + 60_000 - mod(now - wholeSecond(at), 60_000)));
}

const mod = (a: number, b: number): number => ((a % b) + b) % b;
