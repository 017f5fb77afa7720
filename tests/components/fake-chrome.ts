/** The browser's side of the extension API, in memory, as far as pages use it. */
type Listener<A extends unknown[]> = (...args: A) => void;

class FakeEvent<A extends unknown[]> {
  #listeners = new Set<Listener<A>>();
  addListener = (listener: Listener<A>): void => void this.#listeners.add(listener);
  removeListener = (listener: Listener<A>): void => void this.#listeners.delete(listener);
  hasListener = (listener: Listener<A>): boolean => this.#listeners.has(listener);
  fire = (...args: A): void => [...this.#listeners].forEach((listener) => listener(...args));
}

type Values = Record<string, unknown>;
type Changes = Record<string, { oldValue?: unknown; newValue?: unknown }>;

class FakeArea {
  values: Values = {};
  onChanged = new FakeEvent<[Changes]>();

  async get(keys: string | string[] | null): Promise<Values> {
    const wanted = keys === null ? Object.keys(this.values) : [keys].flat();
    return structuredClone(Object.fromEntries(wanted.filter((k) => k in this.values).map((k) => [k, this.values[k]])));
  }

  async set(values: Values): Promise<void> {
    const changes = Object.fromEntries(
      Object.entries(values).map(([k, newValue]) => [k, { oldValue: this.values[k], newValue }]),
    );
    Object.assign(this.values, structuredClone(values));
    this.onChanged.fire(structuredClone(changes));
  }

  async remove(keys: string | string[]): Promise<void> {
    const changes: Changes = {};
    for (const key of [keys].flat()) {
      if (key in this.values) changes[key] = { oldValue: this.values[key] };
      delete this.values[key];
    }
    if (Object.keys(changes).length > 0) this.onChanged.fire(changes);
  }

  async setAccessLevel(): Promise<void> {}
}

export interface FakeTab {
  id: number;
  windowId: number;
  active: boolean;
  url?: string;
}

/** A message a page sent to a tab. */
export interface SentMessage {
  tabId: number;
  frameId: number | undefined;
  type: string;
  data: unknown;
}

/** Everything a test can look at or set. */
export const browserState = {
  tabs: [] as FakeTab[],
  opened: [] as { url?: string }[],
  sent: [] as SentMessage[],
  panelsOpened: [] as object[],
  /** Hosts that the user granted, what is answered when the browser asks, and the scripts that are registered. */
  granted: new Set<string>(),
  grants: true,
  scripts: new Map<string, { id: string; js?: string[] }>(),
  /** What the content script of a tab answers, perhaps later; undefined when none is there. */
  answer: ((_message: SentMessage) => undefined) as (message: SentMessage) => unknown,
};

const sessionArea = new FakeArea();
const localArea = new FakeArea();
const onActivated = new FakeEvent<[{ tabId: number; windowId: number }]>();

/** Makes a tab the active one of its window, as a person does. */
export function activateTab(tabId: number): void {
  const tab = browserState.tabs.find((t) => t.id === tabId);
  if (!tab) throw new Error(`no tab ${tabId}`);
  for (const other of browserState.tabs) if (other.windowId === tab.windowId) other.active = other.id === tabId;
  onActivated.fire({ tabId, windowId: tab.windowId });
}

const fake = {
  storage: { session: sessionArea, local: localArea, onChanged: new FakeEvent() },
  runtime: {
    id: 'keban-test',
    lastError: undefined,
    getURL: (path: string) => `chrome-extension://keban-test${path}`,
    onMessage: new FakeEvent(),
    sendMessage: (_message: unknown, respond: (answer: unknown) => void) => respond(undefined),
  },
  tabs: {
    query: async () => browserState.tabs.filter((tab) => tab.active && tab.windowId === 1),
    get: async (id: number) => {
      const tab = browserState.tabs.find((t) => t.id === id);
      if (!tab) throw new Error(`No tab with id: ${id}.`);
      return tab;
    },
    create: async (options: { url?: string }) => {
      browserState.opened.push(options);
      return { id: 900 + browserState.opened.length, windowId: 1 };
    },
    update: async () => undefined,
    sendMessage: (
      tabId: number,
      message: { type: string; data: unknown },
      options: { frameId?: number } | undefined,
      respond: (answer: unknown) => void,
    ) => {
      const sent = { tabId, frameId: options?.frameId, type: message.type, data: message.data };
      browserState.sent.push(sent);
      void Promise.resolve(browserState.answer(sent)).then((res) => respond(res === undefined ? undefined : { res }));
    },
    onActivated,
    onAttached: new FakeEvent(),
    onUpdated: new FakeEvent(),
  },
  windows: {
    getCurrent: async () => ({ id: 1, type: 'popup' }),
    onBoundsChanged: new FakeEvent<[object]>(),
    update: async () => undefined,
    create: async (options: object) => void browserState.panelsOpened.push(options),
  },
  permissions: {
    request: async ({ origins = [] }: { origins?: string[] }) => {
      if (browserState.grants) for (const origin of origins) browserState.granted.add(origin);
      return browserState.grants;
    },
    contains: async ({ origins = [] }: { origins?: string[] }) => origins.every((origin) => browserState.granted.has(origin)),
    remove: async ({ origins = [] }: { origins?: string[] }) => {
      for (const origin of origins) browserState.granted.delete(origin);
      return true;
    },
    onAdded: new FakeEvent(),
    onRemoved: new FakeEvent(),
  },
  scripting: {
    getRegisteredContentScripts: async () => [...browserState.scripts.values()],
    registerContentScripts: async (scripts: { id: string }[]) => {
      for (const script of scripts) browserState.scripts.set(script.id, script);
    },
    unregisterContentScripts: async ({ ids = [] }: { ids?: string[] }) => {
      for (const id of ids) browserState.scripts.delete(id);
    },
    executeScript: async () => [],
  },
  sidePanel: { open: async (options: object) => void browserState.panelsOpened.push(options) },
};

/** Puts the browser into its first state: one window with one active tab, nothing stored. */
export function resetBrowser(): void {
  Object.assign(browserState, {
    tabs: [{ id: 7, windowId: 1, active: true }],
    opened: [],
    sent: [],
    panelsOpened: [],
    granted: new Set(),
    grants: true,
    scripts: new Map(),
    answer: () => undefined,
  });
  sessionArea.values = {};
  localArea.values = {};
  Object.defineProperty(globalThis, 'chrome', { configurable: true, writable: true, value: fake });
}

/** The session storage that pages and worker share. */
export const session: FakeArea = sessionArea;
