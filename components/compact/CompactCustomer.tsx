import type { JSX, Ref } from 'preact';
import { useImperativeHandle, useRef, useState } from 'preact/hooks';
import { CustomerFigures, CustomerHead } from '#components/customer/CustomerHead.tsx';
import { NoteEditor } from '#components/customer/NoteEditor.tsx';
import { NoteList } from '#components/customer/NoteList.tsx';
import { TagEditor } from '#components/customer/TagEditor.tsx';
import { OrderItem } from '#components/order/OrderList.tsx';
import { ReminderItem } from '#components/reminder/ReminderItem.tsx';
import { Button } from '#components/ui/Button.tsx';
import type { CustomerCard } from '#lib/db/customer-card.ts';
import { t } from '#lib/i18n.ts';

/** What keys of the window can do to the customer on show. */
export interface CompactCustomerHandle {
  addTag: () => void;
  writeNote: () => void;
}

export interface CompactCustomerProps {
  card: CustomerCard;
  onDashboard: () => void;
  ref?: Ref<CompactCustomerHandle>;
}

/** One customer at a glance: head, tags, what is due, notes, newest orders. Render it with the customer's id as `key`. */
export function CompactCustomer({ card, onDashboard, ref }: CompactCustomerProps): JSX.Element {
  const [adding, setAdding] = useState(false);
  const note = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(ref ?? null, () => ({ addTag: () => setAdding(true), writeNote: () => note.current?.focus() }), []);
  const { customer, orders, open, notes } = card;
  return (
    <div class="compact__customer stack" data-customer-id={customer.id}>
      <CustomerHead customer={customer} />
      <CustomerFigures card={card} onOrders={onDashboard} />
      <TagEditor card={card} adding={adding} onAdding={setAdding} />
      {open.length > 0 && (
        <ul class="due-strip" aria-label={t('compact.followUps')}>
          {open.slice(0, 3).map((reminder) => (
            <ReminderItem key={reminder.id} reminder={reminder} />
          ))}
        </ul>
      )}
      <NoteEditor key={customer.id} customerId={customer.id} joined={customer.joined} ref={note} />
      {notes.length > 0 && <NoteList notes={notes.slice(0, 5)} />}
      {orders.length > 0 && (
        <>
          <div class="row">
            <h2 class="section-title">{t('compact.lastOrders')}</h2>
            <span class="spring" />
            <Button size="small" tone="quiet" onClick={onDashboard}>
              {t('compact.dashboard')}
            </Button>
          </div>
          <ul class="orders" aria-label={t('compact.lastOrders')}>
            {orders.slice(0, 3).map((order) => (
              <OrderItem key={order.no} order={order} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
