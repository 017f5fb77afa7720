import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Select } from '#components/ui/Input.tsx';
import { EmptyState, ErrorState, Skeleton } from '#components/ui/states.tsx';
import { TabPanel, Tabs } from '#components/ui/Tabs.tsx';
import { countOpenUntil } from '#lib/db/reminders.ts';
import { dayAt, dayNumber } from '#lib/domain/calendar-day.ts';
import { calendarKnows } from '#lib/domain/workdays.ts';
import { t, tAny } from '#lib/i18n.ts';
import { calendarText } from '#lib/ui/calendar-words.ts';
import { MOST_REMINDERS, byCustomer, byDay, reminderTabs, remindersOfTab, type ReminderTabKey } from '#lib/ui/reminder-groups.ts';
import { go, hrefOf } from '#lib/ui/router.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { useMinute } from '#lib/ui/use-minute.ts';
import { useShopGround } from '#lib/ui/use-shop-ground.ts';
import { BulkLine, saveIcs } from './BulkLine.tsx';
import { DayGroup } from './DayGroup.tsx';
import { OwnerChoice, ownedBy } from './OwnerChoice.tsx';

/** So long before the known days off end (ms) it is said that they do. */
const CALENDAR_AHEAD = 45 * 86_400_000;

/** All follow-ups over all customers, by when they are due. */
export function RemindersPage(): JSX.Element {
  const now = useMinute();
  const { zone, country } = useShopGround();
  const [tab, setTab] = useState<ReminderTabKey | null>(null);
  const [by, setBy] = useState<'day' | 'customer'>('day');
  const [owner, setOwner] = useState('');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const counts = useLive(async () => {
    const overdue = await countOpenUntil(now - 1);
    const until = await countOpenUntil(new Date(now).setHours(24, 0, 0, 0) - 1);
    return { overdue, today: until - overdue, later: (await countOpenUntil(Infinity)) - until };
  }, [now]);
  const active = tab ?? (counts.value && counts.value.today === 0 && counts.value.overdue > 0 ? 'overdue' : 'today');
  const list = useLive(() => remindersOfTab(active, now), [active, now]);
  const rows = ownedBy(list.value ?? [], owner);
  const open = rows.filter(({ reminder }) => reminder.state === 'open');
  const chosen = open.filter(({ reminder }) => selected.has(reminder.id));
  const groups = by === 'day' ? byDay(rows) : byCustomer(rows);
  const select = (ids: readonly string[], on: boolean): void => {
    const next = new Set(selected);
    for (const id of ids)
      if (on) next.add(id);
      else next.delete(id);
    setSelected(next);
  };
  const changeTab = (key: ReminderTabKey): void => {
    setSelected(new Set());
    setTab(key);
  };
  const count = (key: ReminderTabKey): number | undefined => (key === 'done' ? undefined : counts.value?.[key]);
  return (
    <div class="page">
      <header class="page__head row">
        <h1 class="spring">{t('dash.reminders')}</h1>
        <OwnerChoice rows={list.value ?? []} owner={owner} onOwner={setOwner} />
        <Select
          label={t('list.by')}
          hideLabel
          value={by}
          options={[
            { value: 'day', label: t('list.by.day') },
            { value: 'customer', label: t('list.by.customer') },
          ]}
          onChange={(value) => setBy(value === 'customer' ? 'customer' : 'day')}
        />
        <Button icon="download" disabled={rows.length === 0} onClick={() => saveIcs(rows)}>
          {t('list.exportAll')}
        </Button>
        <Button icon="gear" onClick={() => go(hrefOf('cadence'))}>
          {t('cadence.open')}
        </Button>
      </header>
      {!calendarKnows(dayNumber(dayAt(now + CALENDAR_AHEAD, zone)), country) && (
        <p class="small secondary">{calendarText(country)}</p>
      )}
      <Tabs
        id="due"
        label={t('dash.reminders')}
        active={active}
        onChange={changeTab}
        tabs={reminderTabs.map((key) => ({
          key,
          label: (
            <>
              {tAny(`dash.due.${key}`)}
              {count(key) ? <span class="tabs__count">{count(key)}</span> : null}
            </>
          ),
        }))}
      />
      <TabPanel id="due" active={active}>
        {chosen.length > 0 && <BulkLine rows={chosen} onDone={() => setSelected(new Set())} />}
        {list.error ? <ErrorState error={list.error} onRetry={list.retry} /> : null}
        {!list.value && list.slow && <Skeleton lines={6} />}
        {list.value && rows.length === 0 && !list.stale && (
          <EmptyState centre title={owner ? t('list.owner.empty') : tAny(`dash.dueNone.${active}`)} text={t('dash.dueHint')} />
        )}
        {groups.map((group) => (
          <DayGroup key={group.key} day={group.day} rows={group.rows} now={now} selected={selected} onSelect={select} />
        ))}
        {(list.value?.length ?? 0) >= MOST_REMINDERS && <p class="small secondary">{t('dash.dueCut', { n: MOST_REMINDERS })}</p>}
      </TabPanel>
    </div>
  );
}
