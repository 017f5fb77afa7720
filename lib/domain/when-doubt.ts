import type { Day } from './calendar-day.ts';
import { epochOn, inEvening } from './when-after.ts';
import type { ClockHit } from './when-clock.ts';
import type { Doubt } from './when-hit.ts';
import { NUMBER } from './when-number.ts';
import type { Clock } from './when-part.ts';

const JOINS = '(?:[和及或、&]|以及|或者|and|or|и|или|y|o)';
const ANOTHER = new RegExp(
  `^\\s*${JOINS}\\s*(?:[上下]午|[早晚]上?|中午)?\\s*(?:\\d{1,2}:\\d{2}|${NUMBER}\\s*[点點时]|\\d{1,2}\\s?[ap]m|(?:at|в|a las?) \\d{1,2}(?!\\d))`,
  'iu',
);
const ONE_BEFORE = new RegExp(`\\d(?:\\s*[点點时]|\\s?[ap]m)?\\s*${JOINS}\\s*$`, 'iu');

/** Tells whether a second time of day stands beside one that was read: `明天9点和15点提醒`. */
export function otherTime(line: string, { start, end }: ClockHit): Doubt | undefined {
  return ANOTHER.test(line.slice(end)) || ONE_BEFORE.test(line.slice(0, start)) ? 'other-time' : undefined;
}

/** Tells whether `8点`, taken for the next morning (`at`, epoch ms), may be this evening, which is still to come. */
export function tonight(clock: Clock, at: number, today: Day, zone: string, now: number): Doubt | undefined {
  if (!clock.spoken || at === epochOn(today, clock, zone)) return undefined;
  return inEvening(today, clock, zone) > now ? 'tonight' : undefined;
}
