import { strFromU8, unzipSync, zipSync } from 'fflate';
import readXlsxFile, { readSheet } from 'read-excel-file/universal';
import type { ByteSource } from './byte-source.ts';
import { bytesOf, sizeOf } from './byte-source.ts';
import { FileProblem, problem } from './problem.ts';
import type { NamedTable, RawRow, RowBatch, Table } from './table.ts';

/** Unpacked size from which on a workbook is taken for a trap (or for more than a page can hold). */
const MAX_UNPACKED = 768 * 1024 * 1024;
const ROWS_PER_BATCH = 2000;
/** Digits that a spreadsheet number keeps. */
const EXACT_DIGITS = 15;

interface NumberCell {
  raw: string;
}

/** Returns the parts of a workbook that are read. */
function unpacked(bytes: Uint8Array): Record<string, Uint8Array> {
  let total = 0;
  return unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      const wanted = /\.(?:xml|rels)$/.test(name);
      if (wanted) total += originalSize;
      if (total > MAX_UNPACKED) throw new FileProblem(problem('tooLarge', { size: total, limit: MAX_UNPACKED }));
      return wanted;
    },
  });
}

/**
 * Returns the workbook packed without compression. The reader of workbooks would unpack large parts in a worker made
 * from a blob, which the pages' content security policy forbids; stored parts need no worker.
 */
const packed = (parts: Record<string, Uint8Array>): ArrayBuffer => zipSync(parts, { level: 0 }).slice().buffer;

/** Returns the text of a number cell, without the noise of binary fractions (`105.30000000000001`). */
function numberText(raw: string): { text: string; exact: boolean } {
  const value = Number(raw);
  const digits = raw.replace(/e.*$/i, '').replace(/\D/g, '').replace(/^0+/, '');
  if (!Number.isFinite(value)) return { text: raw, exact: false };
  const whole = Number.isInteger(value);
  if (whole && Math.abs(value) > Number.MAX_SAFE_INTEGER) return { text: raw, exact: false };
  if (whole) {
    const text = String(value);
    // A 16-digit number that ends in 0 may be one whose last digit was lost; any other last digit proves it was kept.
    return { text, exact: text.length <= EXACT_DIGITS || !text.endsWith('0') };
  }
  const rounded = digits.length > EXACT_DIGITS ? Number(value.toPrecision(EXACT_DIGITS)) : value;
  return { text: String(rounded), exact: true };
}

/** Returns a date cell as the wall-clock time it shows. */
function dateText(date: Date): string {
  return new Date(Math.round(date.getTime() / 1000) * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

function rawRow(cells: readonly unknown[], line: number): RawRow {
  const inexact: number[] = [];
  const texts = cells.map((cell, i) => {
    if (cell === null || cell === undefined) return '';
    if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : dateText(cell);
    if (typeof cell === 'object') {
      const { text, exact } = numberText((cell as NumberCell).raw);
      if (!exact) inexact.push(i);
      return text;
    }
    return String(cell);
  });
  return inexact.length ? { line, cells: texts, inexact } : { line, cells: texts };
}

const OPTIONS = { trim: false, parseNumber: (raw: string): NumberCell => ({ raw }) };

type Cells = readonly (readonly unknown[])[];

async function partsOf(source: ByteSource): Promise<Record<string, Uint8Array>> {
  try {
    return unpacked(await bytesOf(source));
  } catch (error) {
    throw asProblem(error);
  }
}

const asProblem = (error: unknown): FileProblem =>
  error instanceof FileProblem ? error : new FileProblem(problem('badXlsx'), error);

async function firstSheet(parts: Record<string, Uint8Array>): Promise<Cells> {
  try {
    return await readSheet<NumberCell>(packed(parts), OPTIONS);
  } catch (error) {
    throw asProblem(error);
  }
}

/** How far into a sheet its first cell is looked for, in bytes. */
const HEAD = 200_000;

/** Returns how many sheets hold something, as far as their beginnings tell. */
function filledSheets(parts: Record<string, Uint8Array>): number {
  const sheets = Object.entries(parts).filter(([name]) => /worksheets\/[^/]+\.xml$/.test(name));
  return sheets.filter(([, bytes]) => /<(?:\w+:)?(?:v|t)[ >]/.test(strFromU8(bytes.subarray(0, HEAD)))).length;
}

/**
 * Opens the first sheet of a workbook, and tells how many others hold something. Throws a `FileProblem` when it is damaged,
 * encrypted or far too large.
 */
export async function openXlsx(source: ByteSource): Promise<Table> {
  const parts = await partsOf(source);
  const cells = await firstSheet(parts);
  const otherSheets = Math.max(0, filledSheets(parts) - (cells.length > 0 ? 1 : 0));
  return { ...tableOf(cells, sizeOf(source)), ...(otherSheets > 0 && { otherSheets }) };
}

/** Opens all sheets of a workbook that hold something, in order; of one with a sheet that cannot be read the first. Throws like `openXlsx`. */
export async function openSheets(source: ByteSource): Promise<NamedTable[]> {
  const parts = await partsOf(source);
  const size = sizeOf(source);
  try {
    const sheets = await readXlsxFile<NumberCell>(packed(parts), OPTIONS);
    const filled = sheets.filter(({ data }) => data.length > 0);
    return (filled.length > 0 ? filled : sheets.slice(0, 1)).map(({ sheet, data }) => ({
      name: sheet,
      table: tableOf(data, size),
    }));
  } catch (error) {
    console.debug('not all sheets can be read', error);
    return [{ name: '', table: await openXlsx(source) }];
  }
}

function tableOf(cells: Cells, bytesTotal: number): Table {
  async function* batches(): AsyncGenerator<RowBatch> {
    for (let at = 0; at < cells.length || at === 0; at += ROWS_PER_BATCH) {
      const part = cells.slice(at, at + ROWS_PER_BATCH);
      const rows = part.map((row, i) => rawRow(row, at + i + 1)).filter((row) => row.cells.some((cell) => cell.trim()));
      const share = cells.length ? Math.min(1, (at + ROWS_PER_BATCH) / cells.length) : 1;
      yield { rows, bytesRead: Math.round(bytesTotal * share), bytesTotal };
    }
  }
  return { format: 'xlsx', clean: true, batches };
}
