import type { SiteId } from '../domain/observation.ts';
import type { ByteSource } from './byte-source.ts';
import type { TextEncoding } from './encoding.ts';
import { guessMapping } from './guess-mapping.ts';
import type { Headers } from './headers.ts';
import { columnsNamed, duplicateHeaders, headerFingerprint, headersOf, headerText } from './headers.ts';
import { ItemMerger } from './merge-items.ts';
import type { OrderField, OrderFileKind } from './order-columns.ts';
import { formatOf, orderFields } from './order-columns.ts';
import type { OrderRow } from './order-row.ts';
import { readOrderRow } from './order-row.ts';
import type { Problem } from './problem.ts';
import { FileProblem, problem } from './problem.ts';
import type { OrderMapping, Recognised } from './recognise.ts';
import { columnsOfMapping, isDoubtful, recogniseHeaders, unusedHeaders } from './recognise.ts';
import type { RawRow, Table } from './table.ts';
import { openTable } from './table.ts';

/** What an order file is and which of its columns are read. */
export interface OrderFileDescription {
  name: string;
  kind: OrderFileKind;
  site: SiteId;
  /** Zone in which the file prints times. */
  zone: string;
  format: 'csv' | 'xlsx';
  encoding?: TextEncoding;
  /** False when some bytes could not be decoded; the rows concerned are refused one by one. */
  clean: boolean;
  /** Sheets of the workbook that hold something and are not read; absent when there are none. */
  otherSheets?: number;
  /** Columns of each field by name, the one that counts first at the front. */
  columns: { field: OrderField; headers: string[] }[];
  /** Columns no format is known to have; nothing is read from them. */
  unmapped: string[];
  /** Known columns that nothing is read from. */
  ignored: string[];
  /** Fields worth having that this file lacks. */
  missing: OrderField[];
  /** Column names that stand twice. */
  duplicates: string[];
  /** Same for all files with the same column names; key of a saved mapping. */
  fingerprint: string;
}

export interface OrderBatch {
  rows: OrderRow[];
  bytesRead: number;
  bytesTotal: number;
}

/**
 * A file whose columns are known; `batches` reads it, from the beginning at each call. `currency` is that of amounts
 * without one, for files of a platform where it is the shop's.
 */
interface ReadyOrderFile {
  status: 'ready';
  description: OrderFileDescription;
  batches(currency?: string): AsyncGenerator<OrderBatch>;
}

/** A file whose columns a person has to name; `guess` is a beginning. */
export interface UnmappedOrderFile {
  status: 'needsMapping';
  name: string;
  format: 'csv' | 'xlsx';
  encoding?: TextEncoding;
  clean: boolean;
  headers: {
    text: string;
    /** Index of the column. */
    at: number;
    /** Other columns have the same name. */
    twice?: true;
    samples: string[];
    guess?: OrderField;
  }[];
  guess: OrderMapping;
  fingerprint: string;
  /** The mapping that was given does not fit: it names no order number column of this file. */
  mappingFailed: boolean;
}

interface RefusedOrderFile {
  status: 'refused';
  name: string;
  problem: Problem;
}

export type OrderFile = ReadyOrderFile | UnmappedOrderFile | RefusedOrderFile;

export interface ReadOrderFileOptions {
  /** A person's mapping, from the dialog or saved for this fingerprint; wins over recognition. */
  mapping?: OrderMapping;
  /** Ask for the columns once more, with `mapping` as the beginning. */
  ask?: boolean;
}

/** Rows at the beginning that are looked at for the header row and for samples. */
const PREVIEW_ROWS = 60;
const HEADER_SEARCH = 10;
const SAMPLES = 3;

async function firstRows(table: Table): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const batch of table.batches()) {
    rows.push(...batch.rows.slice(0, PREVIEW_ROWS - rows.length));
    if (rows.length >= PREVIEW_ROWS) break;
  }
  return rows;
}

interface Head {
  headers: Headers;
  found: Recognised | null;
  samples: string[][];
}

