import { t } from '#lib/i18n.ts';

/** Returns a moment as a clerk says it: `今天 14:32`, `昨天 09:05`, `11月3日 14:32`, in local time. */
export function whenText(at: number, now: number = Date.now()): string {
  const date = new Date(at);
  const time = `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
  const daysAgo = Math.round((new Date(now).setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / 86_400_000);
  if (daysAgo === 0) return t('guard.today', { time });
  if (daysAgo === 1) return t('guard.yesterday', { time });
  return t('guard.day', { month: date.getMonth() + 1, day: date.getDate(), time });
}
