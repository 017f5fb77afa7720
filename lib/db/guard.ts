import { closeLocalStorage, onEpochChange, readCanary, rememberRows, writeCanary, type Canary } from './canary.ts';
import { catchUp } from './catch-up.ts';
import { db, KebanDatabase, MIN_READER, SCHEMA } from './database.ts';
import { journalState } from './journal.ts';
import { withLock } from './opfs.ts';
import { refuseWrites } from './read-only.ts';
import { careOncePerSession } from './session-care.ts';
import { listSnapshots } from './snapshot-file.ts';

/** What the check of the database found. Only `ready` may be written to. */
export type GuardState =
  | { kind: 'ready' }
  /** Data that existed are gone; a restore is offered. `at` is the last known edit (epoch ms), `rows` about the customers. */
  | { kind: 'lost'; interrupted: boolean; at: number; rows: number }
  /** A newer version of the extension has written here. */
  | { kind: 'newer' }
  /** Another page holds the database and does not let go; the check goes on by itself when it does. */
  | { kind: 'blocked' }
  | { kind: 'failed'; reason: string };

/** Milliseconds an open may take before a person is told. */
const OPEN_WITHIN = 10_000;

interface Watch {
  state: Promise<GuardState>;
  listeners: Set<(state: GuardState) => void>;
  care: Promise<boolean> | null;
}
const watches = new Map<KebanDatabase, Watch>();

/**
 * Opens the database and checks it before anything is read into a form or written: every context of the extension
 * calls this first. Never throws; what is wrong is in the state, and all states but `ready` refuse writes with
 * `ReadOnlyError`. Repeated calls return the same answer until the data are restored.
 */
export function openGuarded(database: KebanDatabase = db): Promise<GuardState> {
  const known = watches.get(database);
  if (known) return known.state;
  const watch: Watch = { state: runCheck(database), listeners: new Set(), care: null };
  watches.set(database, watch);
  onEpochChange(() => void recheck(database));
  return watch.state;
}

/** Calls back with each later state; returns the function that stops it. */
export function onGuardChange(listener: (state: GuardState) => void, database: KebanDatabase = db): () => void {
  void openGuarded(database);
  const listeners = watches.get(database)?.listeners;
  listeners?.add(listener);
  return () => listeners?.delete(listener);
}

/** Resolves when the once-per-session care that a `ready` state started is over; false when another context did it. */
export async function careDone(database: KebanDatabase = db): Promise<boolean> {
  await openGuarded(database);
  return (await watches.get(database)?.care) ?? false;
}

/** Checks anew, for when data were restored or a person asks to try again. */
export async function recheck(database: KebanDatabase = db): Promise<GuardState> {
  const watch = watches.get(database);
  if (!watch) return openGuarded(database);
  watch.state = runCheck(database);
  const state = await watch.state;
  for (const listener of watch.listeners) listener(state);
  return state;
}

async function runCheck(database: KebanDatabase): Promise<GuardState> {
  const state = await check(database).catch((error: unknown): GuardState => ({ kind: 'failed', reason: String(error) }));
  refuseWrites(database, state.kind === 'ready' ? null : state.kind);
  if (state.kind === 'ready') startCare(database);
  return state;
}

function startCare(database: KebanDatabase): void {
  const watch = watches.get(database);
  if (!watch || watch.care) return;
  watch.care = careOncePerSession(database);
  watch.care.catch((error: unknown) => console.warn('session care', error));
}

async function check(database: KebanDatabase): Promise<GuardState> {
  if (!(await openWithin(database, OPEN_WITHIN))) return { kind: 'blocked' };
  await closeLocalStorage();
  // The canary first: other contexts may move both on, and the database must not look behind because of that.
  const canary = await readCanary();
  const found = await readMeta(database);
  if (found.minReader > SCHEMA) return { kind: 'newer' };
  const lost = await lossOf(database, canary, found);
  if (lost) return lost;
  await begin(database, canary);
  return { kind: 'ready' };
}

/** Opens the database; returns false when it takes too long, and then checks anew once it is open. */
async function openWithin(database: KebanDatabase, ms: number): Promise<boolean> {
  if (database.isOpen()) return true;
  const opening = Promise.resolve(database.open());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), ms)));
  const open = await Promise.race([opening.then(() => true), late]).finally(() => clearTimeout(timer));
  if (!open)
    opening.then(
      () => recheck(database),
      (error: unknown) => console.warn('open', error),
    );
  return open;
}

interface Found {
  epoch: number | null;
  seq: number;
  minReader: number;
  restoring: boolean;
}

async function readMeta(database: KebanDatabase): Promise<Found> {
  const [epoch, seq, minReader, restoring] = await database.meta.bulkGet(['epoch', 'seq', 'minReader', 'restoring']);
  const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
  return {
    epoch: number(epoch?.value),
    seq: number(seq?.value) ?? 0,
    minReader: number(minReader?.value) ?? 0,
    restoring: restoring !== undefined,
  };
}

/** Returns the `lost` state when data that existed are not there, else null. A few missing edits come back from the journal. */
async function lossOf(database: KebanDatabase, canary: Canary | null, found: Found): Promise<GuardState | null> {
  if (found.restoring) return lostState(canary, true);
  if (found.epoch === null) {
    const backups = canary !== null || (await hasBackups());
    // Looked at again: another context may have begun the database and journalled its first edit in between.
    return backups && (await readMeta(database)).epoch === null ? lostState(canary, false) : null;
  }
  if (!canary || found.epoch > canary.epoch) return null;
  if (found.epoch < canary.epoch) return lostState(canary, false);
  if (found.seq >= canary.seq) return null;
  return (await catchUpNow(database.name)) >= canary.seq ? null : lostState(canary, false);
}

/** Carries out what the journal has and the database does not, past the write gate; returns the sequence number reached. */
function catchUpNow(name: string): Promise<number> {
  return withLock('care', async () => {
    const target = new KebanDatabase(name);
    try {
      const found = await readMeta(target);
      await noteReader(target, found);
      return (await catchUp(found.seq, target)).seq;
    } finally {
      target.close();
    }
  });
}

/** Notes which code can read the database, before anything is written that older code would take for damaged. */
async function noteReader(database: KebanDatabase, { minReader }: Found): Promise<void> {
  if (minReader < MIN_READER) await database.meta.put({ key: 'minReader', value: MIN_READER });
}

async function hasBackups(): Promise<boolean> {
  return (await listSnapshots()).length > 0 || (await journalState()).files > 0;
}

async function lostState(canary: Canary | null, interrupted: boolean): Promise<GuardState> {
  const [newest] = await listSnapshots();
  const at = Math.max(canary?.at ?? 0, newest?.at ?? 0);
  return { kind: 'lost', interrupted, at, rows: canary?.rows || (newest?.customers ?? 0) };
}

/** Gives a new database its epoch, notes which code can read it, and brings the canary up to date. */
async function begin(database: KebanDatabase, canary: Canary | null): Promise<void> {
  refuseWrites(database, null);
  const found = await database.transaction('rw', database.meta, async () => {
    const present = await readMeta(database);
    if (present.epoch === null) await database.meta.put({ key: 'epoch', value: 1 });
    await noteReader(database, present);
    return { epoch: present.epoch ?? 1, seq: present.seq };
  });
  rememberRows(canary?.rows ?? 0);
  if (canary?.epoch === found.epoch && canary.seq >= found.seq) return;
  await writeCanary({ ...found, rows: canary?.rows ?? 0 });
}
