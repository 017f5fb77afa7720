import type { JSX, Ref } from 'preact';
import { useImperativeHandle, useRef, useState } from 'preact/hooks';
import { MessageTab } from '#components/message/MessageTab.tsx';
import { OrderItem, OrderList } from '#components/order/OrderList.tsx';
import { SuggestionStrip, type SuggestionHandle } from '#components/merge/SuggestionStrip.tsx';
import { PromiseStrip, type PromiseHandle } from '#components/reminder/PromiseStrip.tsx';
import { DueStrip, ReminderTab } from '#components/reminder/ReminderTab.tsx';
import { Button } from '#components/ui/Button.tsx';
import { TabPanel, Tabs } from '#components/ui/Tabs.tsx';
import type { CustomerCard } from '#lib/db/customer-card.ts';
import { t } from '#lib/i18n.ts';
import { prefixDraft } from '#lib/ui/drafts.ts';
import { showFailure } from '#lib/ui/notices.ts';
import { CustomerFigures, CustomerHead } from './CustomerHead.tsx';
import { HistoryList } from './HistoryList.tsx';
import { NoteEditor } from './NoteEditor.tsx';
import { NoteList } from './NoteList.tsx';
import { TagEditor } from './TagEditor.tsx';

/** What keys of the page can do to the customer on show. */
export interface CustomerViewHandle {
  addTag: () => void;
  writeNote: () => void;
  followUp: () => void;
  lookAlike: () => void;
  acceptPromise: () => void;
}

type Tab = 'overview' | 'orders' | 'messages' | 'reminders' | 'history';

/** One customer: head, tags, what is due, and the tabs. Render it with the customer's id as `key`. */
export function CustomerView({ card, ref }: { card: CustomerCard; ref?: Ref<CustomerViewHandle> }): JSX.Element {
  const [tab, setTab] = useState<Tab>('overview');
  const [adding, setAdding] = useState(false);
  const note = useRef<HTMLTextAreaElement>(null);
  const line = useRef<HTMLInputElement>(null);
  const alike = useRef<SuggestionHandle>(null);
  const promised = useRef<PromiseHandle>(null);
  // The field is there only after the tab has been drawn.
  const focusAfter = (field: { current: HTMLElement | null }, on: Tab): void => {
    setTab(on);
    setTimeout(() => field.current?.focus());
  };
  useImperativeHandle(
    ref ?? null,
    () => ({
      addTag: () => setAdding(true),
      writeNote: () => focusAfter(note, 'overview'),
      followUp: () => focusAfter(line, 'reminders'),
      lookAlike: () => alike.current?.look(),
      acceptPromise: () => promised.current?.accept(),
    }),
    [],
  );
  const { customer, orders, open } = card;
  const remind = (no: string): void =>
    void prefixDraft(`reminder:${customer.id}`, `#${no} `).then(() => focusAfter(line, 'reminders'), showFailure);
  const count = (n: number): JSX.Element | null => (n > 0 ? <span class="tabs__count">{n}</span> : null);
  return (
    <>
      <div class="panel__head">
        <CustomerHead customer={customer} />
        <CustomerFigures card={card} onOrders={() => setTab('orders')} />
        <TagEditor card={card} adding={adding} onAdding={setAdding} />
        <DueStrip card={card} onMore={() => setTab('reminders')} />
        <PromiseStrip ref={promised} customerId={customer.id} shopId={customer.shopId} />
        <SuggestionStrip ref={alike} customer={customer} />
      </div>
      <div class="panel__tabs">
        <Tabs
          id="panel"
          label={t('panel.tabs')}
          active={tab}
          onChange={setTab}
          tabs={[
            { key: 'overview', label: t('panel.tab.overview') },
            {
              key: 'orders',
              label: (
                <>
                  {t('panel.tab.orders')}
                  {count(orders.length)}
                </>
              ),
            },
            { key: 'messages', label: t('messages.tab') },
            {
              key: 'reminders',
              label: (
                <>
                  {t('panel.tab.reminders')}
                  {count(open.length)}
                </>
              ),
            },
            { key: 'history', label: t('panel.tab.history') },
          ]}
        />
      </div>
      <TabPanel id="panel" active={tab}>
        {tab === 'overview' && <Overview card={card} noteRef={note} onOrders={() => setTab('orders')} onRemind={remind} />}
        {tab === 'orders' && <OrderList orders={orders} onRemind={remind} />}
        {tab === 'messages' && <MessageTab customerId={customer.id} />}
        {tab === 'reminders' && <ReminderTab card={card} lineRef={line} />}
        {tab === 'history' && <HistoryList customerId={customer.id} />}
      </TabPanel>
    </>
  );
}

interface OverviewProps {
  card: CustomerCard;
  noteRef: Ref<HTMLTextAreaElement>;
  onOrders: () => void;
  onRemind: (no: string) => void;
}

/** Notes first, then the newest orders. */
function Overview({ card, noteRef, onOrders, onRemind }: OverviewProps): JSX.Element {
  const newest = card.orders.slice(0, 2);
  return (
    <div class="stack">
      <NoteEditor key={card.customer.id} customerId={card.customer.id} joined={card.customer.joined} ref={noteRef} />
      <NoteList notes={card.notes} />
      <div class="row">
        <h2 class="section-title">{t('panel.newestOrders')}</h2>
        <span class="spring" />
        {card.orders.length > newest.length && (
          <Button size="small" tone="quiet" onClick={onOrders}>
            {t('panel.showAll', { n: card.orders.length })}
          </Button>
        )}
      </div>
      {newest.length > 0 ? (
        <ul class="orders">
          {newest.map((order) => (
            <OrderItem key={order.no} order={order} onRemind={onRemind} />
          ))}
        </ul>
      ) : (
        <p class="secondary">{t('panel.noOrders')}</p>
      )}
    </div>
  );
}
