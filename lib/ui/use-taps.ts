import { useEffect, useState } from 'preact/hooks';
import type { AnswerSite } from '../sites/answers.ts';
import { tapSites, type TapState, tapState, watchTaps } from '../tap/state.ts';
import { showFailure } from './notices.ts';

/** The state of the tap of each site. */
export type Taps = Readonly<Record<AnswerSite, TapState>>;

/** Returns the taps, kept up to date; null until the storage has answered. */
export function useTaps(): Taps | null {
  const [taps, setTaps] = useState<Taps | null>(null);
  useEffect(() => {
    let gone = false;
    const read = async (): Promise<void> => {
      const states = await Promise.all(tapSites.map(async (site) => [site, await tapState(site)] as const));
      if (!gone) setTaps(Object.fromEntries(states) as Record<AnswerSite, TapState>);
    };
    const now = (): void => void read().catch(showFailure);
    now();
    const stop = watchTaps(now);
    return () => {
      gone = true;
      stop();
    };
  }, []);
  return taps;
}
