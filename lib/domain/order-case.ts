import { sameValue } from './change.ts';
import { defined } from './defined.ts';
import type { Money } from './money.ts';
import type { CaseSeen, OrderState } from './observation.ts';

/** A refund or dispute as it is kept with its order. */
export interface OrderCase {
  no?: string;
  /** Number of its line, where the platform tells the pieces of one dispute apart. */
  lineNo?: string;
  type?: string;
  state: 'open' | 'closed' | 'unknown';
  stateText?: string;
  amount?: Money;
  /** Epoch ms. */
  createdAt?: number;
  /** The countdown as it was shown. */
  deadlineText?: string;
  /** Epoch ms at which the countdown ends; whose turn it is until then says the state. Absent where none was shown. */
  dueAt?: number;
  /** Epoch ms of the reading that told something new. */
  seenAt: number;
}

const WAITS = /^(?:待|等待|请|wait)/i;
const OVER =
  /(?<!未|将)(?:成功|完成|关闭|结束|撤销|取消|已退款|已完结|已驳回)$|^已(?:结束|关闭|完成|撤销|取消)|(?<!not )\b(?:closed|finished|completed|cancell?ed)$|^(?:closed|finished|completed|cancell?ed)/i;
const RUNS =
  /处理中|进行中|介入|退货|协商|拒绝|未(?:完成|结束|处理)|^(?:processing|in dispute)|\bnot (?:closed|finished|completed)$/i;

/** Returns whether a case is still open by the words that a page shows for it; words that are not known say nothing. */
export function caseStateOf(stateText: string | undefined, deadlineText?: string): OrderCase['state'] {
  const text = (stateText ?? '').trim();
  if (WAITS.test(text)) return 'open';
  if (OVER.test(text)) return 'closed';
  return RUNS.test(text) || deadlineText !== undefined ? 'open' : 'unknown';
}

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/(\d+)\s*天/, 86_400_000],
  [/(\d+)\s*(?:小时|时)/, 3_600_000],
  [/(\d+)\s*分/, 60_000],
  [/(\d+)\s*秒/, 1000],
];

/** No platform leaves more time than this (ms); a longer countdown is none. */
const LONGEST = 400 * 86_400_000;

/** Returns what a countdown (`还剩 1 天 3 时 20 分`) leaves and its smallest unit, both in ms, or null when it names no time. */
export function leftIn(text: string): { ms: number; unit: number } | null {
  const parts = UNITS.flatMap(([pattern, unit]) => {
    const count = pattern.exec(text)?.[1];
    return count === undefined ? [] : [{ ms: Number(count) * unit, unit }];
  });
  const ms = parts.reduce((sum, part) => sum + part.ms, 0);
  const last = parts.at(-1);
  return last && ms <= LONGEST ? { ms, unit: last.unit } : null;
}

/** Returns what is kept of a case that a page or response showed at `at` (epoch ms). */
export function caseOf(seen: CaseSeen, at: number): OrderCase {
  const { no, lineNo, type, stateText, amount, createdAt, deadlineText } = seen;
  const left = deadlineText === undefined ? null : leftIn(deadlineText);
  const state = caseStateOf(stateText, deadlineText);
  const dueAt = left && state === 'open' ? at + left.ms : undefined;
  const facts = { no, lineNo, type, stateText, amount, createdAt, deadlineText, dueAt };
  return { ...(defined(facts) as Partial<OrderCase>), state, seenAt: at };
}

/** Some pages show the one number of a dispute as that of its line. */
const isNamedOtherwise = ({ no }: OrderCase, { lineNo }: OrderCase): boolean => no !== undefined && no === lineNo;

const isBare = (a: OrderCase, b: OrderCase): boolean => a.lineNo === undefined && isNamedOtherwise(a, b);

/** The numbers of a case or one of its lines, as far as they are shown. */
type CaseNumbers = { [K in 'no' | 'lineNo']?: string | undefined };

/** Tells whether two readings are of one case by their numbers: those of the lines where both have one. */
export function isSameNumber(a: CaseNumbers, b: CaseNumbers): boolean {
  if (a.lineNo !== undefined && b.lineNo !== undefined) return a.lineNo === b.lineNo;
  return a.no !== undefined && a.no === b.no;
}

