import { stepCadence } from '../db/cadence-run.ts';
import { nameOfThing } from '../i18n-worker.ts';

/** Most milliseconds that one wake gives to the rules; what is left is done at the next tick. */
const BUDGET = 20_000;

/** Carries the shop's rules out for the day ahead, once a day and a piece at a time. */
export async function cadenceTick(now: number = Date.now()): Promise<void> {
  await stepCadence(now, BUDGET, nameOfThing);
}
