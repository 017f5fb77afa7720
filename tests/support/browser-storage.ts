type Values = Record<string, unknown>;
type Changes = Record<string, { oldValue?: unknown; newValue?: unknown }>;

/** One area of the browser's extension storage, in memory; values are copied as the browser copies them. */
export class FakeArea {
  values: Values = {};
  accessLevel = 'TRUSTED_AND_UNTRUSTED_CONTEXTS';
  #listeners = new Set<(changes: Changes) => void>();

  onChanged = {
    addListener: (listener: (changes: Changes) => void) => void this.#listeners.add(listener),
    removeListener: (listener: (changes: Changes) => void) => void this.#listeners.delete(listener),
  };

  async get(keys: string | string[] | null): Promise<Values> {
    const wanted = keys === null ? Object.keys(this.values) : [keys].flat();
    return structuredClone(Object.fromEntries(wanted.filter((k) => k in this.values).map((k) => [k, this.values[k]])));
  }

  async set(values: Values): Promise<void> {
    const changes = Object.fromEntries(Object.entries(values).map(([k, v]) => [k, { oldValue: this.values[k], newValue: v }]));
    Object.assign(this.values, structuredClone(values));
    for (const listener of this.#listeners) listener(structuredClone(changes));
  }

  async remove(keys: string | string[]): Promise<void> {
    for (const key of [keys].flat()) delete this.values[key];
  }

  async setAccessLevel({ accessLevel }: { accessLevel: string }): Promise<void> {
    this.accessLevel = accessLevel;
  }
}

/** Gives this process `chrome.storage`; returns its areas. */
export function useFakeStorage(): { local: FakeArea; session: FakeArea } {
  const areas = { local: new FakeArea(), session: new FakeArea() };
  Object.defineProperty(globalThis, 'chrome', { configurable: true, value: { storage: areas } });
  return areas;
}

/** Takes `chrome` away again. */
export function dropFakeStorage(): void {
  Object.defineProperty(globalThis, 'chrome', { configurable: true, value: undefined });
}
