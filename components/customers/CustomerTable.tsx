import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { VirtualTable, type TableColumn } from '#components/table/VirtualTable.tsx';
import { Icon } from '#components/ui/Icon.tsx';
import type { ShopRow, TagRow } from '#lib/db/database.ts';
import type { ListSort } from '#lib/db/customer-list.ts';
import type { Customer } from '#lib/domain/customer.ts';
import { t } from '#lib/i18n.ts';
import { useCustomerRows } from '#lib/ui/customer-rows.ts';
import { customerColumns, type CustomerColumn } from './columns.tsx';

export interface CustomerTableProps {
  ids: readonly string[];
  first: readonly Customer[];
  columns: readonly string[];
  sort: ListSort;
  shops: readonly ShopRow[];
  tags: readonly TagRow[];
  selected: ReadonlySet<string>;
  complete: boolean;
  listKey: string;
  onSelect: (selected: ReadonlySet<string>) => void;
  onSort: (sort: ListSort) => void;
}

/** The list of customers with a box to select each; Shift selects a range. */
export function CustomerTable(props: CustomerTableProps): JSX.Element {
  const { ids, selected, onSelect } = props;
  const [seen, setSeen] = useState({ from: 0, to: 40 });
  const [anchor, setAnchor] = useState<number | null>(null);
  const rows = useCustomerRows(ids, seen.from, seen.to, props.first);
  const context = useMemo(
    () => ({ shops: new Map(props.shops.map((s) => [s.id, s])), tags: new Map(props.tags.map((row) => [row.id, row])) }),
    [props.shops, props.tags],
  );
  const shown = customerColumns.filter((column) => props.columns.includes(column.key));
  const select = (index: number, event: MouseEvent): void => {
    const id = ids[index];
    if (id === undefined) return;
    const next = new Set(selected);
    const add = !selected.has(id);
    const from = event.shiftKey && anchor !== null ? anchor : index;
    for (const other of ids.slice(Math.min(from, index), Math.max(from, index) + 1)) {
      if (add) next.add(other);
      else next.delete(other);
    }
    setAnchor(index);
    onSelect(next);
  };
  const allSelected = ids.length > 0 && selected.size === ids.length;
  const head: TableColumn = {
    key: 'select',
    width: '36px',
    label: (
      <input
        type="checkbox"
        class="check"
        aria-label={t('table.selectAll')}
        checked={allSelected}
        disabled={!props.complete}
        ref={(box) => void (box && (box.indeterminate = selected.size > 0 && !allSelected))}
        onChange={() => onSelect(allSelected ? new Set() : new Set(ids))}
      />
    ),
  };
  return (
    <VirtualTable
      label={t('dash.customers')}
      count={ids.length}
      listKey={props.listKey}
      onWindow={(from, to) => setSeen({ from, to })}
      columns={[head, ...shown.map((column) => headOf(column, props))]}
      row={(index) => {
        const id = ids[index] ?? '';
        const customer = rows.get(id);
        const box = (
          <input
            type="checkbox"
            class="check"
            aria-label={t('table.select', { name: customer?.name || t('panel.noName') })}
            checked={selected.has(id)}
            onClick={(event) => select(index, event)}
          />
        );
        const blank = <span class="vtable__blank" />;
        return {
          key: id,
          selected: selected.has(id),
          cells: [box, ...shown.map((column) => (customer ? column.cell(customer, context) : blank))],
        };
      }}
    />
  );
}

function headOf(column: CustomerColumn, { sort, onSort }: CustomerTableProps): TableColumn {
  const { key, width, align } = column;
  const wanted = column.sort;
  if (!wanted) return { key, width, ...(align ? { align } : {}), label: t(column.label) };
  const active = wanted === sort;
  const down = wanted !== 'name';
  return {
    key,
    width,
    ...(align ? { align } : {}),
    sort: active ? (down ? 'descending' : 'ascending') : 'none',
    label: (
      <button type="button" class="sort-button" onClick={() => onSort(wanted)}>
        {t(column.label)}
        <Icon name={down ? 'down' : 'up'} class={active ? '' : 'icon--off'} />
      </button>
    ),
  };
}
