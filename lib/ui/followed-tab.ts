import { useLayoutEffect, useState } from 'preact/hooks';
import type { ActiveChat } from '../domain/chat.ts';
import { activeChat, pinnedCustomer, type TabChange, watchTab } from '../session.ts';

/** Returns the tab that `?tab=` in the page's address names, or null. */
function namedTab(): number | null {
  const value = Number(new URLSearchParams(location.search).get('tab'));
  return Number.isInteger(value) && value > 0 ? value : null;
}

/**
 * Returns the tab the panel shows: the one its address names, else the active tab of the window it is in, followed as
 * that changes. Undefined while not known yet, null when the window has no tab.
 */
export function useFollowedTab(): number | null | undefined {
  const [tabId, setTabId] = useState<number | null | undefined>(() => namedTab() ?? undefined);
  useLayoutEffect(() => {
    if (namedTab() !== null) return;
    let windowId: number | undefined;
    const ask = async (): Promise<void> => {
      const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
      windowId = tab?.windowId;
      setTabId(tab?.id ?? null);
    };
    const onActivated = (info: { tabId: number; windowId: number }): void => {
      if (windowId === undefined || info.windowId === windowId) void ask();
    };
    const onMoved = (): void => void ask();
    void ask();
    chrome.tabs.onActivated.addListener(onActivated);
    chrome.tabs.onAttached.addListener(onMoved);
    return () => {
      chrome.tabs.onActivated.removeListener(onActivated);
      chrome.tabs.onAttached.removeListener(onMoved);
    };
  }, []);
  return tabId;
}

export interface FollowedChat {
  /** What is open in the tab, null when no chat is. */
  chat: ActiveChat | null;
  /** Customer shown by a person's choice instead. */
  pinned: string | null;
  /** The answer for this tab is there. */
  known: boolean;
}

const UNKNOWN: FollowedChat & { tabId?: number } = { chat: null, pinned: null, known: false };

/** Returns the chat open in a tab and the customer pinned beside it, again whenever one of them changes. */
export function useChat(tabId: number | null | undefined): FollowedChat {
  const [state, setState] = useState(UNKNOWN);
  useLayoutEffect(() => {
    if (tabId === null || tabId === undefined) return;
    let gone = false;
    // What changed while the first question was under way is newer than its answer.
    let meanwhile: TabChange = {};
    let shown: FollowedChat | null = null;
    const show = (next: FollowedChat): void => {
      shown = next;
      setState({ ...next, tabId });
    };
    const stop = watchTab(tabId, (change) => {
      if (shown) show({ ...shown, ...change });
      else meanwhile = { ...meanwhile, ...change };
    });
    void Promise.all([activeChat(tabId), pinnedCustomer(tabId)]).then(([chat, pinned]) => {
      if (!gone) show({ chat, pinned, known: true, ...meanwhile });
    });
    return () => {
      gone = true;
      stop();
    };
  }, [tabId]);
  if (tabId === null) return { chat: null, pinned: null, known: true };
  return state.tabId === tabId ? state : UNKNOWN;
}
