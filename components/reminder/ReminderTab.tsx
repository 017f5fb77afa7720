import type { JSX, Ref } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { EmptyState } from '#components/ui/states.tsx';
import type { CustomerCard } from '#lib/db/customer-card.ts';
import { purchaseTimes } from '#lib/domain/purchases.ts';
import { t } from '#lib/i18n.ts';
import { BirthdayLine } from './BirthdayLine.tsx';
import { ReminderItem } from './ReminderItem.tsx';
import { ReminderLine } from './ReminderLine.tsx';

/** Done follow-ups shown before one asks for more. */
const DONE_SHOWN = 5;

/** All follow-ups of a customer and the line that makes one. */
export function ReminderTab({ card, lineRef }: { card: CustomerCard; lineRef: Ref<HTMLInputElement> }): JSX.Element {
  const [all, setAll] = useState(false);
  const { customer, open, done } = card;
  return (
    <div class="stack">
      <ReminderLine
        key={customer.id}
        customerId={customer.id}
        joined={customer.joined}
        shopId={customer.shopId}
        bought={purchaseTimes(card.orders)}
        orderNos={card.orders.map(({ no }) => no)}
        ref={lineRef}
      />
      {open.length === 0 && done.length === 0 && <EmptyState text={t('panel.noReminders')} />}
      {open.length > 0 && (
        <ul class="reminders" aria-label={t('reminder.open')}>
          {open.map((r) => (
            <ReminderItem key={r.id} reminder={r} />
          ))}
        </ul>
      )}
      {done.length > 0 && (
        <>
          <h2 class="section-title">{t('reminder.doneTitle', { n: done.length })}</h2>
          <ul class="reminders" aria-label={t('reminder.done')}>
            {(all ? done : done.slice(0, DONE_SHOWN)).map((r) => (
              <ReminderItem key={r.id} reminder={r} />
            ))}
          </ul>
          {!all && done.length > DONE_SHOWN && (
            <Button size="small" tone="quiet" onClick={() => setAll(true)}>
              {t('panel.showAll', { n: done.length })}
            </Button>
          )}
        </>
      )}
      <BirthdayLine key={`b${customer.id}`} customerId={customer.id} birthday={customer.birthday} />
    </div>
  );
}

/** The follow-up that is due now or today, over everything else; nothing when there is none. */
export function DueStrip({ card, onMore }: { card: CustomerCard; onMore: () => void }): JSX.Element | null {
  const endOfToday = new Date().setHours(24, 0, 0, 0);
  const due = card.open.filter((r) => r.dueAt < endOfToday);
  const first = due[0];
  if (!first) return null;
  return (
    <ul class="due-strip" aria-label={t('reminder.dueToday')}>
      <ReminderItem
        reminder={first}
        actions={
          due.length > 1 && (
            <Button size="small" tone="quiet" onClick={onMore}>
              {t('reminder.more', { n: due.length - 1 })}
            </Button>
          )
        }
      />
    </ul>
  );
}
