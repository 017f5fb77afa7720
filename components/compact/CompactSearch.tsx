import type { JSX, RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '#components/ui/Icon.tsx';
import { ErrorState } from '#components/ui/states.tsx';
import { findAnyone, PHONE_REACH, surest, type Hit } from '#lib/db/find-anyone.ts';
import { queryOf } from '#lib/domain/search-query.ts';
import { moneyLine } from '#lib/format.ts';
import { t, tAny } from '#lib/i18n.ts';
import { useFound } from '#lib/ui/compact-find.ts';
import { showFailure } from '#lib/ui/notices.ts';
import { takePasteInField } from '#lib/ui/paste.ts';

export interface CompactSearchProps {
  inputRef: RefObject<HTMLInputElement | null>;
  text: string;
  onText: (text: string) => void;
  onOpen: (customerId: string) => void;
  /** The customer that is open, whose name does not need to be looked up any more. */
  openId: string | null;
}

/** One field for whatever a person has at hand: nick, order number or its end, telephone tail, or a whole copied chat. */
export function CompactSearch({ inputRef, text, onText, onOpen, openId }: CompactSearchProps): JSX.Element {
  const found = useFound(text);
  const [at, setAt] = useState(0);
  const [shut, setShut] = useState(false);
  useEffect(() => {
    setAt(0);
    setShut(false);
  }, [text]);
  const query = queryOf(text);
  const settled = found.query === query;
  const rows = shut || !query || !settled ? [] : found.hits;
  const open = (hit: Hit): void => {
    setShut(true);
    onOpen(hit.customer.id);
  };
  const enter = async (): Promise<void> => {
    const row = rows[at];
    if (row) return open(row);
    // Pasted and confirmed before the list was there: only what is beyond doubt is opened unseen.
    const sure = surest(await findAnyone(text));
    if (sure && inputRef.current?.value === text) open(sure);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' && rows.length > 0) setAt(Math.min(at + 1, rows.length - 1));
    else if (event.key === 'ArrowUp' && rows.length > 0) setAt(Math.max(at - 1, 0));
    else if (event.key === 'Enter' && query) enter().catch(showFailure);
    else return;
    event.preventDefault();
  };
  const none = query !== '' && settled && !found.busy && found.hits.length === 0 && !found.error && openId === null;
  return (
    <div class="compact__find">
      <div class="search">
        <Icon name="search" />
        <input
          ref={inputRef}
          class="input"
          type="text"
          role="combobox"
          aria-label={t('compact.search')}
          aria-expanded={rows.length > 0}
          aria-controls="compact-found"
          aria-activedescendant={rows[at] ? `hit-${at}` : undefined}
          aria-autocomplete="list"
          autocomplete="off"
          spellcheck={false}
          maxLength={200}
          placeholder={t('compact.search')}
          value={text}
          onKeyDown={onKeyDown}
          onPaste={takePasteInField}
          onInput={(event) => onText(event.currentTarget.value)}
        />
      </div>
      {found.error ? <ErrorState error={found.error} /> : null}
      <ul id="compact-found" class="found" role="listbox" aria-label={t('compact.found')} hidden={rows.length === 0}>
        {rows.map((hit, i) => (
          <Row key={hit.customer.id} hit={hit} id={`hit-${i}`} active={i === at} onOpen={() => open(hit)} />
        ))}
      </ul>
      <p class="small secondary" role="status">
        {none && t('compact.none', { query })} {settled && found.busy && t('compact.phoneBusy')}
        {settled && found.limited && !shut && t('compact.phoneLimit', { n: PHONE_REACH })}
      </p>
    </div>
  );
}

interface RowProps {
  hit: Hit;
  id: string;
  active: boolean;
  onOpen: () => void;
}

function Row({ hit, id, active, onOpen }: RowProps): JSX.Element {
  const { customer, by, detail } = hit;
  const facts = [
    tAny(`compact.by.${by}`, { detail: detail ?? '' }),
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
    </li>
  );
}
