import type { JSX } from 'preact';
import { Chip } from '#components/ui/Chip.tsx';
import { Icon } from '#components/ui/Icon.tsx';
import { isNightThere } from '#lib/domain/buyer-hours.ts';
import { dayAt, dayNumber } from '#lib/domain/calendar-day.ts';
import type { Reminder } from '#lib/domain/reminder.ts';
import { calendarKnows } from '#lib/domain/workdays.ts';
import { dueTime, exactTime } from '#lib/format.ts';
import { t, tAny } from '#lib/i18n.ts';
import { useShopGround } from '#lib/ui/use-shop-ground.ts';

/** Returns 每 2 周, 按购买周期，约 30 天 … */
export function repeatText({ unit, every }: { unit: string; every: number }): string {
  return tAny(`reminder.repeats.${unit}`, { n: every });
}

const isByCalendar = ({ state, rule, repeat }: Reminder): boolean =>
  state === 'open' && (rule !== undefined || repeat?.unit === 'workday');

/** Says so where its day was chosen by a calendar that is not known: it may be a day off. */
function BeyondCalendar({ reminder: { repeat, dueAt } }: { reminder: Reminder }): JSX.Element | null {
  const { zone, country } = useShopGround();
  const day = dayNumber(dayAt(dueAt, zone));
  if (calendarKnows(day, repeat?.unit === 'workday' ? repeat.country : country)) return null;
  return <span>{t('reminder.calendarUnknown')}</span>;
}

/** Says so where it is night for the buyer when it is due, or now that it is overdue. */
function NightThere({ reminder: { rule, dueAt } }: { reminder: Reminder }): JSX.Element | null {
  return isNightThere(rule?.zone, Math.max(dueAt, Date.now())) ? <span>{t('reminder.nightThere')}</span> : null;
}

/** What a follow-up has besides text and moment: how it comes again, whom it waits for, what it is about. */
export function ReminderFacts({ reminder }: { reminder: Reminder }): JSX.Element | null {
  const { repeat, awaits, owner, priority, orderNo, caseNo, promise, kept, rule, answeredAt } = reminder;
  const facts = [
    repeat && repeatText(repeat),
    awaits && t(awaits === 'wake' ? 'reminder.awaits.wake' : 'reminder.awaits.end'),
    answeredAt !== undefined && t('reminder.answered'),
    orderNo && t('reminder.order', { no: orderNo }),
    caseNo && t('reminder.case', { no: caseNo }),
    owner && `@${owner}`,
    rule && t('reminder.rule'),
    promise && reminder.state === 'open' && t('reminder.promisedUntil', { at: dueTime(promise.until) }),
  ].filter((fact): fact is string => typeof fact === 'string' && fact !== '');
  if (facts.length === 0 && !priority && !promise && !kept) return null;
  return (
    <div class="reminder__facts small secondary">
      {priority === 'high' && <Chip text={t('reminder.priority.high')} hue="red" />}
      {priority === 'low' && <Chip text={t('reminder.priority.low')} />}
      {kept && <Chip text={tAny(`reminder.kept.${kept}`)} hue={kept === 'kept' ? 'green' : kept === 'late' ? 'amber' : 'red'} />}
      {facts.map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
      {isByCalendar(reminder) && <BeyondCalendar reminder={reminder} />}
      {reminder.state === 'open' && <NightThere reminder={reminder} />}
      {promise && (
        <q class="reminder__promise private" title={exactTime(promise.saidAt)}>
          <Icon name="chat" /> {promise.sentence}
        </q>
      )}
    </div>
  );
}
