import type { Change } from '../domain/change.ts';
import { fileNames, folder, removeFile } from './opfs.ts';

/** One line of the journal. */
export interface JournalEntry {
  epoch: number;
  seq: number;
  change: Change;
}

/** Entries kept for the next file when one could not be written (full disk); older ones are given up. */
const MAX_WAITING = 500;

let waiting: JournalEntry[] = [];
let writing: Promise<void> | null = null;

/**
 * Keeps a committed change outside the database, so that it survives the loss of the whole store. Resolves once it is
 * in a file; changes that arrive while a file is being written share the next one. A file that cannot be written does
 * not fail the change, which is committed: its entries go with the next file.
 */
export async function appendJournal(entry: JournalEntry): Promise<void> {
  waiting.push(entry);
  // While a file is being written, the one after it takes everything that has come in since.
  // oxlint-disable-next-line no-unmodified-loop-condition -- it is set to null when the file is written
  while (writing) {
    await writing;
    if (!waiting.includes(entry)) return;
  }
  writing = writeWaiting().finally(() => (writing = null));
  await writing;
}

async function writeWaiting(): Promise<void> {
  const batch = waiting;
  waiting = [];
  try {
    const dir = await folder('journal');
    if (dir) await writeFile(dir, batch);
  } catch (error) {
    waiting = [...batch, ...waiting].slice(-MAX_WAITING);
    console.warn('the journal could not be written', error);
  }
}

async function writeFile(dir: FileSystemDirectoryHandle, batch: readonly JournalEntry[]): Promise<void> {
  const seqs = batch.map((entry) => entry.seq);
  const [first, last] = [Math.min(...seqs), Math.max(...seqs)];
  const name = `${digits(first)}-${digits(last)}-${crypto.randomUUID().slice(0, 8)}.ndjson`;
  const file = await dir.getFileHandle(name, { create: true });
  const stream = await file.createWritable();
  await stream.write(batch.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  await stream.close();
}

const digits = (seq: number): string => String(seq).padStart(12, '0');

/** Returns the last sequence number a journal file may hold, or null for a file that is none. */
function lastSeqOf(name: string): number | null {
  const m = /^\d{12}-(\d{12})-\w+\.ndjson$/.exec(name);
  return m ? Number(m[1]) : null;
}

/** Calls back with the journalled changes after a sequence number, in the order they were committed; returns their number. */
export async function readJournal(afterSeq: number, each: (entry: JournalEntry) => Promise<void>): Promise<number> {
  const dir = await folder('journal');
  if (!dir) return 0;
  const names = (await fileNames(dir)).filter((name) => (lastSeqOf(name) ?? -1) > afterSeq);
  const held: JournalEntry[] = [];
  let done = afterSeq;
  let count = 0;
  for (const [i, name] of names.entries()) {
    held.push(...(await entriesOf(dir, name)).filter((entry) => entry.seq > done));
    // Files are sorted by their first number, so everything below the next file's first is complete.
    const next = names[i + 1];
    const ready = held.filter((entry) => !next || entry.seq < Number(next.slice(0, 12))).toSorted((a, b) => a.seq - b.seq);
    for (const entry of ready) {
      if (entry.seq <= done) continue;
      await each(entry);
      done = entry.seq;
      count += 1;
    }
    held.splice(0, held.length, ...held.filter((entry) => entry.seq > done));
  }
  return count;
}

async function entriesOf(dir: FileSystemDirectoryHandle, name: string): Promise<JournalEntry[]> {
  const text = await (await (await dir.getFileHandle(name)).getFile()).text();
  return text.split('\n').flatMap((line) => {
    const entry = parseEntry(line);
    return entry ? [entry] : [];
  });
}

/** Returns the entry of a line, or null for an empty or damaged one: one bad line must not cost the others. */
function parseEntry(line: string): JournalEntry | null {
  if (!line) return null;
  try {
    const entry = JSON.parse(line) as Partial<JournalEntry>;
    return typeof entry.seq === 'number' && Array.isArray(entry.change?.ops) ? (entry as JournalEntry) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Removes the files whose changes all have a sequence number up to `seq`: those that every kept snapshot holds. */
export async function truncateJournal(seq: number): Promise<void> {
  const dir = await folder('journal');
  if (!dir) return;
  for (const name of await fileNames(dir)) {
    const last = lastSeqOf(name);
    if (last !== null && last <= seq) await removeFile(dir, name);
  }
}

/** Returns the last sequence number in the journal and the number of its files, from their names alone. */
export async function journalState(): Promise<{ lastSeq: number; files: number }> {
  const dir = await folder('journal');
  const lasts = dir ? (await fileNames(dir)).flatMap((name) => lastSeqOf(name) ?? []) : [];
  return { lastSeq: Math.max(0, ...lasts), files: lasts.length };
}
