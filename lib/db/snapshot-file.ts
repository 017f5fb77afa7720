import { hexOf } from '../domain/ids.ts';
import { fileNames, folder } from './opfs.ts';

/** Why a snapshot was taken. */
export type SnapshotReason = 'edits' | 'session' | 'import' | 'upgrade' | 'restored' | 'manual';

/** What the name of a snapshot file tells. */
export interface SnapshotInfo {
  name: string;
  /** Epoch ms at which it was begun. */
  at: number;
  /** Sequence number of the last change it holds. */
  seq: number;
  epoch: number;
  customers: number;
  orders: number;
  reason: SnapshotReason;
}

/** First line of a snapshot. */
export interface SnapshotHeader {
  kind: 'keban-snapshot';
  version: 1;
  schema: number;
  epoch: number;
  /** Sequence number before the first row was read. */
  seq: number;
  at: number;
}

/** Last line of a snapshot: rows per table, `seq` of the last change that is held. */
export interface SnapshotTrailer {
  end: true;
  counts: Record<string, number>;
  seq: number;
  /** Orders held, of which many are in one row; older files do not say. */
  orders?: number;
}

/** A line between: a row of a table, or (`~`) a change to be carried out on the rows. */
export type SnapshotLine = [table: string, row: unknown];

/** Returns the file name of a snapshot; it carries what a list of snapshots shows, so that none need be opened. */
export function snapshotName(info: Omit<SnapshotInfo, 'name'>): string {
  return `${info.at}-${info.seq}-${info.epoch}-${info.customers}-${info.orders}-${info.reason}.ndjson.gz`;
}

/** Returns what a file name tells, or null when it is no finished snapshot. */
export function parseSnapshotName(name: string): SnapshotInfo | null {
  const m = /^(\d+)-(\d+)-(\d+)-(\d+)-(\d+)-([a-z]+)\.ndjson\.gz$/.exec(name);
  if (!m) return null;
  const [at = 0, seq = 0, epoch = 0, customers = 0, orders = 0] = m.slice(1, 6).map(Number);
  return { name, at, seq, epoch, customers, orders, reason: m[6] as SnapshotReason };
}

/** Returns the snapshots there are, newest first; what came after a restore is newer than all before it. They may still turn out to be damaged. */
export async function listSnapshots(): Promise<SnapshotInfo[]> {
  const dir = await folder('snapshots');
  if (!dir) return [];
  const found = (await fileNames(dir)).flatMap((name) => parseSnapshotName(name) ?? []);
  return found.toSorted((a, b) => b.epoch - a.epoch || b.seq - a.seq || b.at - a.at);
}

/** Returns the SHA-256 of the hash before and a block of text, as hexadecimal. */
export async function chainHash(before: string, block: string): Promise<string> {
  const bytes = new TextEncoder().encode(`${before}\n${block}`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return hexOf(digest);
}

/** A snapshot is damaged, cut off, or not one of ours. */
export class SnapshotDamaged extends Error {}

/** A snapshot is of a newer version of the product, whose rows this one does not know. */
export class SnapshotNewer extends SnapshotDamaged {}

/** Reads the lines of a snapshot block by block; each block has been checked against its hash before it is given. */
export async function* readBlocks(file: Blob): AsyncGenerator<string[]> {
  let hash = '';
  let block: string[] = [];
  for await (const line of linesOf(file)) {
    if (!line.startsWith('#')) {
      block.push(line);
      continue;
    }
    hash = await chainHash(hash, block.join('\n'));
    if (line !== `#${hash}`) throw new SnapshotDamaged('a block does not have its hash');
    yield block;
    block = [];
  }
  if (block.length > 0) throw new SnapshotDamaged('the last block is cut off');
}

async function* linesOf(file: Blob): AsyncGenerator<string> {
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      throw new SnapshotDamaged(`not readable: ${String(error)}`);
    });
    if (done) break;
    const lines = (rest + value).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest) throw new SnapshotDamaged('the last line is cut off');
}

/** Reads a whole snapshot without using it; throws `SnapshotDamaged` unless every block, the header and the trailer are sound. */
export async function verifySnapshot(file: Blob, schema: number): Promise<{ header: SnapshotHeader; trailer: SnapshotTrailer }> {
  let header: SnapshotHeader | undefined;
  let last = '';
  for await (const block of readBlocks(file)) {
    header ??= JSON.parse(block[0] ?? '') as SnapshotHeader;
    last = block.at(-1) ?? '';
  }
  if (header?.kind !== 'keban-snapshot') throw new SnapshotDamaged('no header');
  if (header.schema > schema) throw new SnapshotNewer('written by a newer version');
  const trailer = last.startsWith('{') ? (JSON.parse(last) as Partial<SnapshotTrailer>) : {};
  if (trailer.end !== true) throw new SnapshotDamaged('no trailer');
  return { header, trailer: trailer as SnapshotTrailer };
}

/** Returns the file of a snapshot. */
export async function snapshotFile(name: string): Promise<Blob> {
  const dir = await folder('snapshots');
  if (!dir) throw new SnapshotDamaged('no file system');
  return (await dir.getFileHandle(name)).getFile();
}
