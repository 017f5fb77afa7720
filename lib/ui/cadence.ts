import { stepCadence } from '../db/cadence-run.ts';
import { openGuarded } from '../db/guard.ts';
import { tAny } from '../i18n.ts';

/** Milliseconds of one piece of work, between which a page can draw and hear keys. */
const PIECE = { asked: 60, aside: 8 };
/** How much longer than it works a page rests when nobody waits for the end: a buyer who is opened meanwhile comes first. */
const REST = 4;
const SOON = 3000;
const HOUR = 3_600_000;

/**
 * Carries the shop's rules out for the day ahead to the end; returns how many follow-ups were made. `aside` is for when
 * nobody waits for it: it then takes a fifth of the page's time at most.
 */
export async function runCadence(aside = false): Promise<number> {
  let made = 0;
  for (let more = true; more;) {
    const from = performance.now();
    const step = await stepCadence(Date.now(), aside ? PIECE.aside : PIECE.asked, (thing) => tAny(thing));
    made += step.made;
    more = step.more;
    const rest = aside ? (performance.now() - from) * REST : 20;
    if (more) await new Promise((resume) => setTimeout(resume, rest));
  }
  return made;
}

/**
 * Carries the rules out while a page of the extension is open: soon after it opened and then once an hour, which costs
 * nothing once the day is done. The pages and not the worker, which would pay for the calendars at each of its wakes.
 */
export function followCadence(): void {
  const run = (): void => {
    const work = async (): Promise<void> => {
      // A database that is not whole is left alone.
      if ((await openGuarded()).kind === 'ready') await runCadence(true);
    };
    work()
      .catch((error: unknown) => console.warn('rules', error))
      .finally(() => setTimeout(run, HOUR));
  };
  setTimeout(run, SOON);
}
