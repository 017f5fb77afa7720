/** The browser's side of switches, in memory: storage, granted hosts, registered scripts, tabs. */
export interface FakeBrowser {
  stored: Record<string, unknown>;
  granted: Set<string>;
  scripts: Map<string, chrome.scripting.RegisteredContentScript>;
  session: Record<string, unknown>;
  injected: { tabId: number; files: string[] }[];
  tabs: { id: number; url: string }[];
  /** What the user answers when the browser asks. */
  answer: boolean;
  asked: string[][];
}

const originOf = (pattern: string): string => new URL(pattern.replace('*', '')).origin;

/** Puts a browser with nothing in it at `chrome`. */
export function fakeBrowser(id: string): FakeBrowser {
  const state: FakeBrowser = {
    stored: {},
    granted: new Set(),
    scripts: new Map(),
    session: {},
    injected: [],
    tabs: [],
    answer: true,
    asked: [],
  };
  const event = { addListener: () => undefined, removeListener: () => undefined };
  const area = (values: Record<string, unknown>) => ({
    get: async (key: string | null) => structuredClone(key === null ? values : { [key]: values[key] }),
    set: async (more: Record<string, unknown>) => void Object.assign(values, structuredClone(more)),
    remove: async (keys: string | string[]) => [keys].flat().forEach((key) => delete values[key]),
  });
  Object.assign(globalThis, {
    chrome: {
      runtime: { id, onMessage: event },
      storage: { local: area(state.stored), session: area(state.session), onChanged: event },
      permissions: {
        request: async ({ origins }: { origins: string[] }) => {
          state.asked.push(origins);
          if (state.answer) for (const origin of origins) state.granted.add(origin);
          return state.answer;
        },
        contains: async ({ origins }: { origins: string[] }) => origins.every((origin) => state.granted.has(origin)),
        remove: async ({ origins }: { origins: string[] }) => origins.forEach((origin) => state.granted.delete(origin)),
        onAdded: event,
        onRemoved: event,
      },
      scripting: {
        getRegisteredContentScripts: async () => [...state.scripts.values()],
        registerContentScripts: async (scripts: chrome.scripting.RegisteredContentScript[]) => {
          for (const script of scripts) {
            if (state.scripts.has(script.id)) throw new Error(`Duplicate script ID '${script.id}'`);
            state.scripts.set(script.id, script);
          }
        },
        unregisterContentScripts: async ({ ids }: { ids: string[] }) => {
          for (const each of ids) if (!state.scripts.delete(each)) throw new Error(`Nonexistent script ID '${each}'`);
        },
        executeScript: async ({ target, files }: { target: { tabId: number }; files: string[] }) => {
          state.injected.push({ tabId: target.tabId, files });
        },
      },
      tabs: {
        query: async ({ url }: { url: string[] }) =>
          state.tabs.filter((tab) => url.some((pattern) => tab.url.startsWith(`${originOf(pattern)}/`))),
      },
    },
  });
  return state;
}
