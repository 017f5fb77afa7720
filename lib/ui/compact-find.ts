import { useEffect, useState } from 'preact/hooks';
import { findAnyone, findByPhoneTail, type Hit } from '../db/find-anyone.ts';
import { phoneTailOf, queryOf } from '../domain/search-query.ts';

/** What is known so far of who is meant. */
export interface Found {
  /** What these hits answer; compare it before one of them is opened. */
  query: string;
  hits: Hit[];
  /** Telephone numbers are still being looked through. */
  busy: boolean;
  /** Only the most recent customers' telephone numbers were looked through. */
  limited: boolean;
  error: unknown;
}

const NOTHING: Found = { query: '', hits: [], busy: false, limited: false, error: null };

/** Finds customers for what is typed: those by name and number at once, those by telephone number when they are found. */
export function useFound(text: string): Found {
  const query = queryOf(text);
  const [found, setFound] = useState<Found>(NOTHING);
  useEffect(() => {
    if (!query) {
      setFound(NOTHING);
      return;
    }
    let gone = false;
    const wanted = (): boolean => !gone;
    const phone = phoneTailOf(query);
    const look = async (): Promise<void> => {
      const hits = await findAnyone(query);
      if (gone) return;
      setFound({ query, hits, busy: phone !== null, limited: false, error: null });
      if (!phone) return;
      const more = await findByPhoneTail(phone, wanted);
      if (gone) return;
      const known = new Set(hits.map((hit) => hit.customer.id));
      const all = [...hits, ...more.hits.filter((hit) => !known.has(hit.customer.id))];
      setFound({ query, hits: all, busy: false, limited: !more.whole, error: null });
    };
    look().catch((error: unknown) => {
      if (!gone) setFound({ ...NOTHING, query, error });
    });
    return () => {
      gone = true;
    };
  }, [query]);
  return found;
}
