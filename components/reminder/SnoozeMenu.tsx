import type { JSX } from 'preact';
import { Menu } from '#components/ui/Menu.tsx';
import { snoozeReminder } from '#lib/db/reminders.ts';
import { presetsAt } from '#lib/domain/presets.ts';
import type { Reminder } from '#lib/domain/reminder.ts';
import { dueTime, localZone } from '#lib/format.ts';
import { t, tAny } from '#lib/i18n.ts';
import { doing } from '#lib/ui/notices.ts';

/** A button that moves a follow-up; each choice names its moment. */
export function SnoozeMenu({ reminder }: { reminder: Reminder }): JSX.Element {
  const now = Date.now();
  const items = presetsAt(now, localZone()).map(({ key, at }) => ({
    key,
    label: tAny(`reminder.preset.${key}`),
    hint: dueTime(at, now),
    onSelect: () => void doing(() => snoozeReminder(reminder.id, at)),
  }));
  return <Menu label={t('reminder.snooze')} icon="alarm" withText size="small" items={items} />;
}
