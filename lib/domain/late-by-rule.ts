import { isNightThere } from './buyer-hours.ts';
import { dayAt, dayNumber, dayOfNumber, momentOn } from './calendar-day.ts';
import type { Reminder } from './reminder.ts';
import { wallTimeOf } from './time.ts';

const HOUR = 3_600_000;

/** Tells whether a follow-up is one that a rule made and no person has moved, which nobody has seen yet. */
export const isByRule = ({ state, firedAt, rule }: Reminder): boolean =>
  state === 'open' && firedAt === undefined && rule?.zone !== undefined;

/** Rules about the very day, the more important first; each is the only one of its kind and called like it. */
export const WISHES: readonly string[] = ['birthday', 'festival'];

const isWish = ({ rule }: Reminder): boolean => rule !== undefined && WISHES.includes(rule.id);

/** Tells whether a follow-up can go to another day for one that has its own. */
export const canGiveWay = (row: Reminder): boolean => isByRule(row) && !isWish(row);

/** When and where follow-ups of one customer are put. */
export interface LateGround {
  /** Epoch ms. */
  now: number;
  /** The shop's. */
  zone: string;
  /** Numbers of the days that other follow-ups by rule have; those that are put get theirs added. */
  taken: Set<number>;
}

/** Where a follow-up was put: the number of its day, and its new moment where it has another one. */
export interface Placed {
  row: Reminder;
  day: number;
  dueAt?: number;
  /** It waits for the buyer's morning. */
  asleep?: true;
}

/** What has its day comes first, then what has the least time left. */
function byNeed(a: Reminder, b: Reminder): number {
  const until = ({ rule }: Reminder): number => rule?.until ?? -Infinity;
  const lasts = until(a) === until(b) ? 0 : until(a) - until(b);
  return Number(isWish(b)) - Number(isWish(a)) || lasts || a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1);
}

/** Mornings that are looked at for one that was made before it was noted with them where they can go. */
const MORNINGS = 7;

/** Returns the moments after now, one a day, that are none of the quiet hours in a zone. */
function morningsAfter(now: number, zone: string): number[] {
  let morning = Math.ceil(now / HOUR) * HOUR;
  while (isNightThere(zone, morning)) morning += HOUR;
  return Array.from({ length: MORNINGS }, (_, i) => morning + i * 24 * HOUR);
}

const isFree = (at: number, { now, zone, taken }: LateGround): boolean => at > now && !taken.has(dayNumber(dayAt(at, zone)));

/** Returns the moments to which a follow-up can still go within what its rule allows. */
const spareOf = ({ rule }: Reminder, ground: LateGround): number[] => (rule?.spare ?? []).filter((at) => isFree(at, ground));

/** Returns the buyer's morning for which a follow-up waits, undefined if it has none. */
function morningFor({ rule }: Reminder, ground: LateGround): number | undefined {
  const zone = rule?.zone ?? ground.zone;
  const mornings = rule?.spare ?? morningsAfter(ground.now, zone);
  return mornings.find((at) => isFree(at, ground) && !isNightThere(zone, at));
}

/**
 * Returns the moment to which a follow-up goes whose day another one has: within what its rule allows, else the next day,
 * were it a day off: whoever is there then sees it, and it is late already.
 */
export function nextMoment(row: Reminder, ground: LateGround): number {
  const { now, zone, taken } = ground;
  const [spare] = spareOf(row, ground);
  if (spare !== undefined) return spare;
  let day = dayNumber(dayAt(now, zone)) + 1;
  while (taken.has(day) || row.rule?.keep?.includes(day)) day += 1;
  return momentOn(dayOfNumber(day), wallTimeOf(row.dueAt, zone).hour, 0, zone);
}

/**
 * Decides what becomes of a customer's follow-ups by rule that are `late`, the browser having been closed: one is shown today,
 * the others have a day each. Where it is night for the buyer, one waits for a morning there once, if its rule allows another
 * day and somebody is there then; after that it is shown at any hour. `pending` are those that are still to come today: one of
 * them gives way to one that has no other day. Every late one is among those returned.
 */
export function placeLate(late: readonly Reminder[], pending: readonly Reminder[], ground: LateGround): Placed[] {
  const { now, zone, taken } = ground;
  const today = dayNumber(dayAt(now, zone));
  const placed: Placed[] = [];
  const put = (row: Reminder, dueAt: number, more: Partial<Placed> = {}): void => {
    const day = dayNumber(dayAt(dueAt, zone));
    taken.add(day);
    placed.push({ row, day, dueAt, ...more });
  };
  const show = (row: Reminder): void => {
    taken.add(today);
    placed.push({ row, day: today });
  };
  for (const row of late.toSorted(byNeed)) {
    const zoneThere = row.rule?.zone ?? zone;
    const mayToday = !taken.has(today) && !row.rule?.keep?.includes(today);
    const spare = spareOf(row, ground);
    const morning = morningFor(row, ground);
    const waits = isNightThere(zoneThere, now) && !isWish(row) && !row.rule?.putOff;
    if (mayToday && waits && morning !== undefined) put(row, morning, { asleep: true });
    else if (mayToday) show(row);
    else {
      const gives = spare.length > 0 ? undefined : pending.find((one) => canGiveWay(one) && canWait(one, placed, ground));
      if (gives) put(gives, nextMoment(gives, ground));
      if (gives) show(row);
      else put(row, nextMoment(row, ground));
    }
  }
  return placed;
}

/**
 * Tells whether one that is still to come today can have another day and has not been put there. One whose last day is over
 * has to: else those that are due at an hour in which nobody comes would keep the others from being shown for ever.
 */
function canWait(row: Reminder, placed: readonly Placed[], ground: LateGround): boolean {
  const isOver = (row.rule?.until ?? -Infinity) < dayNumber(dayAt(ground.now, ground.zone));
  return (isOver || spareOf(row, ground).length > 0) && !placed.some((one) => one.row.id === row.id);
}
