import type { Change } from '../domain/change.ts';
import type { Customer } from '../domain/customer.ts';
import { canBe, keysOf, resolve } from '../domain/identity.ts';
import { splitShopId } from '../domain/ids.ts';
import { broughtUp, newCustomer, orderOf } from '../domain/intake.ts';
import type { MessageSeen, OrderSeen, PeerRef, PeerSeen } from '../domain/observation.ts';
import type { Order } from '../domain/order.ts';
import { fitsMask, foldText, isMasked } from '../domain/text.ts';
import { absorbCustomer } from './absorb.ts';
import { change } from './changes.ts';
import { customersByKeys, searchCustomers } from './customers.ts';
import { db, type KebanDatabase } from './database.ts';
import type { Draft } from './draft.ts';
import { followOrder, takeFrom, withChat } from './intake.ts';
import { onlyImported } from './only-imported.ts';
import { ownersOf } from './orders.ts';
import { draftMessages } from './pasted-messages.ts';
import { buyerWrote } from './reply-watch.ts';
import { rememberShop } from './shops.ts';

/** What a person is about to take in from copied text, for one shop. */
export interface Pasted {
  shopId: string;
  peer: PeerSeen | null;
  orders: readonly OrderSeen[];
  messages: readonly MessageSeen[];
  /** Customer that the person says it belongs to, where nothing safe tells. */
  chosenId?: string;
}

/** Which customer copied text belongs to, and why. */
export type PastedWho =
  | { outcome: 'one'; customer: Customer; by: 'order' | 'nick' | 'chosen'; absorb: string[] }
  | { outcome: 'new' }
  /** What is known contradicts the text; `customers` are those concerned. */
  | { outcome: 'conflict'; customers: Customer[] }
  /** Nothing safe tells; `proposals` have a name that could fit, for a person to choose from. */
  | { outcome: 'nobody'; proposals: Customer[] };

const MOST_PROPOSALS = 5;

/** Finds the customer by order number and full nick, the safe joins; anything else only proposes. */
export async function whoIsPasted(pasted: Pasted, database: KebanDatabase = db): Promise<PastedWho> {
  return whoWith(await strayIn(pasted, database), pasted, database);
}

/** Returns the orders of the text that are with another shop and may be there by an import alone, see `onlyImported`. */
async function strayIn({ shopId, orders }: Pasted, database: KebanDatabase): Promise<ReadonlyMap<string, number>> {
  const owners = await ownersOf(
    orders.map(({ no }) => no),
    database,
  );
  const elsewhere = [...owners.values()].flatMap(({ order }) => (order.shopId === shopId ? [] : [order]));
  return onlyImported(elsewhere, database);
}

async function whoWith(stray: ReadonlyMap<string, number>, pasted: Pasted, database: KebanDatabase): Promise<PastedWho> {
  const peer: PeerRef = pasted.peer?.peer ?? {};
  const keys = keysOf(pasted.shopId, peer);
  const owners = await ownersOf(
    pasted.orders.map((order) => order.no),
    database,
  );
  const ids = [...new Set([...owners.values()].map((owner) => owner.customerId))];
  const people = (await database.customers.bulkGet(ids)).filter((c) => c !== undefined);
  const byKey = await customersByKeys(keys, database);
  const isImported = (order: Order): boolean => stray.get(order.no) === order.seenAt;
  const isStray = (c: Customer): boolean =>
    isSameNick(c, peer) && [...owners.values()].every((o) => o.customerId !== c.id || isImported(o.order));
  const foreign = people.filter((c) => c.shopId !== pasted.shopId);
  if (!foreign.every(isStray)) return { outcome: 'conflict', customers: foreign };
  const byOrder = people.filter((c) => c.shopId === pasted.shopId);
  const chosen = pasted.chosenId ? await database.customers.get(pasted.chosenId) : undefined;
  if (chosen) return chosenWho(chosen, pasted.shopId, peer, [...byKey, ...byOrder]);
  const found = resolve(peer, keys, byKey, byOrder);
  const all = [...new Map([...byKey, ...byOrder].map((c) => [c.id, c])).values()];
  if (found.outcome === 'conflict') return { outcome: 'conflict', customers: all };
  if (found.outcome === 'new') return found;
  if (found.outcome === 'nobody') return { outcome: 'nobody', proposals: await proposalsFor(pasted, database) };
  const customer = all.find((c) => c.id === found.customerId);
  if (!customer) return { outcome: 'nobody', proposals: [] };
  return { outcome: 'one', customer, by: byKey.some((c) => c.id === customer.id) ? 'nick' : 'order', absorb: found.absorb };
}

/** Orders of another shop are this buyer's when an import that was given the wrong shop brought them, under the same nick. */
function isSameNick({ nick, name, masked }: Customer, peer: PeerRef): boolean {
  if (peer.nick === undefined) return false;
  return nick === peer.nick || (nick === undefined && masked && fitsMask(peer.nick, name));
}

