import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { appendJournal, journalState, readJournal, truncateJournal, type JournalEntry } from '../../lib/db/journal.ts';
import { dropFakeFiles, useFakeFiles, type FakeFiles } from '../support/opfs.ts';

let files: FakeFiles;
beforeEach(() => {
  files = useFakeFiles();
});
afterEach(dropFakeFiles);

const entry = (seq: number): JournalEntry => ({
  epoch: 1,
  seq,
  change: { id: `ch_${seq}`, at: seq, seq, actor: 'staff', label: { key: 'x' }, ops: [], refs: [] },
});
async function read(after: number): Promise<number[]> {
  const seqs: number[] = [];
  expect(await readJournal(after, async (e) => void seqs.push(e.seq))).toBe(seqs.length);
  return seqs;
}
const journal = (): Map<string, Uint8Array> => files.folders.get('journal') ?? new Map<string, Uint8Array>();

it('has a change in a file before the call returns', async () => {
  await appendJournal(entry(1));
  expect([...journal().keys()]).toHaveLength(1);
  expect(await read(0)).toEqual([1]);
});

it('writes what comes at once into few files and gives it back in order, whatever file it is in', async () => {
  await Promise.all([5, 3, 4, 1, 2].map((seq) => appendJournal(entry(seq))));
  expect(journal().size).toBeLessThanOrEqual(2);
  await Promise.all([appendJournal(entry(9)), appendJournal(entry(7))]);
  await appendJournal(entry(8));
  expect(await read(0)).toEqual([1, 2, 3, 4, 5, 7, 8, 9]);
  expect(await read(4)).toEqual([5, 7, 8, 9]);
});

it('gives a change once even if two files have it, and skips damaged lines and empty files', async () => {
  await appendJournal(entry(1));
  const [[name, bytes] = ['', new Uint8Array()]] = [...journal()];
  journal().set(name.replace(/-\w{8}\./, '-copycopy.'), bytes);
  journal().set('000000000002-000000000002-cafecafe.ndjson', new Uint8Array());
  journal().set('000000000003-000000000003-cafecafe.ndjson', new TextEncoder().encode('{"seq":3,"chan\n'));
  await appendJournal(entry(4));
  expect(await read(0)).toEqual([1, 4]);
});

it('is cut behind a sequence number, whole files only', async () => {
  for (const seq of [1, 2, 3]) await appendJournal(entry(seq));
  await truncateJournal(2);
  expect(await read(0)).toEqual([3]);
  expect(await journalState()).toEqual({ lastSeq: 3, files: 1 });
});

it('catches up on changes that a full disk kept out', async () => {
  files.failWrites = true;
  await appendJournal(entry(1));
  await Promise.all([appendJournal(entry(2)), appendJournal(entry(3))]);
  files.failWrites = false;
  await appendJournal(entry(4));
  expect(await read(0)).toEqual([1, 2, 3, 4]);
});

it('does nothing where there is no private file system', async () => {
  dropFakeFiles();
  await appendJournal(entry(1));
  expect(await journalState()).toEqual({ lastSeq: 0, files: 0 });
});
