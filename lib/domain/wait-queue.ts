import type { Customer } from './customer.ts';
import type { Thread, WaitMark } from './message-stored.ts';
import { moodOf, type MoodSeen } from './mood.ts';
import type { Money } from './money.ts';
import { sumByCurrency } from './money.ts';
import type { Order } from './order.ts';
import type { SiteId } from './observation.ts';
import { openCases, refundOver } from './order-case.ts';
import { vipMarksOf, watchWordsIn, type Attention } from './wait-attention.ts';
import type { Judged } from './wait-rules.ts';

/** Who waits, with what is known of them. */
export interface Waiting {
  thread: Pick<Thread, 'id' | 'shopId'>;
  wait: WaitMark;
  customer: Pick<Customer, 'id' | 'site' | 'name' | 'tags' | 'level' | 'stats'>;
  orders: readonly Pick<Order, 'no' | 'state' | 'paid' | 'items' | 'cases' | 'seenAt'>[];
}

/** Why somebody stands where they stand; each has a sentence in the catalogue, `waiting.why.<kind>`. */
export interface Why {
  kind: 'dispute' | 'threatening' | 'angry' | 'anxious' | 'word' | 'vip' | 'value' | 'history' | 'arrival';
  /** Order number, words, tags. */
  what?: string;
  money?: Money[];
  n?: number;
}

/** One line of the queue. */
export interface QueueLine {
  threadId: string;
  customerId: string;
  shopId: string;
  site: SiteId;
  name: string;
  wait: WaitMark;
  judged: Judged;
  /** All reasons, the one that decides first. */
  why: Why[];
  /** In a dispute, angry, marked by a word, or first: shown louder. */
  loud: boolean;
  /** Compared from left to right, larger first; then who came first. */
  order: readonly number[];
}

const RUNNING: ReadonlySet<string> = new Set(['unpaid', 'paid', 'shipped', 'refunding']);

/**
 * About how many fen one minor unit is worth. Only to put people in a row; no converted amount is ever shown.
 * Rounded rates of November 2026; a currency that is not here counts as nothing.
 */
const FEN: Readonly<Record<string, number>> = {
  CNY: 1,
  USD: 7,
  EUR: 8,
  GBP: 9,
  RUB: 0.08,
  BRL: 1.3,
  MXN: 0.4,
  PLN: 1.9,
  AUD: 4.6,
  CAD: 5.1,
  JPY: 4.7,
  KRW: 0.5,
};
/** Steps of order value in fen, and of orders so far: within a step whoever came first is first. */
const VALUE_STEPS = [1, 10_000, 30_000, 100_000, 300_000, 1_000_000] as const;
const HISTORY_STEPS = [1, 3, 10, 30] as const;

const stepOf = (value: number, steps: readonly number[]): number => steps.filter((step) => value >= step).length;

const moods = new Map<string, MoodSeen>();
const MOST_MOODS = 5000;

/** Looking for a mood takes a third of a millisecond, and the queue is read with every message: the same text once. */
function moodIn(text: string): MoodSeen {
  const known = moods.get(text);
  if (known) return known;
  if (moods.size >= MOST_MOODS) moods.clear();
  const seen = moodOf(text);
  moods.set(text, seen);
  return seen;
}

/** What is known that moves somebody forward. */
interface Weights {
  why: Why[];
  disputed: boolean;
  upset: boolean;
  vip: boolean;
  value: number;
}

function disputedOrder({ orders }: Waiting, now: number): string | undefined {
  const running = (state: string): boolean => state !== 'done' && state !== 'closed';
  const said = ({ state, items }: (typeof orders)[number]): boolean =>
    state === 'refunding' || (running(state) && items.some(({ refund }) => refund));
  return orders.find((order) => openCases(order, now).length > 0 || (said(order) && !refundOver(order)))?.no;
}