/** A person may say who it is, but not against what is known for certain. */
function chosenWho(chosen: Customer, shopId: string, peer: PeerRef, certain: readonly Customer[]): PastedWho {
  const others = certain.filter((c) => c.id !== chosen.id);
  const fits = chosen.shopId === shopId && canBe(chosen, peer, keysOf(shopId, peer)) && others.length === 0;
  if (!fits) return { outcome: 'conflict', customers: [chosen, ...others] };
  return { outcome: 'one', customer: chosen, by: 'chosen', absorb: [] };
}

/** Customers of the shop whose name could be the one in the text; for a masked one those that begin like it. */
async function proposalsFor(pasted: Pasted, database: KebanDatabase): Promise<Customer[]> {
  const name = pasted.peer?.peer.name ?? '';
  if (!name) return [];
  const head = isMasked(name) ? (name.split('*')[0] ?? '') : name;
  const wanted = (c: Customer): boolean => [c.name, ...c.aliases].some((one) => foldText(one).startsWith(foldText(head)));
  return head ? searchCustomers(head, MOST_PROPOSALS, database, { shopId: pasted.shopId, wanted }) : [];
}

/** What taking copied text in led to; `change` is null when all of it was known. */
export interface PastedTaken {
  customerId: string;
  change: Change | null;
}

/** Says that copied text can no longer be taken in, because what is known has changed or contradicts it. */
export class PasteRefused extends Error {
  override name = 'PasteRefused';
}

/**
 * Takes copied text in as one change that can be undone: the customer with what the text tells, orders and messages.
 * Taken in a second time it changes nothing. Throws `PasteRefused` when it is not clear whose it is.
 */
export async function takePasted(pasted: Pasted, database: KebanDatabase = db): Promise<PastedTaken> {
  const at = Date.now();
  let customerId = '';
  const params = { name: pasted.peer?.peer.name ?? '', orders: pasted.orders.length, messages: pasted.messages.length };
  const stray = await strayIn(pasted, database);
  const made = await change(
    { actor: 'staff', label: { key: 'change.pasted', params } },
    async (draft) => {
      // Decided again inside the transaction: a page may have been read since the preview.
      const who = await whoWith(stray, pasted, database);
      if (who.outcome !== 'one' && who.outcome !== 'new') throw new PasteRefused('not clear whose it is');
      await rememberShop(splitShopId(pasted.shopId), at, database);
      customerId = await writeCustomer(draft, pasted, who, at);
      await bringHome(draft, pasted, { customerId, at }, database);
      await writeOrders(draft, pasted, customerId, at);
      const mark = pasted.peer?.peer.nick ?? pasted.peer?.peer.name ?? '';
      await draftMessages(draft, { customerId, shopId: pasted.shopId, mark }, pasted.messages, at, database);
    },
    database,
  );
  // What the shop wrote and an order are contact too.
  if (pasted.messages.length + pasted.orders.length > 0) await buyerWrote(customerId, at, database);
  return { customerId, change: made };
}

async function writeCustomer(draft: Draft, pasted: Pasted, who: PastedWho, at: number): Promise<string> {
  const seen: PeerSeen = pasted.peer ?? { kind: 'peer', peer: {}, orderNos: [] };
  const keys = keysOf(pasted.shopId, seen.peer);
  const { site } = splitShopId(pasted.shopId);
  const known = who.outcome === 'one' ? ((await draft.get('customers', who.customer.id)) ?? who.customer) : null;
  const customer = withChat(known ?? newCustomer(site, pasted.shopId, seen.peer, keys, at), seen, keys);
  if (customer !== known) await draft.put('customers', { ...customer, updatedAt: at });
  if (who.outcome === 'one') for (const id of who.absorb) await absorbCustomer(draft, customer.id, id);
  return customer.id;
}

/**
 * Orders that an import has put into another shop move to this customer; `whoIsPasted` lets no others through. They are
 * seen now, so that undoing the import leaves them.
 */
async function bringHome(
  draft: Draft,
  { shopId, orders }: Pasted,
  { customerId, at }: { customerId: string; at: number },
  database: KebanDatabase,
): Promise<void> {
  const owners = await ownersOf(
    orders.map(({ no }) => no),
    database,
  );
  for (const owner of owners.values()) {
    if ((await draft.get('customers', owner.customerId))?.shopId === shopId) continue;
    const stray = (await draft.orders(owner.customerId)).find(({ no }) => no === owner.order.no);
    if (!stray) continue;
    await takeFrom(draft, owner.customerId, stray.no);
    await draft.setOrders(customerId, [...(await draft.orders(customerId)), { ...stray, shopId, seenAt: at }]);
    await followOrder(draft, owner.customerId, stray.no, { id: customerId, shopId });
  }
}

/** After the customers are one, the orders are this customer's or nobody's. */
async function writeOrders(draft: Draft, pasted: Pasted, customerId: string, at: number): Promise<void> {
  const orders = new Map((await draft.orders(customerId)).map((order) => [order.no, order]));
  let news = false;
  for (const seen of pasted.orders) {
    const merged = broughtUp(orders.get(seen.no), orderOf(seen, pasted.shopId, at));
    if (!merged) continue;
    orders.set(seen.no, merged);
    news = true;
  }
  if (news) await draft.setOrders(customerId, [...orders.values()]);
}
