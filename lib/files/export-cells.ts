import type { Money } from '../domain/money.ts';
import { decimalOf } from '../domain/money.ts';
import { wallTimeOf } from '../domain/time.ts';

/** A row to export: plain values by column key. */
export type ExportRecord = Readonly<Record<string, unknown>>;
export type ExportRows = Iterable<ExportRecord> | AsyncIterable<ExportRecord>;

/**
 * A column of an exported table. `money` takes a `Money` and writes its amount, `currency` takes the same `Money` and
 * writes its currency, `time` takes epoch milliseconds; a list of texts is joined by `、`.
 */
export interface ExportColumn {
  key: string;
  header: string;
  type: 'text' | 'money' | 'currency' | 'time' | 'number';
}

export interface ExportReport {
  rows: number;
  /** Characters outside GBK that old programs cannot show (only for GBK files). */
  beyondGbk: string[];
  /** Characters that could not be written at all. */
  replaced: string[];
  /** Cells shortened because the format holds no more. */
  cut: number;
}

/** A file in the making: `chunks` yields its bytes once, `report` is complete when they are all read. */
export interface ExportFile {
  /** MIME type. */
  type: string;
  extension: 'csv' | 'xlsx' | 'json';
  chunks(): AsyncGenerator<Uint8Array<ArrayBuffer>>;
  report: ExportReport;
}

/** Rows that go into one chunk. */
const ROWS_PER_CHUNK = 500;

/** Returns an empty report. */
export function newReport(): ExportReport {
  return { rows: 0, beyondGbk: [], replaced: [], cut: 0 };
}

/** Yields the rows in groups and lets the page breathe between them. */
export async function* groupsOf(rows: ExportRows): AsyncGenerator<ExportRecord[]> {
  let group: ExportRecord[] = [];
  for await (const row of rows) {
    group.push(row);
    if (group.length < ROWS_PER_CHUNK) continue;
    yield group;
    group = [];
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  if (group.length) yield group;
}

function moneyIn(value: unknown): Money | null {
  if (typeof value !== 'object' || value === null) return null;
  const { minor, currency } = value as Partial<Money>;
  return Number.isSafeInteger(minor) && /^[A-Z]{3}$/.test(currency ?? '') ? (value as Money) : null;
}

/** Minutes ahead of UTC of the zones that need no calendar; asking the calendar costs more than the rest of a row. */
const FIXED: Readonly<Record<string, number>> = { 'Asia/Shanghai': 480, UTC: 0 };

/** Returns an instant's wall-clock time in a zone as if it were UTC, in epoch milliseconds cut to the second. */
export function wallMillis(at: number, zone: string): number {
  const fixed = FIXED[zone];
  if (fixed !== undefined) return Math.floor(at / 1000) * 1000 + fixed * 60_000;
  const w = wallTimeOf(at, zone);
  return Date.UTC(w.year, w.month - 1, w.day, w.hour, w.minute, w.second);
}

/** Returns what a record has under a key; keys that objects inherit are not the record's. */
export function valueOf(record: ExportRecord, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Returns the amount of a `Money` value, or null when the cell has none. */
export function amountOf(record: ExportRecord, key: string): Money | null {
  return moneyIn(valueOf(record, key));
}

/** Tells whether a value is an instant that has a date of four digits. */
export function isInstant(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 4_102_444_800_000;
}

/** Returns a finite number, or null when the cell has none. */
export function numberOf(record: ExportRecord, key: string): number | null {
  const value = valueOf(record, key);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** Returns the text of a cell as it stands in a table: amounts as plain decimals, times as wall-clock time in `zone`. */
export function cellText(record: ExportRecord, column: ExportColumn, zone: string): string {
  const value = valueOf(record, column.key);
  if (value === undefined || value === null) return '';
  const money = column.type === 'money' || column.type === 'currency' ? moneyIn(value) : null;
  if (money) return column.type === 'money' ? decimalOf(money) : money.currency;
  if (column.type === 'time' && isInstant(value)) {
    return new Date(wallMillis(value, zone)).toISOString().slice(0, 19).replace('T', ' ');
  }
  if (Array.isArray(value)) return value.map(String).join('、');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
