import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button, IconButton } from '#components/ui/Button.tsx';
import { Icon } from '#components/ui/Icon.tsx';
import { Moment } from '#components/ui/Moment.tsx';
import { breakPromise } from '#lib/db/reminder-edit.ts';
import { completeReminder } from '#lib/db/reminders.ts';
import type { Reminder } from '#lib/domain/reminder.ts';
import { daysBetween, localZone } from '#lib/format.ts';
import { t } from '#lib/i18n.ts';
import { doing } from '#lib/ui/notices.ts';
import { repliesOnPage, wantedReply } from '#lib/ui/wanted-reply.ts';
import { ReminderEditor } from './ReminderEditor.tsx';
import { ReminderFacts } from './ReminderFacts.tsx';
import { SnoozeMenu } from './SnoozeMenu.tsx';

/** How pressing a follow-up is: its moment has passed, it is due today, or later. */
function urgencyOf(reminder: Reminder, now: number, zone: string = localZone()): 'overdue' | 'today' | 'later' | 'done' {
  if (reminder.state === 'done') return 'done';
  if (reminder.dueAt <= now) return 'overdue';
  return daysBetween(now, reminder.dueAt, zone) === 0 ? 'today' : 'later';
}

export interface ReminderItemProps {
  reminder: Reminder;
  /** Whom it is about, where that is not plain. */
  who?: ComponentChildren;
  /** More buttons. */
  actions?: ComponentChildren;
}

/** One follow-up with what can be done about it. */
export function ReminderItem({ reminder, who, actions }: ReminderItemProps): JSX.Element {
  const urgency = urgencyOf(reminder, Date.now());
  const [editing, setEditing] = useState(false);
  const { templateId } = reminder;
  return (
    <li class="reminder" data-urgency={urgency} data-reminder-id={reminder.id}>
      <div class="reminder__main">
        {who}
        <span class="reminder__text private">{reminder.text}</span>
        <span class="reminder__due small">
          {urgency === 'overdue' && (
            <>
              <Icon name="warn" />
              {t('reminder.overdue')}{' '}
            </>
          )}
          {urgency === 'done' && (
            <>
              <Icon name="check" />
              {t('reminder.done')}{' '}
            </>
          )}
          <Moment as="due" at={urgency === 'done' ? (reminder.doneAt ?? reminder.dueAt) : reminder.dueAt} />
        </span>
      </div>
      <ReminderFacts reminder={reminder} />
      {reminder.state === 'open' && (
        <div class="row reminder__actions">
          <Button size="small" icon="check" onClick={() => doing(() => completeReminder(reminder.id))}>
            {t('reminder.complete')}
          </Button>
          <SnoozeMenu reminder={reminder} />
          {templateId && repliesOnPage.value && (
            <Button size="small" icon="chat" onClick={() => (wantedReply.value = templateId)}>
              {t('reminder.insert')}
            </Button>
          )}
          {reminder.promise && reminder.promise.until <= Date.now() && (
            <Button size="small" tone="quiet" onClick={() => doing(() => breakPromise(reminder.id))}>
              {t('reminder.broken')}
            </Button>
          )}
          {actions}
          <IconButton icon="edit" label={t('reminder.edit')} onClick={() => setEditing(true)} />
        </div>
      )}
      {editing && <ReminderEditor reminder={reminder} onClose={() => setEditing(false)} />}
    </li>
  );
}
