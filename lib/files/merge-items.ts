import { sameValue } from '../domain/change.ts';
import type { OrderNews } from '../domain/intake.ts';
import type { Money } from '../domain/money.ts';
import type { OrderSeen, OrderState } from '../domain/observation.ts';
import type { RowError } from './order-cells.ts';
import type { OrderRow } from './order-row.ts';
import { type Problem, problem } from './problem.ts';

/** Orders that wait for more rows; rows of one order stand together in every known report. */
const OPEN_ORDERS = 20_000;
const MAX_ITEMS = 200;

/** When the rows of an order differ in state, the least finished one that is still alive is the order's. */
const ORDER_OF_STATES: readonly OrderState[] = ['refunding', 'unpaid', 'paid', 'shipped', 'done', 'closed', 'unknown'];

interface OpenOrder {
  row: OrderRow & { order: OrderNews };
  /** A later row contradicts the first about the order itself: then none of them is taken. */
  refused?: RowError;
  /** Payments of the rows; the sum counts only when every row has one. */
  payments: (Money | undefined)[];
  incomplete: boolean;
}

function sumOf(payments: readonly (Money | undefined)[]): Money | undefined {
  const [first] = payments;
  if (!first || payments.some((money) => money?.currency !== first.currency)) return undefined;
  return { minor: payments.reduce((sum, money) => sum + (money?.minor ?? 0), 0), currency: first.currency };
}

function joined(a: string | undefined, b: string | undefined): string | undefined {
  if (!a || !b || a === b || a.split('\n').includes(b)) return a ?? b;
  return `${a}\n${b}`;
}

/** What is said of the order and not of an item: where rows differ, none can be believed. */
const OF_THE_ORDER = ['paid', 'shipping', 'createdAt', 'buyer'] as const;
type OfTheOrder = (typeof OF_THE_ORDER)[number];

function disagreement(order: OrderSeen, more: OrderSeen): OfTheOrder | undefined {
  const differ = (a: unknown, b: unknown): boolean => a !== undefined && b !== undefined && !sameValue(a, b);
  return OF_THE_ORDER.find((field) => differ(order[field], more[field]));
}

/** Adds a further row of the same order: its items, what the first row did not say, the state that is less finished. */
function addTo(order: OrderSeen, more: OrderSeen): void {
  const known = new Set(order.items.map(({ lineNo }) => lineNo));
  order.items.push(...more.items.filter(({ lineNo }) => lineNo === undefined || !known.has(lineNo)));
  if (ORDER_OF_STATES.indexOf(more.state) < ORDER_OF_STATES.indexOf(order.state)) {
    order.state = more.state;
    if (more.stateText) order.stateText = more.stateText;
    else delete order.stateText;
  }
  for (const field of [...OF_THE_ORDER, 'paidAt', 'shippedAt', 'receivedAt', 'recipient', 'carrier'] as const) {
    if (order[field] === undefined && more[field] !== undefined) Object.assign(order, { [field]: more[field] });
  }
  const memo = joined(order.memo, more.memo);
  if (memo) order.memo = memo;
  const note = joined(order.buyerNote, more.buyerNote);
  if (note) order.buyerNote = note;
  const tracking = [...new Set([...(order.tracking ?? []), ...(more.tracking ?? [])])].slice(0, 20);
  if (tracking.length) order.tracking = tracking;
}

/** Whose amounts the rows of an order state: each of its item, to be added up, or all of the whole order. */
export type AmountsOf = 'item' | 'order';

/** Puts the rows of an item report together, one order from its rows; keeps at most some thousand orders open. */
export class ItemMerger {
  private readonly amounts: AmountsOf;
  private readonly open = new Map<string, OpenOrder>();
  private readonly closed = new Set<string>();
  private readonly damaged = new Set<string>();

  constructor(amounts: AmountsOf = 'item') {
    this.amounts = amounts;
  }

  /** Takes a row; returns what is finished by it: refused rows at once, orders when they fall out of the window. */
  add(row: OrderRow): OrderRow[] {
    if (!row.order) {
      if (row.refusedNo) this.markIncomplete(row.refusedNo);
      return [row];
    }
    const { no } = row.order;
    if (this.closed.has(no)) return [refused(row, no, 'splitOrder')];
    const known = this.open.get(no);
    if (known) return this.extend(known, row, row.order);
    this.open.set(no, {
      row: { ...row, order: { ...row.order } },
      payments: [row.order.paid],
      incomplete: this.damaged.delete(no),
    });
    return this.open.size > OPEN_ORDERS ? this.closeOldest() : [];
  }

  /** Returns all orders that are still open. */
  flush(): OrderRow[] {
    const rows = [...this.open.values()].map((order) => this.finished(order));
    this.open.clear();
    return rows;
  }

  private extend(known: OpenOrder, row: OrderRow, order: OrderSeen): OrderRow[] {
    const field = this.amounts === 'order' ? disagreement(known.row.order, order) : undefined;
    if (known.refused || field) {
      known.refused ??= { column: '', value: order.no, reason: disagrees(order.no, known.row.line, row.line, field) };
      return [{ line: row.line, error: known.refused, refusedNo: order.no }];
    }
    if (known.row.order.items.length + order.items.length > MAX_ITEMS) {
      known.incomplete = true;
      return [refused(row, order.no, 'tooManyItems')];
    }
    known.row.order.items = [...known.row.order.items];
    addTo(known.row.order, order);
    if (row.warnings) known.row.warnings = [...(known.row.warnings ?? []), ...row.warnings];
    known.payments.push(order.paid);
    return [];
  }

  private finished({ row, payments, incomplete, refused }: OpenOrder): OrderRow {
    if (refused) return { line: row.line, error: refused, refusedNo: row.order.no };
    if (this.amounts === 'order') return row;
    row.order.ofItems = 'all';
    const paid = incomplete ? undefined : sumOf(payments);
    if (paid) row.order.paid = paid;
    else delete row.order.paid;
    return row;
  }

  private markIncomplete(no: string): void {
    const known = this.open.get(no);
    if (known) known.incomplete = true;
    else this.damaged.add(no);
  }

  private closeOldest(): OrderRow[] {
    const [oldest] = this.open;
    if (!oldest) return [];
    this.open.delete(oldest[0]);
    this.closed.add(oldest[0]);
    return [this.finished(oldest[1])];
  }
}

function disagrees(no: string, first: number, line: number, field: OfTheOrder = 'paid'): Problem {
  const money = field === 'paid' || field === 'shipping';
  return problem(money ? 'amountsDiffer' : 'rowsDiffer', { no, first, line });
}

function refused(row: OrderRow, no: string, code: 'splitOrder' | 'tooManyItems'): OrderRow {
  return { line: row.line, error: { column: '', value: no, reason: problem(code, { no }) }, refusedNo: no };
}
