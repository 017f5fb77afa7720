import { areOne, bestKnownFirst, canBe, keysOf, resolve, type Resolution } from '../domain/identity.ts';
import { broughtUp, isStub, learn, newCustomer, orderOf, orderStub, placeOf, type OrderNews } from '../domain/intake.ts';
import type { Customer } from '../domain/customer.ts';
import type { Order } from '../domain/order.ts';
import type { PeerSeen, SiteId } from '../domain/observation.ts';
import { absorbCustomer } from './absorb.ts';
import { change } from './changes.ts';
import { customersByKeys } from './customers.ts';
import { namesakes } from './customers-by-name.ts';
import { db, type KebanDatabase } from './database.ts';
import type { Draft } from './draft.ts';
import { ownersOf } from './orders.ts';
import { ordersCame } from './reply-watch.ts';

interface Source {
  site: SiteId;
  shopId: string;
  /** Epoch ms of the reading. */
  at: number;
  commandId?: string;
}

/** What taking in a list of orders led to. */
export interface OrdersTaken {
  created: number;
  updated: number;
  /** Order numbers whose buyer contradicts what is known; they were left as they are. */
  refused: string[];
}

/**
 * Takes orders that a page shows into the database. Each goes to its known owner, else to the customer with the same
 * id, else to a new customer; a masked buyer gets a customer of its own until a chat tells who it is.
 */
export async function takeOrders(
  source: Source,
  orders: readonly OrderNews[],
  database: KebanDatabase = db,
): Promise<OrdersTaken> {
  const taken: OrdersTaken = { created: 0, updated: 0, refused: [] };
  const customers = new Set<string>();
  const unique = [...new Map(orders.map((o) => [o.no, o])).values()];
  const info = {
    actor: 'page' as const,
    label: { key: 'change.pageRead' },
    ...(source.commandId ? { commandId: source.commandId } : {}),
  };
  await change(
    info,
    async (draft) => {
      const owners = await ownersOf(
        unique.map((o) => o.no),
        database,
      );
      const taking: Taking = { draft, source, database, taken, customers, joined: new Map() };
      for (const seen of unique) await takeOrder(taking, seen, owners.get(seen.no)?.customerId);
    },
    database,
  );
  await ordersCame(customers, source.at, database);
  return taken;
}

interface Taking {
  draft: Draft;
  source: Source;
  database: KebanDatabase;
  taken: OrdersTaken;
  /** Whose orders are new or changed. */
  customers: Set<string>;
  /** Customers joined with another one while this list is taken in, and with whom. */
  joined: Map<string, string>;
}

async function takeOrder(taking: Taking, seen: OrderNews, ownerId: string | undefined): Promise<void> {
  const { draft, source, taken } = taking;
  const peer = seen.buyer ?? {};
  const keys = keysOf(source.shopId, peer);
  // Whoever owned it when this list began may have been joined with somebody since.
  const known = ownerId ? await draft.get('customers', taking.joined.get(ownerId) ?? ownerId) : null;
  const stored = known ? (await draft.orders(known.id)).find((o) => o.no === seen.no) : undefined;
  const place = placeOf(known, stored, peer, keys, source.shopId);
  const leaves = place === 'holder' || (place === 'elsewhere' && mayLeaveShop(stored));
  const owner = place === 'owner' ? known : null;
  const concerned = [...new Map([...(owner ? [owner] : []), ...(await holdersOf(taking, keys))].map((c) => [c.id, c])).values()];
  // The order of a masked buyer may now name the one that holds the key, or two keys of one buyer: all are one person.
  if ((!owner && !leaves) || !areOne(concerned, keys)) {
    taken.refused.push(seen.no);
    return;
  }
  if (known && leaves) await takeFrom(draft, known.id, seen.no);
  const before = await joinAll(taking, concerned);
  const customer = learn(before ?? newCustomer(source.site, source.shopId, peer, keys, source.at), peer, keys);
  if (customer !== before) await draft.put('customers', { ...customer, updatedAt: source.at });
  // Of an import into the wrong shop; beside a chat, the promise was made to whoever is chatting.
  if (known && place === 'elsewhere' && stored?.importId) await followOrder(draft, known.id, seen.no, customer);
  // What was told of a bare number stays with the number, whosever it turns out to be.
  const merged = broughtUp(stored, orderOf(seen, source.shopId, source.at)) ?? (leaves ? stored : null);
  if (!merged) return;
  if (stored) taken.updated += 1;
  else taken.created += 1;
  taking.customers.add(customer.id);
  const others = (await draft.orders(customer.id)).filter((o) => o.no !== seen.no);
  // One that stood in another shop by mistake is of the buyer's shop now.
  await draft.setOrders(customer.id, [...others, { ...merged, shopId: source.shopId }]);
}

