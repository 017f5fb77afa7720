import { stepCadence } from '../db/cadence-run.ts';
import { openGuarded } from '../db/guard.ts';
import { tAny } from '../i18n.ts';

/** Milliseconds of one piece of work, between which a page can draw and hear keys. */
const PIECE = 60;
const SOON = 3000;
const HOUR = 3_600_000;

/** Carries the shop's rules out for the day ahead to the end; returns how many follow-ups were made. */
export async function runCadence(): Promise<number> {
  let made = 0;
  for (let more = true; more;) {
    const step = await stepCadence(Date.now(), PIECE, (thing) => tAny(thing));
    made += step.made;
    more = step.more;
    if (more) await new Promise((resume) => setTimeout(resume, 20));
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
      if ((await openGuarded()).kind === 'ready') await runCadence();
    };
    work()
      .catch((error: unknown) => console.warn('rules', error))
      .finally(() => setTimeout(run, HOUR));
  };
  setTimeout(run, SOON);
}
