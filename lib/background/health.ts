import {
  boundedHealth,
  foldHealth,
  HEALTH_PREFIX,
  type HealthSeen,
  type Installed,
  INSTALLED_KEY,
  isName,
  pageKey,
  type PageNow,
  type ReaderHealth,
  surplusReaders,
} from '../domain/health.ts';
import { type Report, sendMessage } from '../messaging.ts';
import type { PageState, SiteId } from '../domain/observation.ts';
import { hostOf } from '../session.ts';
import type { Origin } from './gate.ts';

/** A reader's record is written at most this often (ms); what changes in between is written once at the end. */
export const WRITE_STEP = 5000;

/**
 * What this worker knows without asking. All of it may be gone at any moment: the session's pages are the truth of
 * now, and what was not yet written of them is made up for by the first report after the next wake.
 */
const pages = new Map<string, PageNow>();
const records = new Map<string, ReaderHealth>();
const written = new Map<string, number>();
const waiting = new Map<string, ReturnType<typeof setTimeout>>();
let woken: Promise<void> | null = null;

/** Forgets what this worker holds in memory, as its death does; for tests. */
export function forgetHealth(): void {
  for (const timer of waiting.values()) clearTimeout(timer);
  for (const map of [pages, records, written, waiting]) map.clear();
  woken = null;
}

/** Takes over what a former worker noted of the pages that are open but did not get to write. */
async function wake(): Promise<void> {
  const [session, local] = await Promise.all([chrome.storage.session.get(null), chrome.storage.local.get(null)]);
  for (const [key, value] of Object.entries(local)) {
    if (key.startsWith(HEALTH_PREFIX)) records.set(key.slice(HEALTH_PREFIX.length), value as ReaderHealth);
  }
  for (const [key, value] of Object.entries(session)) {
    if (!key.startsWith('page:')) continue;
    const page = value as PageNow;
    pages.set(key, page);
    keep(page, page.at);
  }
}

const STOPS = ['punish', 'login'] as const;
type Stop = (typeof STOPS)[number];

/** Returns what a page is stopped by, or null. */
export function stopOf(page: { state: PageState } | undefined): Stop | null {
  return STOPS.find((state) => state === page?.state) ?? null;
}

/**
 * Returns what another frame of the tab is stopped by: a slider or a login over the page counts for the frames below it,
 * whose document knows nothing of it. A frame that went away without a word stops nobody.
 */
export async function stoppedBy({ tabId, frameId }: Origin): Promise<Stop | null> {
  await (woken ??= wake());
  for (const [key, page] of pages) {
    const stop = stopOf(page);
    if (!stop || page.tabId !== tabId || page.frameId === frameId) continue;
    if (await isThere(page)) return stop;
    pages.delete(key);
    await chrome.storage.session.remove(key);
  }
  return null;
}

/** Returns the keys of the shops of a site that the other frames of a tab name for certain, each once. */
export function shopsAround({ tabId, frameId }: Origin, site: SiteId): Promise<string[]> {
  return shopsNamed(site, (page) => page.tabId === tabId && page.frameId !== frameId);
}

/** Returns the keys of the shops of a site that open pages of a host name for certain, each once. */
export function shopsOfHost(host: string, site: SiteId): Promise<string[]> {
  return shopsNamed(site, ({ url }) => hostOf(url) === host);
}

async function shopsNamed(site: SiteId, isMeant: (page: PageNow) => boolean): Promise<string[]> {
  await (woken ??= wake());
  const named = [...pages.values()].filter((page) => page.reader.startsWith(`${site}/`) && isMeant(page));
  return [...new Set(named.flatMap(({ shop }) => shop ?? []))];
}

/** Has a frame read anew, and tells whether it is still there. */
export function isThere({ tabId, frameId }: { tabId: number; frameId: number }): Promise<boolean> {
  return sendMessage('reread', { commandId: crypto.randomUUID() }, { tabId, frameId }).then(
    () => true,
    () => false,
  );
}

/**
 * Notes how well a page is read: at once for its tab, sparingly for the reader's own record. Nothing changed, nothing is
 * written. Returns whether the other frames are to speak again: this one was stopped by a slider or a login until now, or
 * it says only now for certain which shop they are of.
 */
export async function noteHealth(report: Report, origin: Origin, at: number): Promise<boolean> {
  if (!isName(report.reader)) return false;
  await (woken ??= wake());
  const { reader, url, state, health, shop } = report;
  const key = pageKey(origin.tabId, origin.frameId);
  const before = pages.get(key);
  const { tabId, frameId } = origin;
  const known = shop && (shop.keyIsName ? { title: shop.key } : { shop: shop.key });
  const now: PageNow = { tabId, frameId, reader, url, state, health: boundedHealth(health), ...known, at };
  if (!before || marks(before) !== marks(now)) {
    pages.set(key, now);
    await chrome.storage.session.set({ [key]: now });
  }
  keep({ reader, url, state, health }, at);
  const names = now.shop !== undefined && now.shop !== before?.shop && [...pages.values()].some((page) => isBeside(page, now));
  return stopOf(now) === null && (names || stopOf(before) !== null);
}

const isBeside = (a: PageNow, b: PageNow): boolean => a.tabId === b.tabId && a.frameId !== b.frameId;

/** Everything of a page but the moment. */
function marks({ at: _at, ...rest }: PageNow): string {
  return JSON.stringify(rest);
}

function keep(seen: HealthSeen, at: number): void {
  const before = records.get(seen.reader);
  // A page kept in the session may be older than what is written of its reader.
  if (before && before.at > at) return;
  const next = foldHealth(before, seen, at);
  if (next === before) return;
  records.set(seen.reader, next);
  if (waiting.has(seen.reader)) return;
  const wait = Math.max(0, (written.get(seen.reader) ?? 0) + WRITE_STEP - at);
  waiting.set(
    seen.reader,
    setTimeout(() => void write(seen.reader).catch((error: unknown) => console.warn('health not kept', error)), wait),
  );
}

async function write(reader: string): Promise<void> {
  waiting.delete(reader);
  const record = records.get(reader);
  if (!record) return;
  written.set(reader, Date.now());
  await chrome.storage.local.set({ [HEALTH_PREFIX + reader]: record });
  const gone = surplusReaders([...records.values()]);
  if (gone.length === 0) return;
  for (const name of gone) records.delete(name);
  await chrome.storage.local.remove(gone.map((name) => HEALTH_PREFIX + name));
}

/** Forgets how the pages of a tab are read, because it went elsewhere or was closed; returns whether there were any. */
export async function forgetPages(tabId: number): Promise<boolean> {
  await (woken ??= wake());
  const keys = [...pages.keys()].filter((key) => key.startsWith(pageKey(tabId)));
  if (keys.length === 0) return false;
  for (const key of keys) pages.delete(key);
  await chrome.storage.session.remove(keys);
  return true;
}

/** Remembers when this version came, so that pages opened before can be told from pages that are broken. */
export async function noteInstalled(reason: string, now: number = Date.now()): Promise<void> {
  if (reason !== 'install' && reason !== 'update') return;
  const note: Installed = { at: now, reason, version: chrome.runtime.getManifest().version };
  await chrome.storage.local.set({ [INSTALLED_KEY]: note });
}