/** Takes an order from a customer, in a draft. */
export async function takeFrom(draft: Draft, customerId: string, no: string): Promise<void> {
  const orders = await draft.orders(customerId);
  await draft.setOrders(
    customerId,
    orders.filter((o) => o.no !== no),
  );
}

/** Gives follow-ups about an order that was in the wrong shop to the customer that it goes to, in a draft. */
export async function followOrder(draft: Draft, from: string, no: string, to: Pick<Customer, 'id' | 'shopId'>): Promise<void> {
  for (const row of await draft.belongings('reminders', from))
    if (row.orderNo === no) await draft.put('reminders', { ...row, customerId: to.id, shopId: to.shopId });
}

/** A page tells which shop an order is of; a file was given the shop by a person, and a bare number may have stood anywhere. */
function mayLeaveShop(stored: Order | undefined): boolean {
  return stored !== undefined && (stored.importId !== undefined || isStub(stored));
}

/** Returns the customers that hold one of the keys, as this draft leaves them. */
async function holdersOf({ draft, database }: Taking, keys: readonly string[]): Promise<Customer[]> {
  // Reading a stored one makes it part of the draft, where it is found if it still holds a key.
  for (const { id } of await customersByKeys(keys, database)) await draft.get('customers', id);
  return draft.customersWith(keys);
}

/** Joins customers that turned out to be one; returns the one that stays, or null for none. */
async function joinAll(taking: Taking, customers: readonly Customer[]): Promise<Customer | null> {
  const [kept, ...others] = bestKnownFirst(customers);
  if (!kept) return null;
  for (const { id } of others) {
    await absorbCustomer(taking.draft, kept.id, id);
    for (const [from, to] of taking.joined) if (to === id) taking.joined.set(from, kept.id);
    taking.joined.set(id, kept.id);
  }
  return taking.draft.get('customers', kept.id);
}

/** Who the buyer of an open chat is, and what the database does not know of it yet. */
interface ChatBuyer {
  resolution: Resolution['outcome'];
  customer: Customer | null;
  absorb: string[];
  /** Order numbers beside the chat that nobody of the shop owns, and who owns one that an import has put into another shop. */
  missing: Map<string, { order: Order; customerId: string } | undefined>;
  candidates: string[];
  /** Something is to be written. */
  news: boolean;
}

