import { keysDisagree, keysOf, resolve, type Resolution } from '../domain/identity.ts';
import { broughtUp, learn, mergedCustomer, newCustomer, orderOf, orderStub, placeOf } from '../domain/intake.ts';
import type { Customer } from '../domain/customer.ts';
import type { OrderSeen, PeerSeen, SiteId } from '../domain/observation.ts';
import { change } from './changes.ts';
import { customersByKeys } from './customers.ts';
import { db, type KebanDatabase } from './database.ts';
import type { Draft } from './draft.ts';
import { ownersOf } from './orders.ts';

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
  orders: readonly OrderSeen[],
  database: KebanDatabase = db,
): Promise<OrdersTaken> {
  const taken: OrdersTaken = { created: 0, updated: 0, refused: [] };
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
      for (const seen of unique) await takeOrder({ draft, source, database, taken }, seen, owners.get(seen.no)?.customerId);
    },
    database,
  );
  return taken;
}

interface Taking {
  draft: Draft;
  source: Source;
  database: KebanDatabase;
  taken: OrdersTaken;
}

async function takeOrder(taking: Taking, seen: OrderSeen, ownerId: string | undefined): Promise<void> {
  const { draft, source, taken } = taking;
  const peer = seen.buyer ?? {};
  const keys = keysOf(source.shopId, peer);
  let owner = ownerId ? await draft.get('customers', ownerId) : null;
  const stored = owner ? (await draft.orders(owner.id)).find((o) => o.no === seen.no) : undefined;
  const place = placeOf(owner, stored, peer, keys);
  if (place === 'refused') {
    taken.refused.push(seen.no);
    return;
  }
  if (owner && place === 'holder') {
    await draft.setOrders(
      owner.id,
      (await draft.orders(owner.id)).filter((o) => o.no !== seen.no),
    );
    owner = null;
  }
  const holder = await holderOf(taking, keys);
  if (owner && holder && owner.id !== holder.id) {
    // The order is of a masked buyer and now names the one that holds the key: both are one person.
    if (keysDisagree(owner.keys, holder.keys)) {
      taken.refused.push(seen.no);
      return;
    }
    await absorbCustomer(draft, holder.id, owner.id, taking.database);
    owner = await draft.get('customers', holder.id);
  }
  owner ??= holder;
  const customer = learn(owner ?? newCustomer(source.site, source.shopId, peer, keys, source.at), peer, keys);
  if (customer !== owner) await draft.put('customers', { ...customer, updatedAt: source.at });
  const merged = broughtUp(place === 'owner' ? stored : undefined, orderOf(seen, source.shopId, source.at));
  if (!merged) return;
  if (stored) taken.updated += 1;
  else taken.created += 1;
  await draft.setOrders(customer.id, [...(await draft.orders(customer.id)).filter((o) => o.no !== seen.no), merged]);
}

/** Returns the one customer that holds one of the keys, also among those of this draft. */
async function holderOf({ draft, database }: Taking, keys: readonly string[]): Promise<Customer | null> {
  const stored = await customersByKeys(keys, database);
  const first = stored[0] ?? draft.newCustomerWith(keys);
  return first && stored.length <= 1 ? await draft.get('customers', first.id) : null;
}

/** Who the buyer of an open chat is, and what the database does not know of it yet. */
interface ChatBuyer {
  resolution: Resolution['outcome'];
  customer: Customer | null;
  absorb: string[];
  /** Order numbers beside the chat that nobody owns. */
  missing: string[];
  candidates: string[];
  /** Something is to be written. */
  news: boolean;
}

