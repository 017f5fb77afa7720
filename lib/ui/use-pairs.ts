import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { db } from '../db/database.ts';
import { refreshOrders } from '../db/refresh-orders.ts';
import { findPairs, pairKey, pairOf, suggestionsFor, type Pair, type PairsFound } from '../db/suggestions.ts';
import { isApart } from '../domain/merge-hints.ts';
import { useLive } from './use-live.ts';

/** Pairs after which the search waits to be asked on. */
const ENOUGH = 30;

export interface PairSearch {
  /** Pairs that are still to be decided, in the order found. */
  pairs: readonly Pair[];
  /** Customers looked at so far, most recently active first. */
  looked: number;
  state: 'looking' | 'waiting' | 'done';
  error: unknown;
  goOn: () => void;
  stop: () => void;
  /** Looks again for whom a customer may be, after two became one. */
  lookAgain: (customerId: string) => Promise<void>;
}

/** Looks through the customers for pairs, step by step, and keeps those that are not decided yet. */
export function usePairs(): PairSearch {
  const [found, setFound] = useState<readonly Pair[]>([]);
  const [looked, setLooked] = useState(0);
  const [state, setState] = useState<PairSearch['state']>('looking');
  const [error, setError] = useState<unknown>(null);
  const search = useRef<AsyncGenerator<PairsFound> | null>(null);
  const add = (pairs: readonly Pair[]): void =>
    setFound((before) => [...new Map([...before, ...pairs].map((pair) => [pairKey(pair), pair])).values()]);
  useEffect(() => {
    if (state !== 'looking') return;
    const abort = new AbortController();
    const { signal } = abort;
    const run = async (): Promise<void> => {
      if (!search.current) await refreshOrders();
      search.current ??= findPairs();
      for (let count = 0; !signal.aborted && count < ENOUGH;) {
        const next = await search.current.next();
        if (signal.aborted) return;
        if (next.done) return setState('done');
        count += next.value.pairs.length;
        setLooked(next.value.looked);
        if (next.value.pairs.length > 0) add(next.value.pairs);
      }
      if (!signal.aborted) setState('waiting');
    };
    void run().catch(setError);
    return () => abort.abort();
  }, [state]);
  const open = useOpen(found);
  return {
    pairs: open,
    looked,
    state,
    error,
    goOn: () => setState('looking'),
    stop: () => setState('waiting'),
    lookAgain: async (customerId) => {
      const customer = await db.customers.get(customerId);
      if (customer) add((await suggestionsFor(customerId)).map((suggestion) => pairOf(customer, suggestion)));
    },
  };
}

/** Those of the pairs whose customers are both there and not said to be two; a decision that is undone brings one back. */
function useOpen(found: readonly Pair[]): readonly Pair[] {
  const ids = useMemo(() => [...new Set(found.flatMap(({ a, b }) => [a.id, b.id]))], [found]);
  const live = useLive(async () => (await db.customers.bulkGet(ids)).filter((row) => row !== undefined), [ids]);
  return useMemo(() => {
    const rows = new Map((live.value ?? []).map((row) => [row.id, row]));
    return found.flatMap((pair) => {
      const [a, b] = [rows.get(pair.a.id), rows.get(pair.b.id)];
      return a && b && !isApart(a, b, Date.now()) ? [{ ...pair, a, b }] : [];
    });
  }, [found, live.value]);
}
