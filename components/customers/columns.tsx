import type { JSX } from 'preact';
import { Chip, hueOf } from '#components/ui/Chip.tsx';
import { Moment } from '#components/ui/Moment.tsx';
import type { ShopRow, TagRow } from '#lib/db/database.ts';
import { countryKey } from '#lib/db/customer-country.ts';
import type { ListSort } from '#lib/db/customer-list.ts';
import type { Customer } from '#lib/domain/customer.ts';
import { countText, moneyLine } from '#lib/format.ts';
import { t, tAny, type MessageKey } from '#lib/i18n.ts';
import { countryName } from '#lib/ui/calendar-words.ts';
import { hrefOf } from '#lib/ui/router.ts';

interface CellContext {
  shops: ReadonlyMap<string, ShopRow>;
  tags: ReadonlyMap<string, TagRow>;
}

export interface CustomerColumn {
  key: string;
  label: MessageKey;
  width: string;
  align?: 'end';
  sort?: ListSort;
  /** Shown until a person chooses otherwise. */
  usual: boolean;
  cell: (customer: Customer, context: CellContext) => JSX.Element | string;
}

const TAGS_SHOWN = 3;

function NameCell({ customer }: { customer: Customer }): JSX.Element {
  return (
    <span class="row name-cell">
      <a
        class="ellipsis private name-cell__name"
        href={hrefOf('customers', customer.id)}
        title={[customer.name, ...customer.aliases].join('\n')}
      >
        {customer.name || t('panel.noName')}
      </a>
      {customer.masked && (
        <span class="mark-word" title={t('panel.maskedWhy')}>
          {t('table.masked')}
        </span>
      )}
      {customer.standing !== 'known' && (
        <span class="mark-word mark-word--amber" title={tAny(`panel.standingWhy.${customer.standing}`)}>
          {tAny(`panel.standing.${customer.standing}`)}
        </span>
      )}
    </span>
  );
}

function TagsCell({ customer, tags }: { customer: Customer; tags: ReadonlyMap<string, TagRow> }): JSX.Element | string {
  if (customer.tags.length === 0) return '';
  const rest = customer.tags.length - TAGS_SHOWN;
  return (
    <span class="row tags-cell" title={customer.tags.join('、')}>
      {customer.tags.slice(0, TAGS_SHOWN).map((tag) => (
        <Chip key={tag} text={tag} hue={hueOf(tags.get(tag)?.color)} />
      ))}
      {rest > 0 && <span class="small secondary">+{rest}</span>}
    </span>
  );
}

function countryText(named: string): string {
  const key = countryKey(named);
  return /^[A-Z]{2}$/.test(key) ? countryName(key) : named;
}

const moment = (at: number | undefined): JSX.Element | string => (at === undefined ? '–' : <Moment at={at} />);

/** All columns the list of customers can have. */
export const customerColumns: readonly CustomerColumn[] = [
  {
    key: 'name',
    label: 'table.name',
    width: 'minmax(200px, 2fr)',
    sort: 'name',
    usual: true,
    cell: (customer) => <NameCell customer={customer} />,
  },
  {
    key: 'shop',
    label: 'table.shop',
    width: 'minmax(110px, 1fr)',
    usual: true,
    cell: ({ shopId }, { shops }) => (
      <span class="ellipsis" title={shops.get(shopId)?.name}>
        {shops.get(shopId)?.name ?? shopId}
      </span>
    ),
  },
  {
    key: 'tags',
    label: 'table.tags',
    width: 'minmax(140px, 2fr)',
    usual: true,
    cell: (customer, { tags }) => <TagsCell customer={customer} tags={tags} />,
  },
  {
    key: 'orders',
    label: 'table.orders',
    width: '72px',
    align: 'end',
    sort: 'orders',
    usual: true,
    cell: ({ stats }) => countText(stats.count),
  },
  {
    key: 'paid',
    label: 'table.paid',
    width: 'minmax(110px, 1fr)',
    align: 'end',
    sort: 'paid',
    usual: true,
    cell: ({ stats }) => (
      <span class="private ellipsis" title={moneyLine(stats.paid)}>
        {moneyLine(stats.paid)}
      </span>
    ),
  },
  {
    key: 'last',
    label: 'table.last',
    width: '110px',
    align: 'end',
    sort: 'activeAt',
    usual: true,
    cell: ({ stats }) => moment(stats.lastAt),
  },
  {
    key: 'state',
    label: 'table.state',
    width: '96px',
    usual: true,
    cell: ({ stats }) => (stats.lastState ? tAny(`panel.order.${stats.lastState}`) : '–'),
  },
  {
    key: 'country',
    label: 'table.country',
    width: 'minmax(80px, 1fr)',
    usual: false,
    cell: ({ country }) => (
      <span class="ellipsis" title={country}>
        {country ? countryText(country) : '–'}
      </span>
    ),
  },
  { key: 'first', label: 'table.first', width: '110px', align: 'end', usual: false, cell: ({ stats }) => moment(stats.firstAt) },
  { key: 'chat', label: 'table.chat', width: '110px', align: 'end', usual: false, cell: ({ chatAt }) => moment(chatAt) },
  { key: 'level', label: 'table.level', width: '100px', usual: false, cell: ({ level }) => level ?? '–' },
  {
    key: 'created',
    label: 'table.created',
    width: '110px',
    align: 'end',
    usual: false,
    cell: ({ createdAt }) => moment(createdAt),
  },
];

const KEY = 'dash.columns';

/** Returns the columns a person chose, or the usual ones. */
export function chosenColumns(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (Array.isArray(stored)) return customerColumns.filter((c) => c.key === 'name' || stored.includes(c.key)).map((c) => c.key);
  } catch (error) {
    console.warn('columns', error);
  }
  return customerColumns.filter((c) => c.usual).map((c) => c.key);
}

/** Keeps the choice of columns. */
export function keepColumns(keys: readonly string[]): void {
  localStorage.setItem(KEY, JSON.stringify(keys));
}
