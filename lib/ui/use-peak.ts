import { peakUntil } from '../db/peak.ts';
import { useClock } from './clock.ts';
import { useLive } from './use-live.ts';

/** Returns until when the quiet mode is on (epoch ms), or null; it ends by itself while the page is looked at. */
export function usePeak(): number | null {
  const until = useLive(() => peakUntil(Date.now()), []).value ?? null;
  const now = useClock(() => until);
  return until !== null && until > now ? until : null;
}
