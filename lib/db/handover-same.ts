import { cadenceKey } from '../domain/cadence.ts';
import type { Customer } from '../domain/customer.ts';
import { SAME_WITHIN } from '../domain/promise-id.ts';
import type { Reminder } from '../domain/reminder.ts';
import type { HandoverItem } from '../files/handover-json.ts';

/** What tells follow-ups of one customer apart. */
export type Alike = Pick<Reminder, 'id' | 'text' | 'dueAt' | 'state' | 'promise'>;

/** So begin the ids of what goes by the last contact or order: two computers may know of different ones. */
const BY_LAST = /^cd_(?:touch|sleeping)/;

/**
 * Returns the id that a follow-up of a rule has for this customer, null when no rule made it. Ids about an order are the
 * same everywhere, those about a customer have the id that the customer has where they come from.
 */
export function ruleIdHere({ id, orderNo }: Pick<HandoverItem, 'id' | 'orderNo'>, customerId: string): string | null {
  const [rule = '', key = '', ...rest] = id.split('~');
  if (!rule.startsWith('cd_')) return null;
  const isOrder = orderNo !== undefined && key.startsWith(cadenceKey(orderNo));
  return isOrder ? id : [rule, cadenceKey(customerId), ...rest].join('~');
}

/**
 * Tells whether a thing handed over is known here under another id: the same sentence promised, the same question, or what
 * the same rule made of the same day. `known` are the follow-ups of the customer here, of every state.
 */
export function isKnownAs(
  item: HandoverItem,
  { id: customerId, joined = [] }: Pick<Customer, 'id' | 'joined'>,
  known: readonly Alike[],
): boolean {
  const ids = new Set([customerId, ...joined].map((one) => ruleIdHere(item, one)));
  const rule = BY_LAST.test(item.id) ? `${item.id.split('~')[0]}~` : null;
  return known.some((row) => {
    if (ids.has(row.id)) return true;
    if (rule !== null && row.state === 'open' && row.id.startsWith(rule)) return true;
    if (item.promise && row.promise) return isSamePromise(item.promise, row.promise);
    // Asked again after it was done it is another question.
    return item.kind === 'unanswered' && row.text === item.text && (row.state === 'open' || row.dueAt === item.dueAt);
  });
}

type Said = Pick<NonNullable<Reminder['promise']>, 'sentence' | 'saidAt'>;

const isSamePromise = (a: Said, b: Said): boolean => a.sentence === b.sentence && Math.abs(a.saidAt - b.saidAt) <= SAME_WITHIN;
