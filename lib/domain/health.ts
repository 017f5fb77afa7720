import type { FieldHealth, PageState } from './observation.ts';

/** What is known of one field of one reader. Moments are epoch ms. */
export interface FieldRecord {
  now: FieldHealth;
  /** When it was last read rightly, exact to `RIGHT_STEP`; absent: never. */
  rightAt?: number;
  /** Since when it is missing or refused without a break; absent while it is found. */
  wrongSince?: number;
}

/** What is known of one reader over all pages it has read on this machine. */
export interface ReaderHealth {
  reader: string;
  /** Address of the page it read last: origin and path, long numbers left out. */
  url: string;
  state: PageState;
  /** When something of this record changed last. */
  at: number;
  fields: Record<string, FieldRecord>;
}

/** One page as its reader sees it right now, by frame of a tab. */
export interface PageNow {
  tabId: number;
  frameId: number;
  reader: string;
  url: string;
  state: PageState;
  health: Record<string, FieldHealth>;
  /** Key of the shop that the page works for, where it says so for certain. */
  shop?: string;
  /** What it shows in place of that: a title, of which more than one shop may be meant. */
  title?: string;
  /** When it became so. */
  at: number;
}

/** What is remembered of an installation or an update: the version that runs and since when (epoch ms). */
export interface Installed {
  at: number;
  reason: 'install' | 'update';
  version: string;
}

/** `lib/background/health.ts` writes these keys, pages only read them. */
export const HEALTH_PREFIX = 'health:';
export const INSTALLED_KEY = 'installed';

/** Returns the session key under which the pages of a tab are kept, or one of its frames. */
export function pageKey(tabId: number, frameId?: number): string {
  return `page:${tabId}:${frameId ?? ''}`;
}

/** While a field is found its moment is renewed this seldom (ms): a page that is read all day must not write all day. */
export const RIGHT_STEP = 15 * 60_000;
const MOST_FIELDS = 64;
const MOST_READERS = 64;

/** Returns an address as it may be kept: no query, no hash, long numbers and whatever is not plain left out. */
export function plainAddress(url: string): string {
  if (!URL.canParse(url)) return '';
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`
    .replace(/%[\da-f]{2}/gi, '…')
    .replace(/\d{5,}/g, '…')
    .replace(/…+/g, '…')
    .slice(0, 200);
}

/** Tells whether a field's or reader's name is one of ours by its form; a page cannot put its words there. */
export function isName(name: string): boolean {
  return /^[a-z][\w./-]{0,60}$/i.test(name);
}

function fieldNext(before: FieldRecord | undefined, now: FieldHealth, at: number): FieldRecord {
  if (now !== 'found') {
    if (before?.now === now) return before;
    const wrongSince = before?.wrongSince ?? at;
    return before?.rightAt === undefined ? { now, wrongSince } : { now, rightAt: before.rightAt, wrongSince };
  }
  const fresh = before?.now === 'found' && at - (before.rightAt ?? 0) < RIGHT_STEP && at >= (before.rightAt ?? 0);
  return fresh ? before : { now, rightAt: at };
}

/** What a reading says about a reader's health. */
export interface HealthSeen {
  reader: string;
  url: string;
  state: PageState;
  health: Record<string, FieldHealth>;
}

/** Returns as much of a reading's health as is kept: names of ours, a bounded number of them. */
export function boundedHealth(health: Record<string, FieldHealth>): Record<string, FieldHealth> {
  const own = Object.entries(health).filter(([name]) => isName(name));
  return Object.fromEntries(own.slice(0, MOST_FIELDS));
}

/**
 * Returns the record after one more reading, the very same object when nothing worth keeping changed. A page that is
 * not ready tells nothing about fields; a field that was not looked for stays as it was.
 */
export function foldHealth(before: ReaderHealth | undefined, seen: HealthSeen, at: number): ReaderHealth {
  const fields: Record<string, FieldRecord> = {};
  let changed = before?.state !== seen.state;
  const told = Object.entries(seen.state === 'ready' ? boundedHealth(seen.health) : {});
  for (const [name, now] of told) {
    const old = before?.fields[name];
    const next = fieldNext(old, now, at);
    fields[name] = next;
    changed ||= next !== old;
  }
  if (before && !changed) return before;
  const kept = Object.entries(before?.fields ?? {}).filter(([name]) => !(name in fields));
  const room = Math.max(0, MOST_FIELDS - told.length);
  return {
    reader: seen.reader,
    url: plainAddress(seen.url),
    state: seen.state,
    at,
    fields: { ...Object.fromEntries(kept.slice(0, room)), ...fields },
  };
}

/** Returns the readers that are too many to keep, those heard of longest ago first. */
export function surplusReaders(all: readonly ReaderHealth[]): string[] {
  return all
    .toSorted((a, b) => b.at - a.at)
    .slice(MOST_READERS)
    .map(({ reader }) => reader);
}
