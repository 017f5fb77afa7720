import type { SplitReport } from '../db/split.ts';
import { t } from '../i18n.ts';

/** Returns the message that says that two customers were taken apart, and where went what had come since. */
export function splitLabel({ kept, other, ...since }: SplitReport): {
  key: string;
  params: Record<string, string>;
} {
  const parts = [
    since.ordersGo > 0 && t('merge.since.ordersGo', { n: since.ordersGo, other }),
    since.remindersGo > 0 && t('merge.since.remindersGo', { n: since.remindersGo, other }),
    since.ordersStay > 0 && t('merge.since.ordersStay', { n: since.ordersStay, kept }),
    since.notesStay > 0 && t('merge.since.notesStay', { n: since.notesStay, kept }),
    since.remindersStay > 0 && t('merge.since.remindersStay', { n: since.remindersStay, kept }),
  ].filter((part) => part !== false);
  if (parts.length === 0) return { key: 'merge.split', params: { kept, other } };
  return { key: 'merge.splitSince', params: { kept, other, what: parts.join('，') } };
}
