import { t } from './i18n.ts';
import { formatMoney, type Money } from './domain/money.ts';
import { wallTimeOf } from './domain/time.ts';

/** Returns the zone of this computer, in which times are shown. */
export function localZone(): string {
  const now = Date.now();
  // Asked again every minute: a person may travel while the page stays open, and asking takes half a millisecond.
  if (!known || Math.abs(now - known.at) > 60_000)
    known = { at: now, zone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'Asia/Shanghai' };
  return known.zone;
}

let known: { at: number; zone: string } | null = null;

const two = (n: number): string => String(n).padStart(2, '0');

/** Returns how many calendar days lie between two moments in a zone; negative for the past. */
export function daysBetween(from: number, to: number, zone: string): number {
  const dayNumber = (at: number): number => {
    const { year, month, day } = wallTimeOf(at, zone);
    return Date.UTC(year, month - 1, day) / 86_400_000;
  };
  return dayNumber(to) - dayNumber(from);
}

/** Returns 周一 … 周日 of a moment in a zone. */
export function weekdayName(at: number, zone: string): string {
  const { year, month, day } = wallTimeOf(at, zone);
  const keys = ['when.sun', 'when.mon', 'when.tue', 'when.wed', 'when.thu', 'when.fri', 'when.sat'] as const;
  return t(keys[new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? 'when.mon');
}

/** Returns a past moment as people read it in a list: 今天 14:05, 昨天, 11-03, 2025-11-03. */
export function shortTime(at: number, now: number = Date.now(), zone: string = localZone()): string {
  const w = wallTimeOf(at, zone);
  const days = daysBetween(now, at, zone);
  if (days === 0) return `${t('when.today')} ${two(w.hour)}:${two(w.minute)}`;
  if (days === -1) return t('when.yesterday');
  const date = `${two(w.month)}-${two(w.day)}`;
  return w.year === wallTimeOf(now, zone).year ? date : `${w.year}-${date}`;
}

/** Returns a moment with its hour, for what is due or was done: 今天 15:00, 明天 15:00, 周五 14:00, 11-25 09:00, 2027-01-03 09:00. */
export function dueTime(at: number, now: number = Date.now(), zone: string = localZone()): string {
  const w = wallTimeOf(at, zone);
  const days = daysBetween(now, at, zone);
  const clock = `${two(w.hour)}:${two(w.minute)}`;
  const near = { '-1': t('when.yesterday'), 0: t('when.today'), 1: t('when.tomorrow'), 2: t('when.afterTomorrow') }[String(days)];
  if (near) return `${near} ${clock}`;
  if (days > 2 && days < 7) return `${weekdayName(at, zone)} ${clock}`;
  const date = `${two(w.month)}-${two(w.day)}`;
  return w.year === wallTimeOf(now, zone).year ? `${date} ${clock}` : `${w.year}-${date} ${clock}`;
}

/** Returns the exact moment for a hover text: `2026-11-25 周三 09:00:00`. */
export function exactTime(at: number, zone: string = localZone()): string {
  const w = wallTimeOf(at, zone);
  return `${w.year}-${two(w.month)}-${two(w.day)} ${weekdayName(at, zone)} ${two(w.hour)}:${two(w.minute)}:${two(w.second)}`;
}

/** Returns amounts side by side, `¥3,482 · US$24.60`, whole amounts without decimals; a dash when there is none. */
export function moneyLine(amounts: readonly Money[], locale = 'zh-CN'): string {
  return amounts.map((money) => formatMoney(money, locale)).join(' · ') || '–';
}

/** Returns a count with separators, `1,204`. */
export function countText(n: number, locale = 'zh-CN'): string {
  return n.toLocaleString(locale);
}

/** Returns a size in bytes as a person reads it, `2.1 MB`, `340 KB` (of 1,024). */
export function sizeText(bytes: number): string {
  const mega = bytes / 1024 ** 2;
  return mega >= 1 ? `${mega.toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;
}