/** Finds the header row: the first of ten that is recognised (what is doubtful is asked about), else the first that is not empty. */
function headOf(rows: readonly RawRow[], mapping: OrderMapping | undefined): Head {
  const first = rows[0];
  if (!first) throw new FileProblem(problem('empty'));
  const after = (row: RawRow): string[][] => rows.filter((r) => r.line > row.line).map((r) => r.cells);
  for (const row of rows.slice(0, HEADER_SEARCH)) {
    const headers = headersOf(row.cells, row.line);
    if (mapping) {
      const columns = columnsOfMapping(mapping, headers);
      const format = { ...formatOf(mapping.kind), ...(mapping.zone && { zone: mapping.zone }) };
      if (columns.no) return { headers, found: { format, columns, mapped: true }, samples: after(row) };
      continue;
    }
    const found = recogniseHeaders(headers);
    if (found) return { headers, found: isDoubtful(found, headers) ? null : found, samples: after(row) };
  }
  return { headers: headersOf(first.cells, first.line), found: null, samples: after(first) };
}

function describe(name: string, table: Table, headers: Headers, found: Recognised): OrderFileDescription {
  const { columns, format } = found;
  return {
    name,
    kind: format.kind,
    site: format.site,
    zone: format.zone,
    format: table.format,
    ...(table.encoding ? { encoding: table.encoding } : {}),
    clean: table.clean,
    ...(table.otherSheets && { otherSheets: table.otherSheets }),
    columns: orderFields.flatMap((field) => {
      const groups = columns[field];
      return groups ? [{ field, headers: groups.map((group) => headers.texts[group[0] ?? -1] ?? '') }] : [];
    }),
    ...unusedHeaders(found, headers),
    missing: format.wanted.filter((field) => !columns[field]),
    duplicates: duplicateHeaders(headers),
    fingerprint: headerFingerprint(headers),
  };
}

async function* orderBatches(table: Table, headers: Headers, found: Recognised): AsyncGenerator<OrderBatch> {
  const perItem = found.format.kind === 'taobao-items';
  const merger = perItem || found.mapped ? new ItemMerger(perItem ? 'item' : 'order') : null;
  let total = 0;
  for await (const { rows, bytesRead, bytesTotal } of table.batches()) {
    total = bytesTotal;
    const read: OrderRow[] = [];
    for (const row of rows) {
      if (row.line <= headers.line) continue;
      const orderRow = readOrderRow(row, headers, found);
      if (merger) read.push(...merger.add(orderRow));
      else read.push(orderRow);
    }
    yield { rows: read, bytesRead, bytesTotal };
  }
  const rest = merger?.flush() ?? [];
  if (rest.length) yield { rows: rest, bytesRead: total, bytesTotal: total };
}

function unmappedFile(name: string, table: Table, head: Head, { mapping, ask }: ReadOrderFileOptions): UnmappedOrderFile {
  const { headers, samples } = head;
  const guess = (ask && mapping) || guessMapping(headers, samples, mapping?.kind);
  const columns = columnsOfMapping(guess, headers);
  const fieldOf = (at: number): OrderField | undefined => orderFields.find((field) => columns[field]?.[0]?.[0] === at);
  return {
    status: 'needsMapping',
    name,
    format: table.format,
    ...(table.encoding ? { encoding: table.encoding } : {}),
    clean: table.clean,
    headers: headers.texts.map((text, i) => {
      const filled = samples
        .map((row) => headerText(row[i] ?? ''))
        .filter(Boolean)
        .slice(0, SAMPLES);
      const field = fieldOf(i);
      const twice = columnsNamed(headers, headers.keys[i] ?? '').length > 1;
      return { text, at: i, ...(twice && { twice }), samples: filled, ...(field && { guess: field }) };
    }),
    guess,
    fingerprint: headerFingerprint(headers),
    mappingFailed: mapping !== undefined && !ask,
  };
}

/**
 * Opens an order file of Taobao/Tmall or AliExpress (CSV in any of the encodings in use, or XLSX) and recognises it by
 * its column names. Answers with the columns found and a reader of its rows, or asks for a mapping, or says why the
 * file cannot be read; never throws for what a file holds.
 */
export async function readOrderFile(source: ByteSource, name: string, options: ReadOrderFileOptions = {}): Promise<OrderFile> {
  try {
    const table = await openTable(source);
    const head = headOf(await firstRows(table), options.mapping);
    const { headers, found } = head;
    if (!found || options.ask) return unmappedFile(name, table, head, options);
    return {
      status: 'ready',
      description: describe(name, table, headers, found),
      batches: (currency) => orderBatches(table, headers, currency === undefined ? found : { ...found, currency }),
    };
  } catch (error) {
    if (error instanceof FileProblem) return { status: 'refused', name, problem: error.problem };
    throw error;
  }
}
