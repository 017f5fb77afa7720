import type { Money } from '../domain/money.ts';
import { cleanLine, cleanText, LIMITS } from '../domain/text.ts';
import { parseTime } from '../domain/time.ts';
import { meaningOf } from './cell.ts';
import { currencyNamed, moneyOfCell } from './cell-money.ts';
import type { Headers } from './headers.ts';
import type { OrderField } from './order-columns.ts';
import type { Problem, ProblemCode } from './problem.ts';
import { problem } from './problem.ts';
import type { Recognised } from './recognise.ts';
import type { RawRow } from './table.ts';

/** Why a row was not taken: the column's name as the file writes it, the cell, and the reason. */
export interface RowError {
  column: string;
  value: string;
  reason: Problem;
}

/** A cell that was left out of a row that was taken. */
export interface RowWarning extends RowError {
  line: number;
}

/** Thrown inside the reading of one row; never leaves it. */
export class CellProblem extends Error {
  readonly found: RowError;

  constructor(found: RowError) {
    super(found.reason.key);
    this.found = found;
  }
}

/** Fields in which every digit counts. */
const EXACT: ReadonlySet<OrderField> = new Set([
  'no',
  'lineNo',
  'itemId',
  'tracking',
  'shipments',
  'mobile',
  'phone',
  'zip',
  'code',
]);

/** What a spreadsheet program leaves of a long number, alone or as one of several in a cell: `7.53123E+13`. */
const ROUNDED = /(?:^|[\s,;:、])\d(?:\.\d+)?e\+\d+(?=$|[\s,;、])/i;

/** Tells whether a text holds a number that was rounded by a spreadsheet program, in narrow or wide characters. */
function isRounded(text: string): boolean {
  return /[eEｅＥ]/.test(text) && ROUNDED.test(text.normalize('NFKC').replace(/(?<=[\d.e+]) +(?=[\d.e+])/gi, ''));
}

const VALUE_SHOWN = 80;

/** The cells of one row by field, cleaned and checked; throws a `CellProblem` for a cell that does not say what it should. */
export class OrderCells {
  private readonly row: RawRow;
  private readonly headers: Headers;
  private readonly found: Recognised;
  /** Cells that were left out while the row stays. */
  readonly warnings: RowWarning[] = [];

  constructor(row: RawRow, headers: Headers, found: Recognised) {
    this.row = row;
    this.headers = headers;
    this.found = found;
  }

  /** Tells whether the file has a column for a field. */
  has(field: OrderField): boolean {
    return this.found.columns[field] !== undefined;
  }

  private refuse(column: number, value: string, code: ProblemCode): never {
    const name = this.headers.texts[column] ?? '';
    throw new CellProblem({ column: name, value: cleanLine(value, VALUE_SHOWN), reason: problem(code, { column: name }) });
  }

  /** Leaves a cell out, says so once, and lets the row stay. */
  private leaveOut(column: number, value: string, code: ProblemCode): void {
    const name = this.headers.texts[column] ?? '';
    if (this.warnings.some((warning) => warning.column === name)) return;
    const reason = problem(code, { column: name });
    this.warnings.push({ line: this.row.line, column: name, value: cleanLine(value, VALUE_SHOWN), reason });
  }

  private columnOf(field: OrderField): number {
    return this.found.columns[field]?.[0]?.[0] ?? 0;
  }

  /**
   * Returns the text of a field: of the first of its columns that is filled. Same-named columns must agree. A number that
   * a spreadsheet program rounded counts as empty, with a warning: what is known already is right, this is not.
   */
  raw(field: OrderField): string {
    for (const group of this.found.columns[field] ?? []) {
      let value = '';
      for (const column of group) {
        const text = meaningOf(this.row.cells[column] ?? '');
        if (text.includes('\ufffd')) this.refuse(column, text, 'badCharacters');
        if (text && value && text !== value) this.refuse(column, `${value} | ${text}`, 'conflict');
        if (text && EXACT.has(field) && (this.row.inexact?.includes(column) || isRounded(text))) {
          if (field === 'no') this.refuse(column, text, 'inexactNumber');
          this.leaveOut(column, text, 'inexactNumber');
          continue;
        }
        value ||= text;
      }
      if (value) return value;
    }
    return '';
  }

  /** Returns one line of text, cut to `max`, or undefined when empty. */
  line(field: OrderField, max: number = LIMITS.title): string | undefined {
    const value = this.raw(field);
    return value ? cleanLine(value, max) || undefined : undefined;
  }

  /** Returns text with its line breaks, or undefined when empty. */
  text(field: OrderField): string | undefined {
    const value = this.raw(field);
    return value ? cleanText(value, LIMITS.note) || undefined : undefined;
  }

  /**
   * Returns the order or row number of a field, or undefined when empty. 18 or more digits that are all zero after the
   * 15th are what a spreadsheet program leaves of a number it rounded: refused.
   */
  number(field: 'no' | 'lineNo'): string | undefined {
    const value = this.raw(field);
    if (!value) return undefined;
    if (!/^\d{11,20}$/.test(value)) {
      const scientific = /^\d(?:\.\d+)?e\d+$/i.test(value);
      this.refuse(this.columnOf(field), value, scientific ? 'inexactNumber' : 'badOrderNo');
    }
    if (value.length >= 18 && /^0+$/.test(value.slice(15))) this.refuse(this.columnOf(field), value, 'inexactNumber');
    return value;
  }

  /** Returns the order number; a row without one is refused. */
  orderNo(): string {
    return this.number('no') ?? this.refuse(this.columnOf('no'), '', 'missingOrderNo');
  }

  /**
   * Returns the amount of a field in minor units, or undefined when empty. An amount of which nobody says the currency is
   * left out with a warning.
   */
  money(field: OrderField): Money | undefined {
    const value = cleanLine(this.raw(field));
    if (!value) return undefined;
    const { format, currency } = this.found;
    const said = cleanLine(this.raw('currency'));
    const money = moneyOfCell(value, said ? currencyNamed(said) : null, said ? null : (format.currency ?? currency ?? null));
    if (money === 'bad') return this.refuse(this.columnOf(field), value, 'badMoney');
    if (money !== 'noCurrency') return money;
    this.leaveOut(this.columnOf(field), value, 'noCurrency');
    return undefined;
  }

  /** Returns the instant of a field, printed in the zone of the site, or undefined when empty. */
  time(field: OrderField): number | undefined {
    const value = cleanLine(this.raw(field));
    if (!value) return undefined;
    const at = parseTime(value, this.found.format.zone);
    return at === null || at < 0 ? this.refuse(this.columnOf(field), value, 'badTime') : at;
  }

  /** Returns a whole number of things, or undefined when empty. */
  count(field: OrderField): number | undefined {
    const value = this.raw(field).replaceAll(',', '');
    if (!value) return undefined;
    return /^\d{1,9}(?:\.0+)?$/.test(value) ? Number(value) : this.refuse(this.columnOf(field), value, 'badQuantity');
  }

  /** Returns the platform's number of an item, or undefined when empty. */
  itemId(): string | undefined {
    const value = this.raw('itemId');
    if (!value) return undefined;
    return /^\d{5,20}$/.test(value) ? value : this.refuse(this.columnOf('itemId'), value, 'badItemId');
  }
}
