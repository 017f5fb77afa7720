import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Menu } from '#components/ui/Menu.tsx';
import { EmptyState, ErrorState, Skeleton } from '#components/ui/states.tsx';
import { db } from '#lib/db/database.ts';
import { listSorts, type ListSort } from '#lib/db/customer-list.ts';
import { countText } from '#lib/format.ts';
import { t } from '#lib/i18n.ts';
import { useCustomerList, type ListState } from '#lib/ui/customer-rows.ts';
import { useHotkeys } from '#lib/ui/hotkeys.ts';
import { go, hrefOf } from '#lib/ui/router.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { BulkBar } from './BulkBar.tsx';
import { chosenColumns, customerColumns, keepColumns } from './columns.tsx';
import { CustomerTable } from './CustomerTable.tsx';
import { ExportDialog } from './ExportDialog.tsx';
import { FilterBar, filterOf, type FilterValues } from './FilterBar.tsx';

/** Everybody, narrowed and sorted; the address holds the filter, so that going back brings it back. */
export function CustomersPage({ values }: { values: FilterValues }): JSX.Element {
  const [columns, setColumns] = useState(chosenColumns);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [exporting, setExporting] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const known = useLive(async () => ({ shops: await db.shops.toArray(), tags: await db.tags.toArray() }), []);
  const shops = known.value?.shops ?? [];
  const tags = (known.value?.tags ?? []).toSorted((a, b) => b.count - a.count);
  const sort: ListSort = listSorts.find((key) => key === values.sort) ?? 'activeAt';
  const filter = useMemo(() => filterOf(values), [JSON.stringify({ ...values, sort: '' })]);
  const state = useCustomerList(filter, sort, exporting);
  const setValues = (next: FilterValues): void => go(hrefOf('customers', null, next), true);
  // What is selected belongs to the list it was selected in.
  useEffect(() => setSelected(new Set()), [filter]);
  const toggleColumn = (key: string): void => {
    const next = columns.includes(key) ? columns.filter((k) => k !== key) : [...columns, key];
    setColumns(next);
    keepColumns(next);
  };
  const filtered = Object.keys(filter).length > 0;
  const empty = state.complete && state.list?.ids.length === 0;
  const canExport = state.complete && !empty;
  useHotkeys({ '/': () => search.current?.focus(), e: () => canExport && setExporting(true) });
  return (
    <div class="page page--fill" data-list-complete={state.complete ? '' : undefined}>
      <header class="page__head">
        <h1>{t('dash.customers')}</h1>
        <CountLine state={state} />
        <span class="spring" />
        <Menu
          label={t('table.columns')}
          icon="columns"
          withText
          items={customerColumns
            .filter((c) => c.key !== 'name')
            .map((c) => ({
              key: c.key,
              label: t(c.label),
              checked: columns.includes(c.key),
              onSelect: () => toggleColumn(c.key),
            }))}
        />
        <Button icon="user" onClick={() => go(hrefOf('duplicates'))}>
          {t('merge.title')}
        </Button>
        <Button icon="upload" onClick={() => go(hrefOf('import'))}>
          {t('dash.import')}
        </Button>
        <Button icon="download" disabled={!canExport} onClick={() => setExporting(true)}>
          {t('dash.export')}
        </Button>
      </header>
      <FilterBar values={values} shops={shops} tags={tags} onChange={setValues} searchRef={search} />
      {selected.size > 0 && (
        <BulkBar
          selected={[...selected]}
          tags={tags}
          onClear={() => setSelected(new Set())}
          onDone={state.reload}
          onExport={() => setExporting(true)}
        />
      )}
      {state.error ? <ErrorState error={state.error} onRetry={state.reload} /> : null}
      {!state.list && !state.error && (
        <div class="page__wait">
          {state.looked > 0 ? (
            <p class="secondary" role="status">
              {t('dash.looking', { n: countText(state.looked) })}
            </p>
          ) : (
            <Skeleton lines={8} />
          )}
        </div>
      )}
      {empty && !filtered && (
        <EmptyState centre title={t('dash.noCustomers')} text={t('dash.noCustomersText')}>
          <Button tone="primary" icon="upload" onClick={() => go(hrefOf('import'))}>
            {t('dash.importOrders')}
          </Button>
        </EmptyState>
      )}
      {empty && filtered && (
        <EmptyState centre title={t('dash.noneFit')} text={t('dash.noneFitText')}>
          <Button onClick={() => setValues({})}>{t('dash.clearFilters')}</Button>
        </EmptyState>
      )}
      {state.list && !empty && (
        <CustomerTable
          ids={state.list.ids}
          first={state.first}
          columns={columns}
          sort={sort}
          shops={shops}
          tags={tags}
          selected={selected}
          complete={state.complete}
          listKey={JSON.stringify([filter, sort])}
          onSelect={setSelected}
          onSort={(key) => setValues({ ...values, sort: key })}
        />
      )}
      {exporting && state.list && (
        <ExportDialog
          all={filtered}
          list={{ filter, sort, count: state.list.ids.length }}
          selected={[...selected]}
          complete={state.complete}
          capped={state.list.capped}
          shops={shops}
          shopId={filter.shopId ?? null}
          onClose={() => setExporting(false)}
        />
      )}
    </div>
  );
}

/** How many there are, and what was done to know it. */
function CountLine({ state }: { state: ListState }): JSX.Element {
  const { list, complete, looked, outdated, reload } = state;
  if (!list) return <span />;
  const n = countText(list.ids.length);
  const text = !complete ? t('dash.loaded', { n }) : list.capped ? t('dash.firstFound', { n }) : t('dash.count', { n });
  return (
    <span class="secondary page__count" role="status">
      {text}
      {complete && list.looked !== null && looked > list.ids.length && ` · ${t('dash.lookedAt', { n: countText(looked) })}`}
      {outdated && (
        <Button size="small" tone="quiet" onClick={reload}>
          {t('dash.outdated')}
        </Button>
      )}
    </span>
  );
}
