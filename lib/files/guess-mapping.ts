import { orderStateOf } from '../domain/order-state.ts';
import { parseMoney } from '../domain/money.ts';
import { parseTime } from '../domain/time.ts';
import { meaningOf } from './cell.ts';
import { moneyOfCell } from './cell-money.ts';
import type { Headers } from './headers.ts';
import { headerKey } from './headers.ts';
import type { OrderField, OrderFileFormat, OrderFileKind } from './order-columns.ts';
import { aliasKeys, formatOf, orderFields } from './order-columns.ts';
import { likelyKind } from './likely-kind.ts';
import { nameForms, nameLikeness, type NameForms } from './name-likeness.ts';
import { BARE_NAMES, NOT_MEANT, OTHER_NAMES, SOLE_AMOUNTS } from './other-names.ts';
import { mappingOf, type OrderMapping } from './recognise.ts';

/** Rows that are looked at. */
const SAMPLE_ROWS = 50;
/** Likeness from which on two names are taken for the same. */
const SIMILAR = 0.6;
/** Share of filled cells that must have a shape. */
const MOSTLY = 0.8;
/** What an exact name of the format and one of other programs count; a mere likeness is below 1. */
const OWN_NAME = 3;
const OTHER_NAME = 2;

type Shape = (value: string, format: OrderFileFormat) => boolean;

const isTime: Shape = (v, f) => parseTime(v, f.zone) !== null;
/** Beside a column of currencies a mere sign says none: any code stands for that column here. */
const isMoney: Shape = (v, f) => moneyOfCell(v, null, f.currency ?? 'CNY') !== 'bad' || moneyOfCell(v, 'XTS', null) !== 'bad';
const isCount: Shape = (v) => /^\d{1,9}(?:\.0+)?$/.test(v.replaceAll(',', ''));

/** What a cell must be for its row to be read; a row with any other cell is refused as a whole. */
const READ: Partial<Record<OrderField, Shape>> = {
  no: (v) => /^\d{11,20}$/.test(v),
  lineNo: (v) => /^\d{11,20}$/.test(v),
  createdAt: isTime,
  paidAt: isTime,
  shippedAt: isTime,
  receivedAt: isTime,
  paid: isMoney,
  shipping: isMoney,
  price: isMoney,
  kinds: isCount,
  itemCount: isCount,
  quantity: isCount,
  itemId: (v) => /^\d{5,20}$/.test(v),
};

/** What tells a field by its values alone. */
const SHAPES: Partial<Record<OrderField, Shape>> = {
  no: (v) => /^\d{15,20}$/.test(v),
  createdAt: isTime,
  state: (v, f) => orderStateOf(f.site, v) !== 'unknown',
  paid: (v, f) => /\d\.\d|[¥￥$€£₽]/.test(v) && parseMoney(v, f.currency ?? 'CNY') !== null,
  mobile: (v) => /^1[3-9]\d[\d*]{8}$/.test(v),
  email: (v) => /^[^\s@]+@[^\s@]+\.\w+$/.test(v),
};

/** A file while its columns are guessed. */
class Guess {
  private readonly headers: Headers;
  private readonly format: OrderFileFormat;
  private readonly names: NameForms[];
  /** What is in the filled cells of each column. */
  private readonly filled: string[][];
  private readonly rows: number;
  private readonly known = new Map<OrderField, NameForms[]>();
  private readonly taken = new Set<number>();
  readonly columns: Partial<Record<OrderField, number>> = {};

  constructor(headers: Headers, samples: readonly (readonly string[])[], format: OrderFileFormat) {
    this.headers = headers;
    this.format = format;
    this.names = headers.texts.map(nameForms);
    const rows = samples.slice(0, SAMPLE_ROWS);
    this.rows = rows.length;
    this.filled = headers.texts.map((_, i) => rows.map((row) => meaningOf(row[i] ?? '')).filter(Boolean));
  }

  /** Takes the best pairs of field and column first, so that no field takes what another one's own name fits better. */
  takeNamed(fields: readonly OrderField[], least: number, readable: boolean): void {
    const pairs = fields.flatMap((field) =>
      this.names.flatMap((_, column) => {
        const score = this.scoreOf(field, column);
        return score >= least && (!readable || this.isMostly(READ[field], column)) ? [{ field, column, score }] : [];
      }),
    );
    // Of columns that fit alike the one that says something.
    const empty = ({ column }: { column: number }): number => (this.filled[column]?.length ? 0 : 1);
    pairs.sort((a, b) => b.score - a.score || empty(a) - empty(b));
    for (const { field, column } of pairs) this.take(field, column);
  }

  /** Takes for each field the first column that is left and whose values all have its form. */
  takeShaped(fields: readonly OrderField[]): void {
    for (const field of fields) {
      const shape = SHAPES[field];
      if (!shape || this.columns[field] !== undefined) continue;
      const fitting = this.names.flatMap((_, column) => (this.isShaped(field, shape, column) ? [column] : []));
      const [first] = fitting;
      // Which of several amounts was paid nobody can tell.
      if (first !== undefined && (field !== 'paid' || fitting.length === 1)) this.take(field, first);
    }
  }

