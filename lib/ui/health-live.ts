import { useEffect, useRef, useState } from 'preact/hooks';
import { HEALTH_PREFIX, INSTALLED_KEY, pageKey, type PageNow } from '../domain/health.ts';
import { newId } from '../domain/ids.ts';
import { sendMessage } from '../messaging.ts';
import { diagnose, type HealthStore, storeOf, type TabFacts, type TabHealth } from './health.ts';

/** How long a page that should be read may say nothing before it is asked whether our script is in it (ms). */
const ASK_AFTER = 2500;

/** How long the former page's health is shown while the next one has said nothing (ms). */
const HOLD_OVER = 1200;

const EMPTY: HealthStore = { records: {}, installed: null };

/** Returns the health of all readers on this machine, again whenever it changes. Undefined until it is known. */
export function useHealthStore(): HealthStore | undefined {
  const [store, setStore] = useState<HealthStore>();
  useEffect(() => {
    let gone = false;
    const load = async (): Promise<void> => {
      const values = await chrome.storage.local.get(null);
      if (!gone) setStore(storeOf(values));
    };
    const listener = (changes: Record<string, unknown>): void => {
      if (Object.keys(changes).some((key) => key.startsWith(HEALTH_PREFIX) || key === INSTALLED_KEY)) void load();
    };
    chrome.storage.local.onChanged.addListener(listener);
    void load();
    return () => {
      gone = true;
      chrome.storage.local.onChanged.removeListener(listener);
    };
  }, []);
  return store;
}

/** Returns how the frames of a tab are read, undefined until it is known. */
function usePages(tabId: number | null | undefined): PageNow[] | undefined {
  const [state, setState] = useState<{ tabId: number; pages: PageNow[] }>();
  useEffect(() => {
    if (typeof tabId !== 'number') return;
    let gone = false;
    const prefix = pageKey(tabId);
    const load = async (): Promise<void> => {
      const values = await chrome.storage.session.get(null);
      const pages = Object.entries(values).flatMap(([key, value]) => (key.startsWith(prefix) ? [value as PageNow] : []));
      if (!gone) setState({ tabId, pages });
    };
    const listener = (changes: Record<string, unknown>): void => {
      if (Object.keys(changes).some((key) => key.startsWith(prefix))) void load();
    };
    chrome.storage.session.onChanged.addListener(listener);
    void load();
    return () => {
      gone = true;
      chrome.storage.session.onChanged.removeListener(listener);
    };
  }, [tabId]);
  return state?.tabId === tabId ? state?.pages : undefined;
}

interface TabAddress {
  tabId: number;
  url: string | undefined;
  loading: boolean;
}

/** Returns a tab's address as far as the browser shows it to us, and follows it. */
function useAddress(tabId: number | null | undefined): TabAddress | undefined {
  const [address, setAddress] = useState<TabAddress>();
  useEffect(() => {
    if (typeof tabId !== 'number') return;
    let gone = false;
    const ask = async (): Promise<void> => {
      const tab = await chrome.tabs.get(tabId).catch(() => null);
      if (!gone && tab) setAddress({ tabId, url: tab.url, loading: tab.status === 'loading' });
    };
    const onUpdated = (id: number, info: { status?: string; url?: string }): void => {
      if (id === tabId && (info.status !== undefined || info.url !== undefined)) void ask();
    };
    chrome.tabs.onUpdated.addListener(onUpdated);
    void ask();
    return () => {
      gone = true;
      chrome.tabs.onUpdated.removeListener(onUpdated);
    };
  }, [tabId]);
  return address?.tabId === tabId ? address : undefined;
}

/** Asks the tab, once per address, whether our script is in it, when a page that should be read says nothing. */
function useScript(address: TabAddress | undefined, silent: boolean): TabFacts['script'] {
  const [answer, setAnswer] = useState<{ of: TabAddress; script: TabFacts['script'] }>();
  useEffect(() => {
    if (!address || address.loading || !silent) return;
    let gone = false;
    const ask = async (): Promise<void> => {
      const script = await sendMessage('reread', { commandId: newId('reread') }, address.tabId).then(
        () => 'there' as const,
        () => 'missing' as const,
      );
      // What the page has to say, if it is read at all, comes a moment after its answer.
      if (script === 'there') await new Promise((resume) => setTimeout(resume, ASK_AFTER));
      if (!gone) setAnswer({ of: address, script });
    };
    const timer = setTimeout(() => void ask(), ASK_AFTER);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [address, silent]);
  return silent && answer?.of === address ? answer?.script : undefined;
}

/** The shop of the customer on show and the one of the chat. */
export interface ShopsOnShow {
  shownShop?: string | null;
  chatShop?: string | null;
}

/** Returns what a tab is to the extension, again whenever that changes; undefined until it is known. */
export function useTabHealth(tabId: number | null | undefined, shops: ShopsOnShow): TabHealth | undefined {
  const store = useHealthStore();
  const pages = usePages(tabId);
  const address = useAddress(tabId);
  const silent = pages !== undefined && pages.length === 0;
  const script = useScript(address, silent);
  const [, again] = useState(0);
  const known = pages !== undefined && (address !== undefined || tabId === null);
  const now = Date.now();
  const health = known ? diagnose({ url: address?.url, pages, script, ...(store ?? EMPTY), ...shops }, now) : undefined;
  const until = health?.until;
  const shown = useHeldOver(tabId, health, now);
  useEffect(() => {
    if (until === undefined) return;
    const timer = setTimeout(() => again((n) => n + 1), Math.max(50, until - Date.now()));
    return () => clearTimeout(timer);
  }, [until]);
  return shown;
}

/** Between two pages of a tab nothing is known for a moment: until then what was said of the former one stands. */
function useHeldOver(tabId: number | null | undefined, health: TabHealth | undefined, now: number): TabHealth | undefined {
  const last = useRef<{ tabId: number | null | undefined; health: TabHealth; at: number } | null>(null);
  if (health && health.condition !== 'waiting') last.current = { tabId, health, at: now };
  const kept = last.current?.tabId === tabId && now - (last.current?.at ?? 0) < HOLD_OVER ? last.current?.health : undefined;
  const [, again] = useState(0);
  const holding = health?.condition === 'waiting' && kept !== undefined;
  useEffect(() => {
    if (!holding) return;
    const timer = setTimeout(() => again((n) => n + 1), HOLD_OVER);
    return () => clearTimeout(timer);
  }, [holding]);
  return holding ? kept : health;
}
