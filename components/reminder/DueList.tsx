import type { JSX } from 'preact';
import { Button } from '#components/ui/Button.tsx';
import { EmptyState, ErrorState, Skeleton } from '#components/ui/states.tsx';
import { openChatOf } from '#lib/background/open-chat.ts';
import { db } from '#lib/db/database.ts';
import { openRemindersUntil } from '#lib/db/reminders.ts';
import type { Reminder } from '#lib/domain/reminder.ts';
import { t } from '#lib/i18n.ts';
import { showFailure, showNotice } from '#lib/ui/notices.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { ReminderItem } from './ReminderItem.tsx';

/** Rows drawn; what is beyond is counted. */
const SHOWN = 50;

/** Returns the follow-ups that are overdue or due today with the names of their customers, earliest first. */
async function dueToday(): Promise<{ reminder: Reminder; name: string }[]> {
  const due = await openRemindersUntil(new Date().setHours(24, 0, 0, 0) - 1);
  const customers = await db.customers.bulkGet(due.map((r) => r.customerId));
  return due.map((reminder, i) => ({ reminder, name: customers[i]?.name ?? '' }));
}

async function openChat(customerId: string): Promise<void> {
  try {
    const opened = await openChatOf(customerId);
    if (opened.outcome === 'no-address') showNotice({ kind: 'failed', label: { key: 'popup.noAddress' } });
    else window.close();
  } catch (error) {
    showFailure(error);
  }
}

/** What has to be done today, over all customers. */
export function DueList({ onOpen }: { onOpen: (customerId: string) => void }): JSX.Element | null {
  const due = useLive(dueToday, []);
  if (due.error) return <ErrorState error={due.error} onRetry={due.retry} />;
  if (!due.value) return due.slow ? <Skeleton /> : null;
  if (due.value.length === 0) return <EmptyState text={t('popup.nothingDue')} />;
  return (
    <section class="due" aria-label={t('reminder.dueToday')}>
      <h2 class="section-title">{t('popup.dueTitle', { n: due.value.length })}</h2>
      <ul class="reminders">
        {due.value.slice(0, SHOWN).map(({ reminder, name }) => (
          <ReminderItem
            key={reminder.id}
            reminder={reminder}
            who={
              <button type="button" class="due__who ellipsis private" onClick={() => onOpen(reminder.customerId)}>
                {name || t('panel.noName')}
              </button>
            }
            actions={
              <Button size="small" icon="chat" onClick={() => openChat(reminder.customerId)}>
                {t('popup.openChat')}
              </Button>
            }
          />
        ))}
      </ul>
      {due.value.length > SHOWN && <p class="small secondary">{t('reminder.more', { n: due.value.length - SHOWN })}</p>}
    </section>
  );
}
