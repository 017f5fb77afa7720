import { guardCell } from './cell.ts';
import type { ExportColumn, ExportFile, ExportRecord, ExportRows } from './export-cells.ts';
import { cellText, groupsOf, newReport } from './export-cells.ts';
import { encodeGbk } from './gbk.ts';

/** A number as this file's own columns write it; needs no mark although it may begin with a minus. */
const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/;

/** Digits that a spreadsheet program would round, or take the zeros at the front of. */
const FRAGILE = /^(?:\d{12,}|0\d+)$/;

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/**
 * Returns one CSV cell: always quoted, and marked with `'` when a spreadsheet could take it for a formula. Long numbers
 * are written `="4512…"`, as Taobao's own exports do, where `keepDigits` asks for it.
 */
function csvCell(record: ExportRecord, column: ExportColumn, { zone, keepDigits }: CsvOptions): string {
  const text = cellText(record, column, zone);
  if (keepDigits && column.type === 'text' && FRAGILE.test(text)) return quoted(`="${text}"`);
  const numeric = (column.type === 'money' || column.type === 'number') && PLAIN_NUMBER.test(text);
  return quoted(numeric ? text : guardCell(text));
}

export interface CsvOptions {
  /** `utf-8` (with byte order mark) for today's programs, `gbk` for old Chinese ones. */
  encoding: 'utf-8' | 'gbk';
  /** Zone in which times are written. */
  zone: string;
  /** Long numbers in text columns are written so that spreadsheet programs keep every digit. */
  keepDigits?: boolean;
}

/** Writes rows as CSV with CRLF line ends. A GBK file's report names the characters GBK does not have. */
export function exportCsv(rows: ExportRows, columns: readonly ExportColumn[], options: CsvOptions): ExportFile {
  const report = newReport();
  const beyond = new Set<string>();
  const replaced = new Set<string>();
  const utf8 = new TextEncoder();
  const encode = (text: string): Uint8Array<ArrayBuffer> => {
    if (options.encoding === 'utf-8') return utf8.encode(text);
    const result = encodeGbk(text);
    for (const char of result.beyondGbk) beyond.add(char);
    for (const char of result.replaced) replaced.add(char);
    return result.bytes;
  };
  async function* chunks(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    const bom = options.encoding === 'utf-8' ? '\ufeff' : '';
    yield encode(`${bom}${columns.map((column) => quoted(guardCell(column.header))).join(',')}\r\n`);
    for await (const group of groupsOf(rows)) {
      const lines = group.map((record) => `${columns.map((column) => csvCell(record, column, options)).join(',')}\r\n`);
      yield encode(lines.join(''));
      report.rows += group.length;
    }
    report.beyondGbk = [...beyond];
    report.replaced = [...replaced];
  }
  const type = options.encoding === 'gbk' ? 'text/csv;charset=gb18030' : 'text/csv;charset=utf-8';
  return { type, extension: 'csv', chunks, report };
}
