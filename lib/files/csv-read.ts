import Papa from 'papaparse';
import type { ByteSource } from './byte-source.ts';
import { sizeOf } from './byte-source.ts';
import type { DetectedEncoding } from './encoding.ts';
import { decodeChunks } from './encoding.ts';
import type { RawRow, RowBatch } from './table.ts';

/** A record longer than this has lost its closing quote; the search for it ends here. */
const MAX_RECORD = 256 * 1024;

/** Characters of the beginning that are looked at to find delimiter and kind of line break. */
const HEAD = 64 * 1024;

type Delimiter = ',' | '\t' | ';';

/** Returns the delimiter that stands most often in the first line, outside quotes; a comma when none does. */
function delimiterOf(head: string): Delimiter {
  const counts = new Map<Delimiter, number>([
    [',', 0],
    ['\t', 0],
    [';', 0],
  ]);
  let quoted = false;
  for (const char of head) {
    if (char === '"') quoted = !quoted;
    else if (!quoted && (char === '\n' || char === '\r')) {
      if ([...counts.values()].some((n) => n > 0)) break;
    } else if (!quoted && counts.has(char as Delimiter)) counts.set(char as Delimiter, (counts.get(char as Delimiter) ?? 0) + 1);
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

function newlinesIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

interface Parsed {
  data: string[][];
  errors: { type: string }[];
  meta: { cursor: number };
}

interface Progress {
  rows: RawRow[];
  /** Start of the text that has not been read as whole rows. */
  rest: number;
  /** Line of the file at `rest`. */
  line: number;
  /** True when a row's quotes are broken at `rest`. */
  broken: boolean;
}

/** Reads whole rows of `text`; stops before a row whose quotes are malformed. The last row counts only when `final`. */
function readRows(text: string, line: number, delimiter: Delimiter, final: boolean): Progress {
  const progress: Progress = { rows: [], rest: 0, line, broken: false };
  const parser = new Papa.Parser({
    delimiter,
    newline: '\n',
    step: (found) => {
      const { data, errors, meta } = found as unknown as Parsed;
      if (errors.some((e) => e.type === 'Quotes')) {
        progress.broken = true;
        parser.abort();
        return;
      }
      const cells = data[0] ?? [];
      if (cells.length > 1 || cells[0]?.trim()) progress.rows.push({ line: progress.line, cells });
      progress.line += newlinesIn(text, progress.rest, meta.cursor);
      progress.rest = meta.cursor;
    },
  });
  parser.parse(text, 0, !final);
  return progress;
}

/** State of one pass over a file: text not yet read as rows, and the line it begins at. */
class RowReader {
  readonly delimiter: Delimiter;
  private text = '';
  private line = 1;
  private readonly loneReturns: boolean;
  private heldReturn = '';

  constructor(head: string) {
    this.delimiter = delimiterOf(head);
    this.loneReturns = !head.includes('\n') && head.includes('\r');
  }

  /** Returns the whole rows that the next piece of text completes. */
  push(piece: string, final: boolean): RawRow[] {
    let text = this.heldReturn + piece;
    this.heldReturn = '';
    if (!final && text.endsWith('\r')) {
      text = text.slice(0, -1);
      this.heldReturn = '\r';
    }
    this.text += this.loneReturns ? text.replace(/\r\n?/g, '\n') : text.replaceAll('\r\n', '\n');
    const rows: RawRow[] = [];
    const unended = final && !this.text.endsWith('\n');
    while (this.text) {
      const progress = readRows(this.text, this.line, this.delimiter, final);
      for (const row of progress.rows) rows.push(row);
      this.text = this.text.slice(progress.rest);
      this.line = progress.line;
      const endless = !final && this.text.length > MAX_RECORD;
      if (!progress.broken && !endless) break;
      this.skipLine(rows);
    }
    const last = rows.at(-1);
    if (unended && last) last.unended = true;
    return rows;
  }

  /** Gives the first line up as one broken row, so that the rows after it stay. */
  private skipLine(rows: RawRow[]): void {
    const end = this.text.indexOf('\n');
    const line = end === -1 ? this.text : this.text.slice(0, end);
    rows.push({ line: this.line, cells: [line], problem: 'brokenQuotes' });
    this.text = end === -1 ? '' : this.text.slice(end + 1);
    this.line++;
  }
}

/**
 * Yields the rows of a CSV file in batches, one per chunk read, with the line each row begins at (from 1). Line breaks
 * inside quotes are part of the cell. A row with broken quotes is given up at its first line; the next line is read on.
 */
export async function* csvBatches(source: ByteSource, encoding: DetectedEncoding): AsyncGenerator<RowBatch> {
  const bytesTotal = sizeOf(source);
  let reader: RowReader | undefined;
  for await (const { text, bytesRead } of decodeChunks(source, encoding)) {
    reader ??= new RowReader(text.slice(0, HEAD));
    const rows = reader.push(text, false);
    if (rows.length) yield { rows, bytesRead, bytesTotal };
  }
  const rows = reader?.push('', true) ?? [];
  yield { rows, bytesRead: bytesTotal, bytesTotal };
}