async function buyerOf(source: Source, seen: PeerSeen, database: KebanDatabase): Promise<ChatBuyer> {
  const keys = keysOf(source.shopId, seen.peer);
  const owners = await ownersOf(seen.orderNos, database);
  const byKey = await customersByKeys(keys, database);
  const ownerIds = [...new Set([...owners.values()].map((o) => o.customerId))];
  const people = (await database.customers.bulkGet(ownerIds)).filter((c): c is Customer => c !== undefined);
  const byOrder = people.filter((c) => c.shopId === source.shopId);
  // In another shop: an import that was given the wrong one. Names reject; keys of two shops cannot be compared.
  const strays = new Set(people.flatMap((c) => (c.shopId !== source.shopId && canBe(c, seen.peer, []) ? [c.id] : [])));
  const isMissing = (no: string): boolean => {
    const owned = owners.get(no);
    return !owned || (strays.has(owned.customerId) && owned.order.importId !== undefined);
  };
  const missing = new Map(seen.orderNos.filter(isMissing).map((no) => [no, owners.get(no)]));
  const resolution = resolve(seen.peer, keys, byKey, byOrder);
  const none = { customer: null, absorb: [], missing: new Map<never, never>(), candidates: [], news: false };
  if (resolution.outcome === 'conflict') {
    // Whoever had the number until it was somebody else's is found by the name, if at all.
    const alike = await namesakes(source.shopId, seen.peer.name ?? '', database);
    const candidates = [...new Set([...resolution.customerIds, ...alike.map(({ id }) => id)])];
    return { ...none, resolution: 'conflict', candidates };
  }
  if (resolution.outcome === 'nobody' && missing.size === 0) return { ...none, resolution: 'nobody' };
  const known = resolution.outcome === 'one' ? (byKey.concat(byOrder).find((c) => c.id === resolution.customerId) ?? null) : null;
  const absorb = resolution.outcome === 'one' ? resolution.absorb : [];
  const customer = withChat(known ?? newCustomer(source.site, source.shopId, seen.peer, keys, source.at), seen, keys);
  const news = customer !== known || absorb.length > 0 || missing.size > 0;
  return { resolution: 'one', customer, absorb, missing, candidates: [], news };
}

/** Returns who the buyer of an open chat is, and remembers what the page shows of them. */
export async function takePeer(
  source: Source,
  seen: PeerSeen,
  database: KebanDatabase = db,
): Promise<{ resolution: Resolution['outcome']; customerId: string | null; candidates: string[] }> {
  let buyer = await buyerOf(source, seen, database);
  if (buyer.news) {
    const label = { key: 'change.chatRead', params: { name: buyer.customer?.name ?? '' } };
    await change(
      { actor: 'page', label },
      async (draft) => {
        // Decided again inside the transaction: another tab may have taken the same buyer or order in meanwhile.
        buyer = await buyerOf(source, seen, database);
        if (buyer.news && buyer.customer) await writeBuyer(draft, source, buyer, buyer.customer);
      },
      database,
    );
  }
  if (buyer.customer) await noteVisit(buyer.customer.id, seen.url, source.at, database);
  return { resolution: buyer.resolution, customerId: buyer.customer?.id ?? null, candidates: buyer.candidates };
}

async function writeBuyer(draft: Draft, source: Source, buyer: ChatBuyer, customer: Customer): Promise<void> {
  await draft.put('customers', { ...customer, updatedAt: source.at });
  for (const id of buyer.absorb) await absorbCustomer(draft, customer.id, id);
  if (buyer.missing.size === 0) return;
  for (const [no, stray] of buyer.missing) {
    if (!stray) continue;
    await takeFrom(draft, stray.customerId, no);
    await followOrder(draft, stray.customerId, no, customer);
  }
  const orders = [...buyer.missing].map(([no, stray]) => ({
    ...(stray?.order ?? orderStub(no, source.shopId, source.at)),
    shopId: source.shopId,
    seenAt: source.at,
  }));
  await draft.setOrders(customer.id, [...(await draft.orders(customer.id)), ...orders]);
}

/** Returns the customer with what the chat shows; an order number beside the chat makes a masked buyer known. */
export function withChat(customer: Customer, seen: PeerSeen, keys: readonly string[]): Customer {
  let result = learn(customer, seen.peer, keys);
  if (result.standing === 'orders-only') result = { ...result, standing: 'known' };
  if (seen.remark !== undefined && seen.remark !== result.remark) result = { ...result, remark: seen.remark };
  if (seen.level !== undefined && seen.level !== result.level) result = { ...result, level: seen.level };
  return result;
}

/** Remembers when and where the chat was open. Not a recorded change: it tells nothing about the customer. */
async function noteVisit(customerId: string, url: string | undefined, at: number, database: KebanDatabase): Promise<void> {
  const customer = await database.customers.get(customerId);
  if (!customer || (customer.chatUrl === url && at - (customer.chatAt ?? 0) < 600_000)) return;
  await database.customers.update(customerId, { chatAt: at, ...(url ? { chatUrl: url } : {}) });
}
