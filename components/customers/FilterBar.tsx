import type { JSX, Ref } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Input, Select } from '#components/ui/Input.tsx';
import type { ShopRow, TagRow } from '#lib/db/database.ts';
import type { ListFilter } from '#lib/db/customer-list.ts';
import { t, tAny } from '#lib/i18n.ts';

/** What the address of the list holds: all as text, empty ones left out. */
export type FilterValues = Readonly<
  Partial<Record<'q' | 'shop' | 'tag' | 'country' | 'min' | 'from' | 'to' | 'standing' | 'sort', string>>
>;

const DAY = 86_400_000;

/** Returns the midnight (local time) that begins a day written `2026-11-03`, epoch ms. */
function dayStart(text: string | undefined): number | undefined {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text ?? '');
  return m ? new Date(Number(m[1]), Number(m[2]) - 1, Number(m[3])).getTime() : undefined;
}

/** Returns the filter that the values stand for; what is not understood does not filter. */
export function filterOf(values: FilterValues): ListFilter {
  const filter: ListFilter = {};
  const min = Number(values.min);
  const [from, to] = [dayStart(values.from), dayStart(values.to)];
  if (values.q?.trim()) filter.query = values.q.trim();
  if (values.shop) filter.shopId = values.shop;
  if (values.tag) filter.tag = values.tag;
  if (values.country?.trim()) filter.country = values.country.trim();
  if (Number.isInteger(min) && min > 0) filter.minOrders = min;
  if (from !== undefined) filter.lastFrom = from;
  if (to !== undefined) filter.lastTo = to + DAY - 1;
  if (values.standing === 'known' || values.standing === 'orders-only' || values.standing === 'by-name')
    filter.standing = values.standing;
  return filter;
}

export interface FilterBarProps {
  values: FilterValues;
  shops: readonly ShopRow[];
  tags: readonly TagRow[];
  onChange: (values: FilterValues) => void;
  searchRef?: Ref<HTMLInputElement>;
}

/** The row of filters over the list; each change shows at once, text after a pause. */
export function FilterBar({ values, shops, tags, onChange, searchRef }: FilterBarProps): JSX.Element {
  const [more, setMore] = useState(() => !!(values.country || values.min || values.from || values.to || values.standing));
  const set = (change: FilterValues): void => onChange({ ...values, ...change });
  const active = Object.entries(values).some(([key, value]) => key !== 'sort' && value);
  return (
    <div class="filters" role="search" aria-label={t('dash.filters')}>
      <div class="row row--wrap">
        <TextFilter label={t('dash.search')} value={values.q ?? ''} onText={(q) => set({ q })} fieldRef={searchRef} wide />
        <Select
          label={t('table.shop')}
          hideLabel
          value={values.shop ?? ''}
          onChange={(shop) => set({ shop })}
          options={[
            { value: '', label: t('dash.allShops') },
            ...shops.map((s) => ({ value: s.id, label: `${s.name} · ${tAny(`dash.site.${s.site}`)}` })),
          ]}
        />
        <Select
          label={t('table.tags')}
          hideLabel
          value={values.tag ?? ''}
          onChange={(tag) => set({ tag })}
          options={[
            { value: '', label: t('dash.allTags') },
            ...tags
              .filter((row) => row.count > 0 || row.id === values.tag)
              .map((row) => ({ value: row.id, label: `${row.id} (${row.count})` })),
          ]}
        />
        <Button icon="filter" tone="quiet" aria-expanded={more} onClick={() => setMore(!more)}>
          {t('dash.moreFilters')}
        </Button>
        {active && (
          <Button tone="quiet" onClick={() => onChange(values.sort ? { sort: values.sort } : {})}>
            {t('dash.clearFilters')}
          </Button>
        )}
      </div>
      {more && (
        <div class="row row--wrap filters__more">
          <TextFilter label={t('dash.minOrders')} type="number" value={values.min ?? ''} onText={(min) => set({ min })} />
          <Input
            label={t('dash.lastFrom')}
            type="date"
            value={values.from ?? ''}
            onInput={(event) => set({ from: event.currentTarget.value })}
          />
          <Input
            label={t('dash.lastTo')}
            type="date"
            value={values.to ?? ''}
            onInput={(event) => set({ to: event.currentTarget.value })}
          />
          <TextFilter label={t('table.country')} value={values.country ?? ''} onText={(country) => set({ country })} />
          <Select
            label={t('dash.standing')}
            value={values.standing ?? ''}
            onChange={(standing) => set({ standing })}
            options={['', 'known', 'orders-only', 'by-name'].map((value) => ({
              value,
              label: value ? tAny(`panel.standing.${value}`) : t('dash.anyStanding'),
            }))}
          />
        </div>
      )}
    </div>
  );
}

interface TextFilterProps {
  label: string;
  value: string;
  type?: 'text' | 'number';
  wide?: boolean;
  fieldRef?: Ref<HTMLInputElement> | undefined;
  onText: (text: string) => void;
}

/** Milliseconds without a key press after which a text filters. */
const PAUSE = 250;

function TextFilter({ label, value, type = 'text', wide, fieldRef, onText }: TextFilterProps): JSX.Element {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onText(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div class={wide ? 'filters__search' : 'filters__text'}>
      <Input
        label={label}
        hideLabel={wide ?? false}
        placeholder={wide ? label : undefined}
        type={type}
        min={type === 'number' ? 0 : undefined}
        value={text}
        ref={fieldRef ?? null}
        onInput={(event) => setText(event.currentTarget.value)}
      />
    </div>
  );
}
