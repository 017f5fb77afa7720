import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '#components/ui/Icon.tsx';
import { Moment } from '#components/ui/Moment.tsx';
import { ErrorState } from '#components/ui/states.tsx';
import { type FoundCustomer, searchEverything } from '#lib/db/search-all.ts';
import { moneyLine } from '#lib/format.ts';
import { t } from '#lib/i18n.ts';
import { takePasteInField } from '#lib/ui/paste.ts';
import { useLive } from '#lib/ui/use-live.ts';

export interface SearchBoxProps {
  onOpen: (customerId: string) => void;
  /** Content under the field while nothing is searched. */
  children?: JSX.Element | null;
}

/** Search over all customers: name, order number, tag. Arrows choose, Enter opens. */
export function SearchBox({ onOpen, children }: SearchBoxProps): JSX.Element {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const found = useLive(() => (query.trim() ? searchEverything(query) : []), [query]);
  useEffect(() => input.current?.focus(), []);
  const rows = query.trim() ? (found.value ?? []) : [];
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const row = rows[at];
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, rows.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    // An answer to what was typed before is not opened by mistake.
    else if (event.key === 'Enter' && row && !found.stale) onOpen(row.customer.id);
    else if (event.key === 'Escape' && query) setQuery('');
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div class="search">
        <Icon name="search" />
        <input
          ref={input}
          class="input"
          type="text"
          role="combobox"
          aria-label={t('popup.search')}
          aria-expanded={rows.length > 0}
          aria-controls="found"
          aria-activedescendant={rows[at] ? `found-${at}` : undefined}
          aria-autocomplete="list"
          autocomplete="off"
          spellcheck={false}
          placeholder={t('popup.search')}
          value={query}
          onKeyDown={onKeyDown}
          onPaste={takePasteInField}
          onInput={(event) => {
            setQuery(event.currentTarget.value);
            setAt(0);
          }}
        />
      </div>
      {found.error ? <ErrorState error={found.error} onRetry={found.retry} /> : null}
      <ul id="found" class="found" role="listbox" aria-label={t('popup.found')} hidden={rows.length === 0}>
        {rows.map((row, i) => (
          <Row key={row.customer.id} found={row} id={`found-${i}`} active={i === at} onOpen={() => onOpen(row.customer.id)} />
        ))}
      </ul>
      {query.trim() && !found.stale && rows.length === 0 && !found.error && (
        <p class="search__none secondary" role="status">
          {t('popup.none', { query: query.trim() })}
        </p>
      )}
      {!query.trim() && children}
    </>
  );
}

function Row({
  found,
  id,
  active,
  onOpen,
}: {
  found: FoundCustomer;
  id: string;
  active: boolean;
  onOpen: () => void;
}): JSX.Element {
  const { customer, by, tag } = found;
  const facts = [
    by === 'tag' ? `#${tag ?? ''}` : null,
    t('panel.orderCount', { n: customer.stats.count }),
    moneyLine(customer.stats.paid),
  ];
  return (
    <li
      id={id}
      role="option"
      aria-selected={active}
      class="found__row"
      data-customer-id={customer.id}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onOpen}
    >
      <span class="found__text">
        <span class="ellipsis private">{customer.name || t('panel.noName')}</span>
        <span class="small secondary ellipsis">{facts.filter(Boolean).join(' · ')}</span>
      </span>
      {customer.stats.lastAt !== undefined && <Moment at={customer.stats.lastAt} class="small secondary" />}
    </li>
  );
}
