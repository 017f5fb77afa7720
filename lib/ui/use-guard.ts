import { useEffect, useState } from 'preact/hooks';
import { onGuardChange, openGuarded, type GuardState } from '../db/guard.ts';

/** Returns what the check of the database found, null while it is going on; repaints when data have been restored. */
export function useGuard(): GuardState | null {
  const [state, setState] = useState<GuardState | null>(null);
  useEffect(() => {
    let shown = true;
    const stop = onGuardChange((next) => shown && setState(next));
    void openGuarded().then((first) => shown && setState(first));
    return () => {
      shown = false;
      stop();
    };
  }, []);
  return state;
}
