import { SCHEMA } from './database.ts';

/**
 * What the database should at least hold, kept in `storage.local`, which survives the loss of the database. Numbers
 * only: content scripts of older browsers can read this place.
 */
export interface Canary {
  schema: number;
  epoch: number;
  /** Sequence number of the last change known to be committed; the database may be ahead, never behind. */
  seq: number;
  /** Customers, about. */
  rows: number;
  /** Epoch ms of writing. */
  at: number;
}

const KEY = 'canary';

function area(): chrome.storage.LocalStorageArea | undefined {
  return globalThis.chrome?.storage?.local;
}

/** Returns the canary, or null when there never was one. */
export async function readCanary(): Promise<Canary | null> {
  const found = (await area()?.get(KEY))?.[KEY] as Partial<Canary> | undefined;
  if (typeof found?.epoch !== 'number' || typeof found.seq !== 'number') return null;
  return { schema: SCHEMA, rows: 0, at: 0, ...found } as Canary;
}

/** Writes the canary. */
export async function writeCanary(canary: Omit<Canary, 'schema' | 'at'>): Promise<void> {
  await area()?.set({ [KEY]: { ...canary, schema: SCHEMA, at: Date.now() } });
}

let next: Omit<Canary, 'schema' | 'at'> | null = null;
let writing: Promise<void> | null = null;

async function writeLatest(): Promise<void> {
  while (next) {
    const canary = next;
    next = null;
    // A canary that lags warns later than it could; the edit it stands beside is committed and must not fail for it.
    await writeCanary(canary).catch((error: unknown) => console.warn('the canary could not be written', error));
  }
}

/**
 * Moves the canary on after a commit. Bursts are written once; resolves when this or a later state is written. The rows
 * are those of the last look, so that a single edit counts nothing.
 */
export function advanceCanary(epoch: number, seq: number): Promise<void> {
  next = { epoch, seq, rows };
  writing ??= writeLatest().finally(() => (writing = null));
  return writing;
}

let rows = 0;

/** Remembers about how many customers there are, for the next canary. */
export function rememberRows(count: number): void {
  rows = count;
}

/** Calls back when the canary's epoch changes, which is when data have been restored; returns the function that stops it. */
export function onEpochChange(onChange: () => void): () => void {
  const local = area();
  if (!local?.onChanged) return () => undefined;
  const listener = (changes: Record<string, chrome.storage.StorageChange>): void => {
    const change = changes[KEY];
    const epochOf = (value: unknown): unknown => (value as Canary | undefined)?.epoch;
    if (change && epochOf(change.oldValue) !== epochOf(change.newValue)) onChange();
  };
  local.onChanged.addListener(listener);
  return () => local.onChanged.removeListener(listener);
}

/** Keeps content scripts from reading `storage.local`, where the browser can. */
export async function closeLocalStorage(): Promise<void> {
  const local = area();
  if (typeof local?.setAccessLevel === 'function') await local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
}
