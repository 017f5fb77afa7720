import type { AnswerSite } from '../sites/answers.ts';
import { siteMeta } from '../sites/registry.ts';
import { formatTime } from '../domain/time.ts';

/** Sites for which there is a switch, in the order of the settings. */
export const tapSites: readonly AnswerSite[] = ['taobao', 'aliexpress'];

/** What a person has switched, and whether the tap rests. */
export interface TapSwitch {
  on: boolean;
  /** Day (`2026-11-22`, in the site's zone) for which it has switched itself off. */
  restDay?: string;
  /** Epoch ms at which it did. */
  restAt?: number;
}

/** Answers of one day in the site's zone. */
export interface TapCounts {
  day: string;
  /** Answers of the table. */
  seen: number;
  /** Those of which orders or customers were taken in. */
  taken: number;
  /** Those that were let go: a secret in them, another shape, too large, another shop. */
  refused: number;
}

/** Everything about the tap of one site. */
export interface TapState extends TapSwitch {
  counts: TapCounts;
}

const switchKey = (site: AnswerSite): string => `tap:${site}`;
const countKey = (site: AnswerSite): string => `tapCount:${site}`;

/** Returns the day of an instant as the site's pages print it. */
export function dayOf(site: AnswerSite, at: number): string {
  return formatTime(at, siteMeta(site).zone).slice(0, 10);
}

/** Returns the first instant (epoch ms, whole minutes) of the site's next day. */
export function nextDayOf(site: AnswerSite, at: number): number {
  const today = dayOf(site, at);
  let before = Math.floor(at / 60_000);
  let after = before + 25 * 60;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayOf(site, middle * 60_000) === today) before = middle;
    else after = middle;
  }
  return after * 60_000;
}

/** Tells whether the tap has switched itself off for this day. */
export function isResting({ restDay }: TapSwitch, site: AnswerSite, at: number): boolean {
  return restDay !== undefined && restDay === dayOf(site, at);
}

/** Tells whether the tap works: a person wants it, and it does not rest. */
export function isTapping(state: TapSwitch, site: AnswerSite, at: number): boolean {
  return state.on && !isResting(state, site, at);
}

/** Returns the state of a site's tap at `at` (epoch ms); counts of another day are none. */
export async function tapState(site: AnswerSite, at: number = Date.now()): Promise<TapState> {
  const stored = await chrome.storage.local.get([switchKey(site), countKey(site)]);
  const day = dayOf(site, at);
  const counts = stored[countKey(site)] as TapCounts | undefined;
  const wanted = (stored[switchKey(site)] as TapSwitch | undefined) ?? { on: false };
  return { ...wanted, counts: counts?.day === day ? counts : { day, seen: 0, taken: 0, refused: 0 } };
}

/** Switches a site's tap because a person asked for it. A rest of today is not shortened by it. */
export async function switchTap(site: AnswerSite, on: boolean): Promise<void> {
  const { counts: _counts, ...state } = await tapState(site);
  await chrome.storage.local.set({ [switchKey(site)]: { ...state, on } satisfies TapSwitch });
}

/** Lets a site's tap rest for the day of `at` (epoch ms); what a person has switched stays. Returns whether it worked until now. */
export async function restTap(site: AnswerSite, at: number): Promise<boolean> {
  const { counts: _counts, ...state } = await tapState(site, at);
  if (!isTapping(state, site, at)) return false;
  await chrome.storage.local.set({ [switchKey(site)]: { ...state, restDay: dayOf(site, at), restAt: at } satisfies TapSwitch });
  return true;
}

/** Adds to the counts of a site's day; only the worker calls it, one at a time. */
export async function countTap(site: AnswerSite, more: Omit<TapCounts, 'day'>, at: number): Promise<void> {
  const { counts } = await tapState(site, at);
  const { day, seen, taken, refused } = counts;
  const next: TapCounts = { day, seen: seen + more.seen, taken: taken + more.taken, refused: refused + more.refused };
  await chrome.storage.local.set({ [countKey(site)]: next });
}

/** Tells whether a change of the storage concerns a switch. */
export function touchesSwitch(changes: Record<string, unknown>): boolean {
  return tapSites.some((site) => switchKey(site) in changes);
}

/** Calls back when anything about a tap changes; returns the function that stops it. */
export function watchTaps(onChange: () => void): () => void {
  const listener = (changes: Record<string, unknown>): void => {
    if (Object.keys(changes).some((key) => key.startsWith('tap'))) onChange();
  };
  chrome.storage.local.onChanged.addListener(listener);
  return () => chrome.storage.local.onChanged.removeListener(listener);
}
