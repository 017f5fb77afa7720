import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Moment } from '#components/ui/Moment.tsx';
import { EmptyState, ErrorState, Skeleton } from '#components/ui/states.tsx';
import { pageOfCustomers } from '#lib/db/customers.ts';
import { db } from '#lib/db/database.ts';
import type { Customer } from '#lib/domain/customer.ts';
import { moneyLine } from '#lib/format.ts';
import { t } from '#lib/i18n.ts';
import { allActiveChats } from '#lib/session.ts';
import { openChat } from '#lib/ui/open-chat.ts';
import { byDay, remindersOfTab } from '#lib/ui/reminder-groups.ts';
import { go, hrefOf } from '#lib/ui/router.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { useMinute } from '#lib/ui/use-minute.ts';
import { DayGroup } from './DayGroup.tsx';
import { PromiseFigures } from './PromiseFigures.tsx';

const RECENT = 10;
/** So many of those last active are looked at: a shop with many chats and no orders is not read through at each change. */
const LOOKED_AT = 200;
/** The figures of promises are of weeks: they need not be read every minute. */
const HOUR = 3_600_000;

/** What has to be done today, the chats that are open, and who ordered last. */
export function TodayPage(): JSX.Element {
  const now = useMinute();
  const due = useLive(
    async () => ({ overdue: await remindersOfTab('overdue', now), today: await remindersOfTab('today', now) }),
    [now],
  );
  const chats = useOpenChats();
  const active = useLive(() => pageOfCustomers({}, LOOKED_AT), []);
  const buyers = active.value?.filter(({ stats }) => stats.count > 0).slice(0, RECENT) ?? [];
  const list = [...(due.value?.overdue ?? []), ...(due.value?.today ?? [])];
  const nobody = active.value?.length === 0;
  if (nobody && list.length === 0) {
    return (
      <div class="page">
        <header class="page__head">
          <h1>{t('dash.today')}</h1>
        </header>
        <EmptyState centre title={t('dash.firstTitle')} text={t('dash.firstText')}>
          <Button tone="primary" icon="upload" onClick={() => go(hrefOf('import'))}>
            {t('dash.importOrders')}
          </Button>
        </EmptyState>
      </div>
    );
  }
  return (
    <div class="page">
      <header class="page__head">
        <h1>{t('dash.today')}</h1>
      </header>
      <div class="today">
        <section class="today__due" aria-label={t('dash.todo')}>
          <h2>
            {t('dash.todo')}
            {list.length > 0 && <span class="tabs__count">{list.length}</span>}
          </h2>
          {due.error ? <ErrorState error={due.error} onRetry={due.retry} /> : null}
          {!due.value && due.slow && <Skeleton lines={5} />}
          {due.value && list.length === 0 && <EmptyState text={t('dash.nothingDue')} />}
          {byDay(list).map((group) => (
            <DayGroup key={group.key} day={group.day} rows={group.rows} now={now} />
          ))}
        </section>
        <aside class="today__side">
          <PromiseFigures now={Math.floor(now / HOUR) * HOUR} />
          {chats.length > 0 && <People title={t('dash.openChats')} people={chats} chat />}
          {buyers.length > 0 && <People title={t('dash.recent')} people={buyers} />}
        </aside>
      </div>
    </div>
  );
}

function People({ title, people, chat }: { title: string; people: readonly Customer[]; chat?: boolean }): JSX.Element {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul class="people">
        {people.map((customer) => (
          <li key={customer.id} class="people__row">
            <a class="ellipsis private" href={hrefOf('customers', customer.id)}>
              {customer.name || t('panel.noName')}
            </a>
            <span class="small secondary amount">
              {t('panel.orderCount', { n: customer.stats.count })} · <span class="private">{moneyLine(customer.stats.paid)}</span>
            </span>
            {chat ? (
              <Button size="small" icon="chat" onClick={() => openChat(customer.id)}>
                {t('popup.openChat')}
              </Button>
            ) : (
              <span class="small secondary people__when">
                {customer.stats.lastAt !== undefined && <Moment at={customer.stats.lastAt} />}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Returns the customers of the chats that are open in this browser, followed while the page is open. */
function useOpenChats(): Customer[] {
  const [ids, setIds] = useState<string[]>([]);
  useEffect(() => {
    const read = (): void => {
      allActiveChats().then(
        (chats) =>
          setIds([
            ...new Set(
              chats
                .toSorted((a, b) => b.at - a.at)
                .map((c) => c.customerId)
                .filter((id) => id !== null),
            ),
          ]),
        (error: unknown) => console.warn('open chats', error),
      );
    };
    read();
    chrome.storage.session.onChanged.addListener(read);
    return () => chrome.storage.session.onChanged.removeListener(read);
  }, []);
  const rows = useLive(async () => (await db.customers.bulkGet(ids)).filter((row) => row !== undefined), [ids.join(' ')]);
  return rows.value ?? [];
}
