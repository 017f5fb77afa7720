import type { OrderNews } from '../domain/intake.ts';
import type { OrderItem, OrderSeen, PeerRef } from '../domain/observation.ts';
import { orderSchema } from '../domain/observation.ts';
import { orderStateOf } from '../domain/order-state.ts';
import { cleanLine, isMasked, LIMITS } from '../domain/text.ts';
import type { Headers } from './headers.ts';
import type { RowError, RowWarning } from './order-cells.ts';
import { CellProblem, OrderCells } from './order-cells.ts';
import { productCodes, productInfo, shipmentsOf, taobaoPlace, titledItems, trackingNumbers } from './platform-cells.ts';
import { problem } from './problem.ts';
import type { Recognised } from './recognise.ts';
import type { RawRow } from './table.ts';

/** One row of an order file: the order it says, or why it was not taken. `line` is the line of the file, from 1. */
export interface OrderRow {
  line: number;
  order?: OrderNews;
  /** Name of the shop, where the file has it. */
  shopName?: string;
  error?: RowError;
  /** Cells that were left out although the order was taken. */
  warnings?: RowWarning[];
  /** Number of the order a refused row belongs to, when that could be read. */
  refusedNo?: string;
}

/** Returns the object without fields that are undefined or empty lists. */
function filled<T extends object>(fields: T): T {
  const kept: Partial<T> = {};
  for (const key in fields) {
    const value = fields[key];
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) kept[key] = value;
  }
  return kept as T;
}

/** Who bought: a Taobao member name identifies when it is whole; AliExpress and nickname columns only name. */
function buyerOf(cells: OrderCells): PeerRef | undefined {
  const nick = cells.line('nick', LIMITS.nick);
  const name = nick ?? cells.line('buyerName', LIMITS.name);
  if (!name) return undefined;
  if (isMasked(name)) return { name, masked: true };
  return nick ? { name, nick } : { name };
}

/** A telephone number; AliExpress keeps the dial code in a column of its own (`+1`, `39`). */
function phoneOf(cells: OrderCells): string | undefined {
  const mobile = cells.line('mobile');
  const phone = cells.line('phone');
  if (mobile && phone && /^\+?\d{1,4}$/.test(phone)) return `+${phone.replace('+', '')} ${mobile}`;
  return mobile ?? phone;
}

function recipientOf(cells: OrderCells, found: Recognised): OrderSeen['recipient'] {
  const address = cells.line('address', LIMITS.address);
  const place = found.format.site === 'taobao' && address ? taobaoPlace(address) : {};
  const recipient = filled({
    name: cells.line('recipientName', LIMITS.name),
    phone: phoneOf(cells),
    email: cells.line('email'),
    address,
    zip: cells.line('zip') ?? place.zip,
    city: cells.line('city') ?? place.city,
    region: cells.line('region') ?? place.region,
    country: cells.line('country'),
  });
  return Object.keys(recipient).length ? recipient : undefined;
}

function reportItem(cells: OrderCells): OrderItem {
  return filled({
    lineNo: cells.number('lineNo'),
    itemId: cells.itemId(),
    title: cells.line('title'),
    sku: cells.line('sku'),
    code: cells.line('code'),
    quantity: cells.count('quantity'),
    price: cells.money('price'),
    // Words that say there is none stay: they take away a refund that was known.
    refund: cells.line('refund'),
  });
}

function itemsOf(cells: OrderCells, found: Recognised): OrderItem[] {
  if (found.format.kind === 'taobao-items') return [reportItem(cells)].filter((item) => Object.keys(item).length > 0);
  const codes = productCodes(cells.raw('productCodes'));
  const items = codes.length ? codes : productInfo(cells.raw('productInfo'));
  if (items.length) return items;
  const total = cells.count('itemCount') ?? cells.count('quantity');
  const titled = titledItems(cells.raw('title'), cells.count('kinds'), total);
  const [only] = titled;
  if (titled.length !== 1 || !only) return titled;
  return [filled({ ...only, ...reportItem(cells), title: only.title, quantity: only.quantity })];
}

function parcelsOf(cells: OrderCells): { carrier?: string; tracking?: string[] } {
  if (cells.has('shipments')) return shipmentsOf(cells.raw('shipments'));
  return filled({ carrier: cells.line('carrier'), tracking: trackingNumbers(cells.raw('tracking')) });
}

function orderOf(cells: OrderCells, found: Recognised): OrderSeen {
  const stateText = cells.line('state');
  return filled({
    kind: 'order' as const,
    no: cells.orderNo(),
    state: stateText ? orderStateOf(found.format.site, stateText) : ('unknown' as const),
    stateText,
    createdAt: cells.time('createdAt'),
    paidAt: cells.time('paidAt'),
    shippedAt: cells.time('shippedAt'),
    receivedAt: cells.time('receivedAt'),
    paid: cells.money('paid'),
    shipping: cells.money('shipping'),
    buyer: buyerOf(cells),
    recipient: recipientOf(cells, found),
    ...parcelsOf(cells),
    memo: cells.text('memo'),
    buyerNote: cells.text('buyerNote'),
  }) as OrderSeen;
}

/** Refuses rows that are not the row the header promises: broken quotes, cells to the right of the last column, cut off. */
function shapeError(row: RawRow, headers: Headers): RowError | undefined {
  const whole = (): string => cleanLine(row.cells.join(','), 80);
  const expected = headers.keys.length;
  if (row.problem) return { column: '', value: whole(), reason: problem(row.problem) };
  const beyond = row.cells.length > expected ? row.cells.slice(expected).find((cell) => cell.trim()) : undefined;
  if (beyond !== undefined) {
    return { column: '', value: cleanLine(beyond, 80), reason: problem('extraCells', { found: row.cells.length, expected }) };
  }
  if (row.unended && row.cells.length < expected) {
    return { column: '', value: whole(), reason: problem('cutRow', { found: row.cells.length, expected }) };
  }
  return undefined;
}

function refusedNumber(cells: OrderCells): string | undefined {
  try {
    return cells.number('no');
  } catch (error) {
    if (error instanceof CellProblem) return undefined;
    throw error;
  }
}

/** Reads one row of an order file. A row with any cell that cannot be read is refused as a whole, and says which cell. */
export function readOrderRow(row: RawRow, headers: Headers, found: Recognised): OrderRow {
  const bad = shapeError(row, headers);
  if (bad) return { line: row.line, error: bad };
  const cells = new OrderCells(row, headers, found);
  try {
    const order: OrderSeen = { ...orderOf(cells, found), items: itemsOf(cells, found) };
    const checked = orderSchema.safeParse(order);
    if (!checked.success) {
      const field = String(checked.error.issues[0]?.path.join('.') ?? '');
      return {
        line: row.line,
        error: { column: field, value: order.no, reason: problem('badShape', { column: field }) },
        refusedNo: order.no,
      };
    }
    const shopName = cells.line('shopName', LIMITS.name);
    const { warnings } = cells;
    return { line: row.line, order, ...(shopName && { shopName }), ...(warnings.length > 0 && { warnings }) };
  } catch (error) {
    if (!(error instanceof CellProblem)) throw error;
    const refusedNo = refusedNumber(cells);
    return refusedNo ? { line: row.line, error: error.found, refusedNo } : { line: row.line, error: error.found };
  }
}
