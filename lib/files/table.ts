import type { ByteSource } from './byte-source.ts';
import { bytesOf, sizeOf } from './byte-source.ts';
import type { DetectedEncoding, TextEncoding } from './encoding.ts';
import { detectEncoding } from './encoding.ts';
import type { ProblemCode } from './problem.ts';
import { FileProblem, problem } from './problem.ts';

/** One row as the file gives it: `line` counts from 1 (a spreadsheet's row number), cells are raw text. */
export interface RawRow {
  line: number;
  cells: string[];
  /** Columns whose number a spreadsheet program has already rounded (more than 15 digits). */
  inexact?: number[];
  /** The last row of a file that ends without a line break: it may have been cut off. */
  unended?: boolean;
  /** Why the row cannot be split into cells; `cells` is then its first line. */
  problem?: ProblemCode;
}

export interface RowBatch {
  rows: RawRow[];
  bytesRead: number;
  bytesTotal: number;
}

/** A file opened as rows of cells; `batches` can be read more than once. */
export interface Table {
  format: 'csv' | 'xlsx';
  encoding?: TextEncoding;
  /** False when some bytes could not be decoded. */
  clean: boolean;
  /** Sheets of the workbook that hold something and are not read; absent when there are none. */
  otherSheets?: number;
  batches(): AsyncGenerator<RowBatch>;
}

/** A sheet of a workbook with its name; the one table of any other file has none. */
export interface NamedTable {
  name: string;
  table: Table;
}

/** Largest files that are opened: text is read in pieces, a workbook has to be held in memory. */
const MAX_CSV_BYTES = 512 * 1024 * 1024;
const MAX_XLSX_BYTES = 64 * 1024 * 1024;

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

function startsWith(head: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => head[i] === byte);
}

/** Refuses what is no text although it is no workbook either: pictures, archives, web pages called `.xls`. */
function refuseNonText(head: Uint8Array, encoding: DetectedEncoding): void {
  const wide = encoding.encoding.startsWith('utf-16');
  if (!wide && head.includes(0)) throw new FileProblem(problem('notText'));
  const text = new TextDecoder(encoding.encoding).decode(head).trimStart().toLowerCase();
  if (/^<(?:!doctype|html|table|\?xml|meta|head)/.test(text)) throw new FileProblem(problem('htmlTable'));
}

/**
 * Opens a file as a table, by its content and not by its name; of a workbook the first sheet. Throws a `FileProblem` for
 * an empty or too large file, the old `.xls` format, web pages and other things that are no table.
 */
export async function openTable(source: ByteSource): Promise<Table> {
  const head = await headOf(source);
  if (!startsWith(head, ZIP)) return openText(source, head);
  const { openXlsx } = await import('./xlsx-read.ts');
  return openXlsx(source);
}

/** Opens a file as tables: of a workbook all sheets that hold something. Throws like `openTable`. */
export async function openTables(source: ByteSource): Promise<NamedTable[]> {
  const head = await headOf(source);
  if (!startsWith(head, ZIP)) return [{ name: '', table: await openText(source, head) }];
  const { openSheets } = await import('./xlsx-read.ts');
  return openSheets(source);
}

async function headOf(source: ByteSource): Promise<Uint8Array> {
  const size = sizeOf(source);
  if (size === 0) throw new FileProblem(problem('empty'));
  const head = await bytesOf(source, 0, Math.min(size, 4096));
  if (startsWith(head, OLE)) throw new FileProblem(problem('legacyXls'));
  const limit = startsWith(head, ZIP) ? MAX_XLSX_BYTES : MAX_CSV_BYTES;
  if (size > limit) throw new FileProblem(problem('tooLarge', { size, limit }));
  return head;
}

async function openText(source: ByteSource, head: Uint8Array): Promise<Table> {
  const encoding = await detectEncoding(source);
  refuseNonText(head, encoding);
  const { csvBatches } = await import('./csv-read.ts');
  return { format: 'csv', encoding: encoding.encoding, clean: encoding.clean, batches: () => csvBatches(source, encoding) };
}
