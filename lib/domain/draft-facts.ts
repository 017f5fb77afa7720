import type { Customer } from './customer.ts';
import { momentOf, type StoredMessage } from './message-stored.ts';
import { formatMoney } from './money.ts';
import { byNewest, type Order } from './order.ts';
import { isMasked } from './text.ts';

/** One thing that is shown of a customer and may go into a draft when the staff tick it. */
export interface DraftFact {
  id: string;
  label: string;
  value: string;
}

const DAY = 86_400_000;

/** Returns the last messages of a conversation (oldest first): the newest, and those at most a day older. */
export function lastDay<M extends Pick<StoredMessage, 'at' | 'seen'>>(messages: readonly M[]): M[] {
  const newest = messages.at(-1);
  if (!newest) return [];
  // What has no time of its own lies between its neighbours; before one that is too old nothing is newer.
  const old = messages.findLastIndex(({ at }) => at !== undefined && at < momentOf(newest) - DAY);
  return messages.slice(old + 1);
}

/** Orders that are offered. */
const MOST = 3;

/**
 * Returns what may be ticked for a draft: the buyer's name and country, and the newest orders with number, state, items,
 * amount and tracking. Addresses, telephone numbers, notes and tags are never offered, nor is a masked name.
 */
export function draftFacts(
  customer: Pick<Customer, 'name' | 'masked' | 'country'> | null,
  orders: readonly Order[],
  labels: Readonly<Record<'buyer' | 'country' | 'order', string>>,
): DraftFact[] {
  const facts: DraftFact[] = [];
  if (customer && !customer.masked) facts.push({ id: 'buyer', label: labels.buyer, value: customer.name });
  if (customer?.country) facts.push({ id: 'country', label: labels.country, value: customer.country });
  for (const order of orders.toSorted(byNewest).slice(0, MOST)) {
    facts.push({ id: order.no, label: labels.order, value: orderLine(order) });
  }
  // A size in the name of an item (`1.8*2.0m`) masks nothing.
  return facts.filter(({ id, value }) => value && ((id !== 'buyer' && id !== 'country') || !isMasked(value)));
}

function orderLine({ no, stateText, items, paid, carrier, tracking }: Order): string {
  const titles = items
    .slice(0, 3)
    .map(({ title, sku, quantity }) => [title, sku, quantity && `×${quantity}`].filter(Boolean).join(' '));
  const parcel = tracking?.filter((number) => !isMasked(number)).join(', ');
  return [no, stateText, ...titles, paid && formatMoney(paid), carrier, parcel].filter(Boolean).join(' · ');
}