const isSame = (a: OrderCase, b: OrderCase): boolean => isNamedOtherwise(a, b) || isNamedOtherwise(b, a) || isSameNumber(a, b);

const HOUR = 3_600_000;
/**
 * A page that stands open goes on showing the countdown of when it was loaded. One that shows hours less than is known is
 * taken for such a page only within this time (ms): later the deadline may as well have been moved.
 */
const STALE_WITHIN = 12 * HOUR;

/**
 * Tells whether a deadline that was seen now is the one that is known: within its unit, or off a countdown that stands
 * still in the state it was seen in.
 */
function isSameDeadline(known: OrderCase, seen: OrderCase, moved: boolean): boolean {
  const [was, is] = [leftIn(known.deadlineText ?? ''), leftIn(seen.deadlineText ?? '')];
  if (known.dueAt === undefined || seen.dueAt === undefined || !was || !is) return false;
  if (Math.abs(seen.dueAt - known.dueAt) <= 2 * is.unit) return true;
  const less = was.ms - is.ms;
  return !moved && seen.dueAt > known.dueAt && less >= 0 && (less < HOUR || seen.seenAt - known.seenAt < STALE_WITHIN);
}

function renewed(known: OrderCase, seen: OrderCase): OrderCase {
  const merged = { ...known, ...seen };
  if (seen.state === 'unknown' && seen.stateText === undefined) merged.state = known.state;
  const moved = seen.stateText !== undefined && seen.stateText !== known.stateText;
  if (merged.state === 'closed' || (moved && seen.dueAt === undefined)) {
    delete merged.dueAt;
    delete merged.deadlineText;
  } else if (isSameDeadline(known, seen, moved)) {
    merged.dueAt = known.dueAt as number;
    merged.deadlineText = known.deadlineText as string;
  }
  return sameValue({ ...merged, seenAt: 0 }, { ...known, seenAt: 0 }) ? known : merged;
}

/** Cases kept of one order. */
const MOST = 20;

/** Returns the cases of an order brought up to date: the newest reading of each counts, what it does not name stays. */
export function mergedCases(known: readonly OrderCase[], seen: readonly OrderCase[]): OrderCase[] {
  let merged = [...known];
  for (const each of seen) {
    const same = merged.find((one) => isSame(one, each));
    const next = same ? renewed(same, each) : each;
    if (!same) merged.push(next);
    else merged = merged.flatMap((one) => (one === same ? next : isNamedOtherwise(next, one) || isBare(one, next) ? [] : one));
  }
  return merged.slice(-MOST);
}

/**
 * Tells whether a refund is over although the order was last seen in one: all its cases are known to be closed, by a
 * reading no older than that of the order.
 */
export function refundOver({ cases = [], seenAt }: { cases?: readonly OrderCase[]; seenAt: number }): boolean {
  const isClosed = cases.length > 0 && cases.every(({ state }) => state === 'closed');
  return isClosed && cases.some((each) => each.seenAt >= seenAt);
}

/** Comes after every deadline: the last moment there is, since Infinity less Infinity is no number. */
export const NO_DEADLINE = Number.MAX_SAFE_INTEGER;

/** At its deadline the platform decides by itself: this long (ms) after it nobody knows any more whether a case is open. */
const UNKNOWN_AFTER = 3 * 86_400_000;

/**
 * Returns the cases of an order that are open at `at` (epoch ms), those with a deadline first, the earliest of them before
 * the others. An order that is closed has none, whatever was seen before.
 */
export function openCases({ cases, state }: { cases?: readonly OrderCase[]; state: OrderState }, at: number): OrderCase[] {
  const isOpen = (each: OrderCase): boolean => each.state === 'open' && (each.dueAt ?? at) >= at - UNKNOWN_AFTER;
  const open = state === 'closed' ? [] : (cases ?? []).filter((each) => isOpen(each));
  return open.toSorted((a, b) => (a.dueAt ?? NO_DEADLINE) - (b.dueAt ?? NO_DEADLINE));
}

/** Returns the earliest deadline (epoch ms) of an order's cases that are open at `at` (epoch ms), `NO_DEADLINE` without any. */
export function earliestDue(order: Parameters<typeof openCases>[0], at: number): number {
  return openCases(order, at)[0]?.dueAt ?? NO_DEADLINE;
}
