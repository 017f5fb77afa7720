import { unzipSync, zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import type { ByteSource } from './byte-source.ts';
import { bytesOf, sizeOf } from './byte-source.ts';
import { FileProblem, problem } from './problem.ts';
import type { RawRow, RowBatch, Table } from './table.ts';

/** Unpacked size from which on a workbook is taken for a trap (or for more than a page can hold). */
const MAX_UNPACKED = 768 * 1024 * 1024;
const ROWS_PER_BATCH = 2000;
/** Digits that a spreadsheet number keeps. */
const EXACT_DIGITS = 15;

interface NumberCell {
  raw: string;
}

/**
 * Returns the workbook packed without compression. The reader of workbooks would unpack large parts in a worker made
 * from a blob, which the pages' content security policy forbids; stored parts need no worker.
 */
function unpacked(bytes: Uint8Array): ArrayBuffer {
  let total = 0;
  const parts = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      const wanted = /\.(?:xml|rels)$/.test(name);
      if (wanted) total += originalSize;
      if (total > MAX_UNPACKED) throw new FileProblem(problem('tooLarge', { size: total, limit: MAX_UNPACKED }));
      return wanted;
    },
  });
  return zipSync(parts, { level: 0 }).slice().buffer;
}

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

async function readCells(source: ByteSource): Promise<readonly (readonly unknown[])[]> {
  try {
    const bytes = await bytesOf(source);
    return await readSheet<NumberCell>(unpacked(bytes), { trim: false, parseNumber: (raw) => ({ raw }) });
  } catch (error) {
    if (error instanceof FileProblem) throw error;
    throw new FileProblem(problem('badXlsx'), error);
  }
}

/** Opens the first sheet of a workbook. Throws a `FileProblem` when it is damaged, encrypted or far too large. */
export async function openXlsx(source: ByteSource): Promise<Table> {
  const cells = await readCells(source);
  const bytesTotal = sizeOf(source);
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
