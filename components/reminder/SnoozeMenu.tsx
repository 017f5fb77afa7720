import type { JSX } from 'preact';
import { Menu } from '#components/ui/Menu.tsx';
import { snoozeReminder } from '#lib/db/reminders.ts';
import { presetsAt } from '#lib/domain/presets.ts';
import type { Reminder } from '#lib/domain/reminder.ts';
import { SILENCES, snoozeTo, type SnoozeChoice } from '#lib/domain/snooze.ts';
import { dueTime, localZone } from '#lib/format.ts';
import { t, tAny } from '#lib/i18n.ts';
import { doing } from '#lib/ui/notices.ts';
import { keepChoice, lastChoice } from '#lib/ui/last-choice.ts';

/** A choice with its words and the moment it leads to. */
export interface SnoozeItem {
  key: string;
  label: string;
  hint: string;
  choice: SnoozeChoice;
}

/**
 * Returns what can be chosen at `now` (epoch ms), the same as last time first; `last` is null when there is none. A promise
 * does not wait for the buyer to stay silent: it is kept or not, whatever the buyer writes.
 */
export function snoozeItems(now: number, last: SnoozeChoice | null, promised = false): SnoozeItem[] {
  const zone = localZone();
  const silences = promised ? [] : SILENCES;
  const item = (key: string, label: string, choice: SnoozeChoice): SnoozeItem[] => {
    const to = snoozeTo(choice, now, zone);
    if (!to) return [];
    const at = dueTime(to.dueAt, now);
    return [{ key, label, hint: choice.kind === 'reply' ? t('snooze.replyHint', { at }) : at, choice }];
  };
  return [
    ...(last && !(promised && last.kind === 'silence') ? item('same', `${t('snooze.same')}：${wordsOf(last)}`, last) : []),
    ...presetsAt(now, zone).flatMap(({ key }) => item(key, tAny(`reminder.preset.${key}`), { kind: 'preset', key })),
    ...item('reply', t('snooze.reply'), { kind: 'reply' }),
    ...silences.flatMap((days) => item(`silence${days}`, t('snooze.silence', { n: days }), { kind: 'silence', days })),
  ];
}

function wordsOf(choice: SnoozeChoice): string {
  if (choice.kind === 'preset') return tAny(`reminder.preset.${choice.key}`);
  if (choice.kind === 'line') return choice.line;
  return choice.kind === 'reply' ? t('snooze.reply') : t('snooze.silence', { n: choice.days });
}

/** A button that moves a follow-up; each choice names its moment. */
export function SnoozeMenu({ reminder }: { reminder: Reminder }): JSX.Element {
  const now = Date.now();
  const choose = async (choice: SnoozeChoice): Promise<void> => {
    const to = snoozeTo(choice, Date.now(), localZone());
    if (to && (await doing(() => snoozeReminder(reminder.id, to)))) await keepChoice(choice);
  };
  const items = snoozeItems(now, lastChoice.value, reminder.promise !== undefined).map(({ choice, ...item }) => ({
    ...item,
    onSelect: () => void choose(choice),
  }));
  return <Menu label={t('reminder.snooze')} icon="alarm" withText size="small" items={items} />;
}