async function buyerOf(source: Source, seen: PeerSeen, database: KebanDatabase): Promise<ChatBuyer> {
  const keys = keysOf(source.shopId, seen.peer);
  const owners = await ownersOf(seen.orderNos, database);
  const byKey = await customersByKeys(keys, database);
  const ownerIds = [...new Set([...owners.values()].map((o) => o.customerId))];
  const byOrder = (await database.customers.bulkGet(ownerIds)).filter((c): c is Customer => c !== undefined);
  const resolution = resolve(seen.peer, keys, byKey, byOrder);
  const none = { customer: null, absorb: [], missing: [], candidates: [], news: false };
  if (resolution.outcome === 'conflict')
    return { ...none, resolution: 'conflict', candidates: [...new Set(resolution.customerIds)] };
  if (resolution.outcome === 'nobody' && seen.orderNos.length === 0) return { ...none, resolution: 'nobody' };
  const known = resolution.outcome === 'one' ? (byKey.concat(byOrder).find((c) => c.id === resolution.customerId) ?? null) : null;
  const absorb = resolution.outcome === 'one' ? resolution.absorb : [];
  const customer = withChat(known ?? newCustomer(source.site, source.shopId, seen.peer, keys, source.at), seen, keys);
  const missing = [...new Set(seen.orderNos)].filter((no) => !owners.has(no));
  const news = customer !== known || absorb.length > 0 || missing.length > 0;
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
        if (buyer.news && buyer.customer) await writeBuyer(draft, source, buyer, buyer.customer, database);
      },
      database,
    );
  }
  if (buyer.customer) await noteVisit(buyer.customer.id, seen.url, source.at, database);
  return { resolution: buyer.resolution, customerId: buyer.customer?.id ?? null, candidates: buyer.candidates };
}

async function writeBuyer(
  draft: Draft,
  source: Source,
  buyer: ChatBuyer,
  customer: Customer,
  database: KebanDatabase,
): Promise<void> {
  await draft.put('customers', { ...customer, updatedAt: source.at });
  for (const id of buyer.absorb) await absorbCustomer(draft, customer.id, id, database);
  if (buyer.missing.length === 0) return;
  const stubs = buyer.missing.map((no) => orderStub(no, source.shopId, source.at));
  await draft.setOrders(customer.id, [...(await draft.orders(customer.id)), ...stubs]);
}

/** Returns the customer with what the chat shows; an order number beside the chat makes a masked buyer known. */
function withChat(customer: Customer, seen: PeerSeen, keys: readonly string[]): Customer {
  let result = learn(customer, seen.peer, keys);
  if (result.standing === 'orders-only') result = { ...result, standing: 'known' };
  if (seen.remark !== undefined && seen.remark !== result.remark) result = { ...result, remark: seen.remark };
  if (seen.level !== undefined && seen.level !== result.level) result = { ...result, level: seen.level };
  return result;
}

/** Moves everything of one customer to another, in a draft: orders, notes, follow-ups, tags, keys. */
export async function absorbCustomer(draft: Draft, keptId: string, otherId: string, database: KebanDatabase = db): Promise<void> {
  const kept = await draft.get('customers', keptId);
  const other = await draft.get('customers', otherId);
  if (!kept || !other) return;
  await draft.put('customers', mergedCustomer(kept, other));
  await draft.setOrders(keptId, [...(await draft.orders(keptId)), ...(await draft.orders(otherId))]);
  await draft.setOrders(otherId, []);
  await draft.remove('customers', otherId);
  for (const note of await database.notes.where('[customerId+at]').between([otherId, 0], [otherId, Infinity]).toArray()) {
    await draft.put('notes', { ...note, customerId: keptId });
  }
  for (const state of ['open', 'done'] as const) {
    for (const reminder of await database.reminders.where('[customerId+state]').equals([otherId, state]).toArray()) {
      await draft.put('reminders', { ...reminder, customerId: keptId });
    }
  }
}

/** Remembers when and where the chat was open. Not a recorded change: it tells nothing about the customer. */
async function noteVisit(customerId: string, url: string | undefined, at: number, database: KebanDatabase): Promise<void> {
  const customer = await database.customers.get(customerId);
  if (!customer || (customer.chatUrl === url && at - (customer.chatAt ?? 0) < 600_000)) return;
  await database.customers.update(customerId, { chatAt: at, ...(url ? { chatUrl: url } : {}) });
}