/** Returns what a question sounds like: anger, threats and words that are watched for make it louder, worry is only told. */
function soundOf({ text }: WaitMark, words: readonly string[]): { why: Why[]; upset: boolean } {
  const { mood, words: said } = moodIn(text);
  const why: Why[] = mood === 'threatening' || mood === 'angry' ? [{ kind: mood, what: said.join('、') }] : [];
  const watched = watchWordsIn(text, words);
  // What the mood has named already is not said twice.
  const more = why.length > 0 ? watched.filter((word) => !said.some((one) => one.includes(word))) : watched;
  if (more.length > 0) why.push({ kind: 'word', what: more.join('、') });
  if (mood === 'anxious') why.push({ kind: 'anxious', what: said.join('、') });
  return { why, upset: watched.length > 0 || mood === 'threatening' || mood === 'angry' };
}

function weightsOf(waiting: Waiting, attention: Attention, now: number): Weights {
  const { wait, customer, orders } = waiting;
  const why: Why[] = [];
  const disputed = disputedOrder(waiting, now);
  if (disputed !== undefined) why.push({ kind: 'dispute', what: disputed });
  const vip = vipMarksOf(customer, attention.vip);
  if (vip.length > 0) why.push({ kind: 'vip', what: vip.join('、') });
  const money = sumByCurrency(orders.flatMap(({ state, paid }) => (paid && RUNNING.has(state) ? [paid] : [])));
  if (money.length > 0) why.push({ kind: 'value', money });
  const value = money.reduce((sum, { minor, currency }) => sum + minor * (FEN[currency] ?? 0), 0);
  if (customer.stats.paidCount > 0) why.push({ kind: 'history', n: customer.stats.paidCount });
  const sound = soundOf(wait, attention.words);
  why.push(...sound.why);
  if (why.length === 0) why.push({ kind: 'arrival' });
  return { why, disputed: disputed !== undefined, upset: sound.upset, vip: vip.length > 0, value };
}

/** Returns the line of one who waits at `now` (epoch ms): reasons and place, by what a shop pays attention to. */
export function queueLine(waiting: Waiting, judged: Judged, attention: Attention, now: number): QueueLine {
  const { thread, wait, customer } = waiting;
  const { why, disputed, upset, vip, value } = weightsOf(waiting, attention, now);
  const flag = (on: boolean): number => (on ? 1 : 0);
  const [worth, history] = [stepOf(value, VALUE_STEPS), stepOf(customer.stats.paidCount, HISTORY_STEPS)];
  return {
    threadId: thread.id,
    customerId: customer.id,
    shopId: thread.shopId,
    site: customer.site,
    name: customer.name,
    wait,
    judged,
    why,
    loud: disputed || upset || vip,
    order: [flag(disputed), flag(vip), worth, history, flag(upset)],
  };
}

/** How the queue is put in order: by who matters most, or by who is late first. */
export type QueueOrder = 'priority' | 'deadline';

/** Epoch ms since when somebody waits, at least. */
export const waitingSince = ({ wait }: Pick<QueueLine, 'wait'>): number => wait.since ?? wait.seen;

/**
 * Returns the lines in order: disputes, important customers, order value, history, and within the same of all these the
 * upset, then who came first.
 */
export function inOrder(lines: readonly QueueLine[], by: QueueOrder): QueueLine[] {
  const arrival = (a: QueueLine, b: QueueLine): number => waitingSince(a) - waitingSince(b) || (a.threadId < b.threadId ? -1 : 1);
  if (by === 'deadline') {
    const due = ({ judged }: QueueLine): number => judged.dueAt ?? Infinity;
    return lines.toSorted((a, b) => (due(a) === due(b) ? arrival(a, b) : due(a) - due(b)));
  }
  return lines.toSorted((a, b) => {
    const at = a.order.findIndex((value, i) => value !== b.order[i]);
    return at === -1 ? arrival(a, b) : (b.order[at] ?? 0) - (a.order[at] ?? 0);
  });
}
