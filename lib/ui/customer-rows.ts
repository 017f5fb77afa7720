import { useEffect, useRef, useState } from 'preact/hooks';
import { withCountries } from '../db/customer-country.ts';
import { pageOfCustomers } from '../db/customers.ts';
import { listCustomers, type CustomerList, type ListFilter, type ListSort } from '../db/customer-list.ts';
import { db } from '../db/database.ts';
import type { Customer } from '../domain/customer.ts';
import { useLive, type Live } from './use-live.ts';

/** A list for which no more rows were looked at one by one is read again by itself after a change, in a tenth of a second. */
const QUICK = 5000;
/** First rows, shown before the whole list is known. */
const FIRST = 60;
/** Most rows kept besides those in sight. */
const KEPT = 1200;

export interface ListState {
  /** Null while nothing is known yet. */
  list: CustomerList | null;
  /** Rows that came with the beginning of the list: asking for them again would wait behind the whole list. */
  first: readonly Customer[];
  /** The whole list is known: its length is the number of customers. */
  complete: boolean;
  looked: number;
  error: unknown;
  /** Something was changed since the list was made. */
  outdated: boolean;
  reload: () => void;
}

/**
 * Reads a list of customers: at once its first rows where an index has them, then all ids in order. It is read again after
 * a change where that is quick, or where its number must be true at once (`keepUp`).
 */
export function useCustomerList(filter: ListFilter, sort: ListSort, keepUp: boolean): ListState {
  const key = JSON.stringify([filter, sort]);
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<Omit<ListState, 'outdated' | 'reload'> & { key: string; seq: number }>({
    key: '',
    list: null,
    first: [],
    complete: false,
    looked: 0,
    error: null,
    seq: 0,
  });
  const seq = useLive(sequence, []);
  useEffect(() => {
    const abort = new AbortController();
    const set = (next: Partial<typeof state>): void => {
      if (!abort.signal.aborted)
        setState((before) => ({
          ...(before.key === key ? before : { key, list: null, first: [], complete: false, looked: 0, seq: 0 }),
          error: null,
          ...next,
        }));
    };
    void readList(filter, sort, abort.signal, set).catch((error: unknown) => set({ error }));
    return () => abort.abort();
  }, [key, attempt]);
  const reload = (): void => setAttempt((n) => n + 1);
  const shown = state.key === key ? state : { ...state, complete: false };
  const outdated = shown.complete && seq.value !== undefined && seq.value !== shown.seq;
  const isQuick = (shown.list?.looked ?? 0) <= QUICK;
  useEffect(() => {
    if (outdated && (keepUp || isQuick)) reload();
  }, [outdated, keepUp, isQuick]);
  return { ...shown, outdated: outdated && !isQuick, reload };
}

async function readList(
  filter: ListFilter,
  sort: ListSort,
  signal: AbortSignal,
  set: (next: Partial<ListState> & { seq?: number }) => void,
): Promise<void> {
  const seq = await sequence();
  if (sort === 'activeAt' && Object.keys(filter).every((key) => key === 'shopId')) {
    const first = await pageOfCustomers(filter, FIRST);
    set({ list: { ids: first.map((c) => c.id), looked: null, capped: false }, first, complete: false });
  }
  const list = await listCustomers(filter, sort, { signal, onLooked: (looked) => set({ looked }) });
  set({ list, complete: true, looked: list.looked ?? 0, seq });
}

/** Returns the number of the last recorded change: it moves on with every edit, import and undo. */
async function sequence(): Promise<number> {
  const value = (await db.meta.get('seq'))?.value;
  return typeof value === 'number' ? value : 0;
}

/** Reads the customers in sight and again when they change; those seen before stay at hand. */
export function useCustomerRows(
  ids: readonly string[],
  from: number,
  to: number,
  first: readonly Customer[] = [],
): { get: (id: string) => Customer | undefined; live: Live<Customer[]> } {
  const cache = useRef(new Map<string, Customer>());
  for (const row of first) if (!cache.current.has(row.id)) cache.current.set(row.id, row);
  const wanted = ids.slice(from, to);
  const live = useLive(
    async () => withCountries((await db.customers.bulkGet(wanted)).filter((row) => row !== undefined)),
    [wanted.join(' ')],
  );
  for (const row of live.value ?? []) {
    cache.current.delete(row.id);
    cache.current.set(row.id, row);
  }
  for (const id of cache.current.keys()) {
    if (cache.current.size <= KEPT) break;
    cache.current.delete(id);
  }
  return { get: (id) => cache.current.get(id), live };
}
