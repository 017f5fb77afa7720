/** Calendar fields of an instant in a zone; month is 1–12. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

/** Minutes that China is ahead of UTC. */
export const CHINA_AHEAD = 480;

const FORMS: readonly { pattern: RegExp; order: 'ymd' | 'mdy' }[] = [
  { pattern: /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/, order: 'ymd' },
  { pattern: /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: +(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/, order: 'mdy' },
];

/**
 * Returns the fields of a printed time (`2026-09-27 10:01:02`, `2016/5/23 22:02`, `01/16/2026 15:57`), or null when the
 * text is not exactly one such time or names no real date.
 */
export function printedTime(text: string): WallTime | null {
  const trimmed = text.trim();
  for (const { pattern, order } of FORMS) {
    const m = pattern.exec(trimmed);
    if (!m) continue;
    const [a = 0, b = 0, c = 0, hour = 0, minute = 0, second = 0] = m.slice(1).map((v) => Number(v ?? 0));
    const [year, month, day] = order === 'ymd' ? [a, b, c] : [c, a, b];
    const date = new Date(Date.UTC(year, month - 1, day));
    const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
    return real && hour < 24 && minute < 60 && second < 60 ? { year, month, day, hour, minute, second } : null;
  }
  return null;
}

/** Returns the instant of a printed time of China, without asking any calendar; null for any other text. */
export function chinaTime(text: string): number | null {
  const w = printedTime(text);
  return w && Date.UTC(w.year, w.month - 1, w.day, w.hour, w.minute, w.second) - CHINA_AHEAD * 60_000;
}