  /** Takes the only amount of a file of orders for what was paid, even if it is called a price: of several pieces it is none. */
  takeSoleAmount(): void {
    const { paid, price, quantity } = this.columns;
    const shape = SHAPES.paid;
    if (paid !== undefined || !shape || this.names.some((_, column) => this.isShaped('paid', shape, column))) return;
    const keys = SOLE_AMOUNTS.map(headerKey);
    const named = keys.map((key) => this.headers.keys.indexOf(key)).filter((column) => this.filled[column]?.length);
    const column = named.find((at) => this.isMostly(READ.paid, at) && (at === price || !this.taken.has(at)));
    if (column === undefined) return;
    const pieces = quantity === undefined ? [] : (this.filled[quantity] ?? []);
    if (column === price && pieces.some((n) => Number(n) !== 1)) return;
    if (column === price) delete this.columns.price;
    this.columns.paid = column;
    this.taken.add(column);
  }

  private take(field: OrderField, column: number): void {
    if (this.taken.has(column) || this.columns[field] !== undefined) return;
    this.columns[field] = column;
    this.taken.add(column);
  }

  private isMeant(field: OrderField, column: number): boolean {
    return !NOT_MEANT[field]?.test(this.headers.texts[column] ?? '');
  }

  private scoreOf(field: OrderField, column: number): number {
    const key = this.headers.keys[column];
    const forms = this.names[column];
    if (!key || !forms) return 0;
    const own = aliasKeys(this.format, field).indexOf(key);
    if (own >= 0) return OWN_NAME - own / 1000 - this.lackOf(column);
    const exact = [...otherNames(field, this.format), ...(BARE_NAMES[field] ?? [])];
    const other = exact.findIndex((name) => headerKey(name) === key);
    if (other >= 0) return OTHER_NAME - other / 1000;
    if (!this.isMeant(field, column)) return 0;
    return this.namesOf(field).reduce((best, name, i) => Math.max(best, nameLikeness(forms, name) - i / 100_000), 0);
  }

  /** Only one of a field's own columns is read: one that has nothing, or nothing in most rows, is not the one. */
  private lackOf(column: number): number {
    const filled = this.filled[column]?.length ?? 0;
    if (filled * 2 >= this.rows) return 0;
    return filled > 0 ? 0.25 : 0.5;
  }

  private namesOf(field: OrderField): NameForms[] {
    const known = this.known.get(field);
    if (known) return known;
    const forms = [...(this.format.aliases[field] ?? []), ...otherNames(field, this.format)].map(nameForms);
    this.known.set(field, forms);
    return forms;
  }

  private isMostly(shape: Shape | undefined, column: number): boolean {
    const values = this.filled[column] ?? [];
    return !shape || values.filter((v) => shape(v, this.format)).length >= values.length * MOSTLY;
  }

  private isShaped(field: OrderField, shape: Shape, column: number): boolean {
    const values = this.filled[column] ?? [];
    if (this.taken.has(column) || !this.headers.texts[column] || values.length === 0) return false;
    if (!this.isMeant(field, column) || !this.isMostly(shape, column)) return false;
    return field !== 'no' || new Set(values).size > values.length / 2;
  }
}

/** Who bought is told by name on AliExpress, whatever it is called: only Taobao has member names that tell a buyer. */
function otherNames(field: OrderField, format: OrderFileFormat): readonly string[] {
  const names = OTHER_NAMES[field] ?? [];
  return field === 'buyerName' && format.site === 'aliexpress' ? [...names, ...(OTHER_NAMES.nick ?? [])] : names;
}

function isUsable(field: OrderField, { kind, site }: OrderFileFormat): boolean {
  if (field === 'nick') return site !== 'aliexpress';
  return field !== 'lineNo' || kind === 'taobao-items';
}

/** A column of shops or platforms: the file comes from a program that serves several, and those print times of China. */
const OF_SEVERAL = /店铺|平台|渠道/;

/**
 * Returns a guess of what the columns of an unknown file mean: by names first (known ones, those of other programs and
 * languages, similar ones), where the values in up to 50 sample rows can be read as that, then by the shape of the values.
 * `kind` fixes the kind of file when it is known.
 */
export function guessMapping(headers: Headers, samples: readonly (readonly string[])[], kind?: OrderFileKind): OrderMapping {
  const format = formatOf(kind ?? likelyKind(headers, samples));
  const guess = new Guess(headers, samples, format);
  const usable = orderFields.filter((field) => isUsable(field, format));
  guess.takeNamed(usable, SIMILAR, true);
  // A file needs an order number: a column that is called so is offered even if nothing in it can be one.
  guess.takeNamed(['no'], 1, false);
  guess.takeShaped(usable);
  if (format.kind !== 'taobao-items') guess.takeSoleAmount();
  guess.takeNamed(['no'], SIMILAR, false);
  const mapping = mappingOf(format.kind, guess.columns, headers);
  const zone = format.site === 'aliexpress' && headers.texts.some((text) => OF_SEVERAL.test(text)) ? 'Asia/Shanghai' : '';
  return zone ? { ...mapping, zone } : mapping;
}
