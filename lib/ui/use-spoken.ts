import { spokenBy } from '../db/last-words.ts';
import { useLive } from './use-live.ts';

/** Returns the language a customer writes in by the last words (BCP 47); null while that is not read, or not told. */
export function useSpoken(customerId: string | null): string | null {
  const live = useLive(async () => (customerId ? await spokenBy(customerId) : null), [customerId]);
  return live.stale ? null : (live.value ?? null);
}
