import { useEffect, useReducer } from 'preact/hooks';

interface Sleeper {
  due: number;
  wake: () => void;
}

/** The longest that a browser's timer can wait, ms. */
const LONGEST = 2_147_000_000;

const sleepers = new Set<Sleeper>();
let timer: ReturnType<typeof setTimeout> | undefined;
let listening = false;

/** One timer for all clocks of a page, set to the next change of any; none while the page is hidden or nothing counts. */
function plan(): void {
  clearTimeout(timer);
  timer = undefined;
  if (document.hidden || sleepers.size === 0) return;
  const due = Math.min(...[...sleepers].map((sleeper) => sleeper.due));
  timer = setTimeout(fire, Math.min(LONGEST, Math.max(0, due - Date.now())));
}

function fire(): void {
  const now = Date.now();
  for (const sleeper of sleepers) {
    if (sleeper.due > now) continue;
    sleepers.delete(sleeper);
    sleeper.wake();
  }
  plan();
}

/**
 * Returns the present (epoch ms) and draws anew when what is shown changes: `next` says when that is, given the present,
 * or null when nothing counts. While the page is hidden nothing runs; it is drawn anew when it is seen again.
 */
export function useClock(next: (now: number) => number | null): number {
  const [, draw] = useReducer((n: number) => n + 1, 0);
  const now = Date.now();
  const due = next(now);
  useEffect(() => {
    if (due === null) return;
    if (!listening) document.addEventListener('visibilitychange', plan);
    listening = true;
    const sleeper = { due, wake: () => draw(undefined as never) };
    sleepers.add(sleeper);
    plan();
    return () => {
      sleepers.delete(sleeper);
      plan();
    };
  });
  return now;
}
