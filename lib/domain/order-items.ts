import { defined } from './defined.ts';
import type { OrderItem } from './observation.ts';

/** Words that say an item has no refund. */
const NO_REFUND = /^(?:没有申请退款|无退款申请|无退款|未申请退款|无|-+|—)$/;

type Field = keyof OrderItem;

/** Where a seen item belongs among the stored ones: index by index, -1 for none. */
type Places = number[];

const saysNone = (item: OrderItem): boolean => item.refund !== undefined && NO_REFUND.test(item.refund);

/** Returns an item as it is kept: words that say that there is no refund are no refund. */
function kept(item: OrderItem): OrderItem {
  if (!saysNone(item)) return item;
  const { refund: _none, ...rest } = item;
  return rest;
}

function sameField(a: OrderItem, b: OrderItem, field: Field): boolean {
  if (field !== 'price') return a[field] === b[field];
  return a.price?.minor === b.price?.minor && a.price?.currency === b.price?.currency;
}

/** Tells whether a stored item holds already all that a seen one says. */
function holds(stored: OrderItem, seen: OrderItem): boolean {
  return (Object.keys(seen) as Field[]).every(
    (field) =>
      seen[field] === undefined ||
      (field === 'refund' && saysNone(seen) ? stored.refund === undefined : sameField(stored, seen, field)),
  );
}

/** Tells whether each seen item has a stored one of its own that holds all it says (augmenting paths, Kuhn 1955). */
function nothingNew(stored: readonly OrderItem[], seen: readonly OrderItem[]): boolean {
  const owner = new Map<number, number>();
  const place = (i: number, tried: Set<number>): boolean =>
    stored.some((item, j) => {
      const other = owner.get(j);
      if (tried.has(j) || !holds(item, seen[i] ?? {})) return false;
      tried.add(j);
      if (other !== undefined && !place(other, tried)) return false;
      owner.set(j, i);
      return true;
    });
  return seen.length === stored.length && seen.every((_, i) => place(i, new Set()));
}

const contradict = (a: OrderItem, b: OrderItem, ...fields: Field[]): boolean =>
  fields.some((field) => a[field] !== undefined && b[field] !== undefined && a[field] !== b[field]);

/** A way to find the stored item of a seen one: by a key, and where that stands more than once only `inOrder`. */
interface Way {
  keyOf: (item: OrderItem) => string | undefined;
  inOrder?: true;
  unless: readonly Field[];
}

const joined = (...parts: (string | undefined)[]): string | undefined =>
  parts[0] === undefined ? undefined : parts.map((part) => part ?? '').join('\n');

/** The surest first. What has a number is never joined with another number; kinds are written in more than one way. */
const WAYS: readonly Way[] = [
  { keyOf: ({ lineNo }) => lineNo, inOrder: true, unless: [] },
  { keyOf: ({ itemId, sku }) => joined(itemId, sku), inOrder: true, unless: ['lineNo'] },
  { keyOf: ({ itemId }) => itemId, unless: ['lineNo'] },
  { keyOf: ({ code }) => code, unless: ['lineNo', 'itemId'] },
  { keyOf: ({ title, sku }) => joined(title, sku), inOrder: true, unless: ['lineNo', 'itemId', 'code'] },
  { keyOf: ({ title }) => title, unless: ['lineNo', 'itemId', 'code', 'sku'] },
  { keyOf: ({ sku }) => sku, unless: ['lineNo', 'itemId', 'code', 'title'] },
];

function placesOf(stored: readonly OrderItem[], seen: readonly OrderItem[]): Places {
  const places: Places = seen.map(() => -1);
  const free = new Set(stored.keys());
  const put = (i: number, j: number): void => {
    places[i] = j;
    free.delete(j);
  };
  for (const { keyOf, inOrder, unless } of WAYS) {
    const open = [...seen.entries()].filter(([i]) => places[i] === -1);
    for (const [i, item] of open) {
      const key = keyOf(item);
      if (key === undefined) continue;
      const same = [...free].filter((j) => keyOf(stored[j] ?? {}) === key);
      if (!inOrder && (same.length > 1 || open.filter(([, other]) => keyOf(other) === key).length > 1)) continue;
      const found = same.find((j) => !contradict(item, stored[j] ?? {}, ...unless));
      if (found !== undefined) put(i, found);
    }
  }
  const [only, one] = [seen[0], stored[0]];
  const single = seen.length === 1 && stored.length === 1 && only && one;
  if (single && places[0] === -1 && !contradict(only, one, 'lineNo', 'itemId')) put(0, 0);
  return places;
}

/** Returns the stored item with what a reading says of it; a refund goes when the reading says that there is none. */
function renewed(stored: OrderItem | undefined, seen: OrderItem): OrderItem {
  return kept({ ...stored, ...defined(seen) });
}

const fullness = (items: readonly OrderItem[]): number =>
  items.reduce((sum, item) => sum + Object.values(item).filter((value) => value !== undefined).length, 0);

/**
 * Returns the items of an order brought up to date by a new reading. Items belong together by line number, then by item
 * and kind, each stored one once; without a number only by code, title or kind that agree, or when there is one of each.
 * A shorter list changes nothing; of lists that cannot be joined item by item the fuller one stays, or the one that
 * names its items by number. The same reading again changes nothing.
 */
export function mergeItems(stored: readonly OrderItem[], seen: readonly OrderItem[]): OrderItem[] {
  if (stored.length === 0) return seen.map(kept);
  if (seen.length < stored.length || nothingNew(stored, seen)) return [...stored];
  const places = placesOf(stored, seen);
  const lost = seen.filter((_, i) => places[i] === -1);
  if (seen.length === stored.length) {
    if (lost.length === 0) return stored.map((item, j) => renewed(item, seen[places.indexOf(j)] ?? {}));
    const named = lost.every(({ itemId, lineNo }) => itemId !== undefined || lineNo !== undefined);
    const told = seen.map(kept);
    if (!(named && !sharesItem(stored, lost)) && fullness(told) <= fullness(stored)) return [...stored];
  }
  return seen.map((item, i) => renewed(stored[places[i] ?? -1], item));
}

/** Returns the items of an order with what a list of some of them says; what it has beyond them stays away. */
export function renewItems(stored: readonly OrderItem[], seen: readonly OrderItem[]): OrderItem[] {
  const places = placesOf(stored, seen);
  return stored.map((item, j) => renewed(item, seen[places.indexOf(j)] ?? {}));
}

/** Tells whether some of the items that found no place are of an item that is stored: which of its kinds is open. */
function sharesItem(stored: readonly OrderItem[], lost: readonly OrderItem[]): boolean {
  return lost.some(({ itemId }) => itemId !== undefined && stored.some((item) => item.itemId === itemId));
}
