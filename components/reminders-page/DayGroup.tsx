import type { JSX } from 'preact';
import { ReminderItem } from '#components/reminder/ReminderItem.tsx';
import { Button } from '#components/ui/Button.tsx';
import { daysBetween, exactTime, localZone, weekdayName } from '#lib/format.ts';
import { t } from '#lib/i18n.ts';
import { openChat } from '#lib/ui/open-chat.ts';
import { hrefOf } from '#lib/ui/router.ts';
import type { NamedReminder } from '#lib/ui/reminder-groups.ts';

export interface DayGroupProps {
  /** Midnight of the day (epoch ms), or null for a group that is told by its customer. */
  day: number | null;
  rows: readonly NamedReminder[];
  now: number;
  selected?: ReadonlySet<string>;
  onSelect?: (ids: readonly string[], on: boolean) => void;
}

/** The follow-ups of one day; a box selects each, the one beside the day selects all. */
export function DayGroup({ day, rows, now, selected, onSelect }: DayGroupProps): JSX.Element {
  const ids = rows.filter(({ reminder }) => reminder.state === 'open').map(({ reminder }) => reminder.id);
  const all = ids.length > 0 && ids.every((id) => selected?.has(id));
  const title = day === null ? rows[0]?.name || t('panel.noName') : dayTitle(day, now);
  return (
    <section class="day" aria-label={title}>
      <h2 class="day__title row">
        {onSelect && ids.length > 0 && (
          <input
            type="checkbox"
            class="check"
            aria-label={t('dash.selectDay', { day: title })}
            checked={all}
            onChange={() => onSelect(ids, !all)}
          />
        )}
        <span class={day === null ? 'private' : ''}>{title}</span> <span class="secondary small">{rows.length}</span>
      </h2>
      <ul class="reminders">
        {rows.map(({ reminder, name }) => (
          <ReminderItem
            key={reminder.id}
            reminder={reminder}
            who={
              <Who
                id={reminder.id}
                customerId={reminder.customerId}
                name={name}
                {...(onSelect && reminder.state === 'open'
                  ? { checked: selected?.has(reminder.id) === true, onCheck: (on: boolean) => onSelect([reminder.id], on) }
                  : {})}
              />
            }
            actions={
              <Button size="small" icon="chat" onClick={() => openChat(reminder.customerId)}>
                {t('popup.openChat')}
              </Button>
            }
          />
        ))}
      </ul>
    </section>
  );
}

interface WhoProps {
  id: string;
  customerId: string;
  name: string;
  checked?: boolean;
  onCheck?: (on: boolean) => void;
}

function Who({ customerId, name, checked, onCheck }: WhoProps): JSX.Element {
  return (
    <span class="row due__name">
      {onCheck && (
        <input
          type="checkbox"
          class="check"
          aria-label={t('table.select', { name: name || t('panel.noName') })}
          checked={checked}
          onChange={() => onCheck(!checked)}
        />
      )}
      <a class="ellipsis private" href={hrefOf('customers', customerId)}>
        {name || t('panel.noName')}
      </a>
    </span>
  );
}

/** Returns 今天 · 11-21 周六, 明天 …, or the date. */
function dayTitle(day: number, now: number): string {
  const zone = localZone();
  const near = { '-1': t('when.yesterday'), 0: t('when.today'), 1: t('when.tomorrow'), 2: t('when.afterTomorrow') }[
    String(daysBetween(now, day, zone))
  ];
  const date = exactTime(day, zone).slice(0, 10);
  return [near, date, weekdayName(day, zone)].filter(Boolean).join(' ');
}
