import { exportCsv } from './csv-write.ts';
import type { ExportColumn, ExportFile, ExportRows } from './export-cells.ts';
import { groupsOf, newReport, valueOf } from './export-cells.ts';

/** Formats in which any list of the dashboard can be saved. */
export const exportFormats = ['xlsx', 'csv', 'csv-gbk', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportOptions {
  /** Zone in which times are written. */
  zone: string;
  /** Epoch ms written into JSON files. */
  exportedAt: number;
  sheetName?: string;
  /** CSV for spreadsheet programs: long numbers are written so that they keep every digit. */
  keepDigits?: boolean;
}

const TABLE_SCHEMA = 'keban.table';
const TABLE_VERSION = 1;

/** Writes rows as JSON with their column definitions; amounts stay in minor units, times in epoch ms. */
function exportTableJson(rows: ExportRows, columns: readonly ExportColumn[], exportedAt: number): ExportFile {
  const report = newReport();
  const encoder = new TextEncoder();
  async function* chunks(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    const head = { schema: TABLE_SCHEMA, version: TABLE_VERSION, exportedAt: new Date(exportedAt).toISOString(), columns };
    yield encoder.encode(`${JSON.stringify(head).slice(0, -1)},\n"rows":[`);
    const keys = [...new Set(columns.map((column) => column.key))];
    for await (const group of groupsOf(rows)) {
      const records = group.map((record) => JSON.stringify(Object.fromEntries(keys.map((key) => [key, valueOf(record, key)]))));
      yield encoder.encode(`${report.rows ? ',' : ''}\n${records.join(',\n')}`);
      report.rows += group.length;
    }
    yield encoder.encode('\n]}\n');
  }
  return { type: 'application/json', extension: 'json', chunks, report };
}

/**
 * Prepares a list (customers, orders, any records) as a file. Nothing is read until `chunks` is; the parts can go
 * straight into `new Blob(parts)` or a file handle, so that large lists never stand in memory as one text.
 */
export async function exportRows(
  format: ExportFormat,
  rows: ExportRows,
  columns: readonly ExportColumn[],
  options: ExportOptions,
): Promise<ExportFile> {
  if (format === 'json') return exportTableJson(rows, columns, options.exportedAt);
  if (format !== 'xlsx') {
    const { zone, keepDigits = false } = options;
    return exportCsv(rows, columns, { zone, keepDigits, encoding: format === 'csv' ? 'utf-8' : 'gbk' });
  }
  const { exportXlsx } = await import('./xlsx-write.ts');
  return exportXlsx(
    rows,
    columns,
    options.sheetName === undefined ? { zone: options.zone } : { zone: options.zone, sheetName: options.sheetName },
  );
}

/** Collects a file in a Blob, which the browser may keep on disk; `onRows` hears how many rows are done. */
export async function blobOf(file: ExportFile, onRows?: (rows: number) => void): Promise<Blob> {
  const parts: Blob[] = [];
  let pending: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of file.chunks()) {
    pending.push(chunk);
    if (pending.length < 16) continue;
    parts.push(new Blob(pending));
    pending = [];
    onRows?.(file.report.rows);
  }
  return new Blob([...parts, ...pending], { type: file.type });
}
