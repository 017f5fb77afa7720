import type { Customer } from '../domain/customer.ts';
import { defined } from '../domain/defined.ts';
import { areOne, bestKnownFirst, canBe, isNamedOtherwise, keysOf } from '../domain/identity.ts';
import { shopIdOf } from '../domain/ids.ts';
import type { PeerRef } from '../domain/observation.ts';
import type { KebanCustomer } from '../files/keban-json.ts';
import { customersByKeys } from './customers.ts';
import type { KebanDatabase } from './database.ts';
import type { Draft } from './draft.ts';
import { ownersOf } from './orders.ts';
import { standingFor } from './split.ts';

/** What a record tells of the buyer; a name that is nothing but a mask says that none is known. */
export function peerOf({ name, masked, nick, uid, enc, country, language }: KebanCustomer): PeerRef {
  const named = /[^*]/.test(name) ? { name, masked } : {};
  return defined({ ...named, nick, uid, enc, country, language }) as PeerRef;
}

/** Identity keys of a record; one without any is known again by the id it has in the file. */
export function keysIn(record: KebanCustomer): string[] {
  const shopId = shopIdOf(record.site, record.shopKey);
  const keys = keysOf(shopId, peerOf(record));
  return keys.length > 0 || isOwnId(record.id) ? keys : [`file|${shopId}|${record.id}`];
}

/** Tells whether an id is one that this product gave. */
export const isOwnId = (id: string): boolean => /^c_[0-9a-z]{16,48}$/.test(id);

/** Who a record is here (null for nobody yet), with the keys that are free for it; `doubt` when they are of different buyers. */
interface Holder {
  found: Customer | null;
  keys: string[];
  doubt?: true;
}

/** Returns who a record is here: by its keys, else by its id, else by its orders. */
export async function findCustomer(draft: Draft, record: KebanCustomer, database: KebanDatabase): Promise<Holder> {
  const keys = keysIn(record);
  // Reading a stored one makes it part of the draft, where it is found if it still holds a key.
  for (const { id } of await customersByKeys(keys, database)) await draft.get('customers', id);
  const holders = bestKnownFirst(draft.customersWith(keys));
  const [found, ...others] = holders.length > 0 ? holders : await knownById(draft, record, database);
  if (!found) return (await ownerOfOrders(draft, record, database)) ?? { found: null, keys };
  if (!areOne([found, ...others], keys)) return { found, keys: [], doubt: true };
  // A key is held once: what another one has stays there, and the page that shows both joins them.
  return { found, keys: keys.filter((key) => !others.some((other) => other.keys.includes(key))) };
}

async function knownById(draft: Draft, record: KebanCustomer, database: KebanDatabase): Promise<Customer[]> {
  // One that was joined with another here is not brought back beside it.
  const heir = isOwnId(record.id) ? await standingFor(record.id, database) : undefined;
  const byId = await draft.get('customers', heir?.id ?? record.id);
  return byId?.shopId === shopIdOf(record.site, record.shopKey) ? [byId] : [];
}

/**
 * Returns who has the record's orders here, as far as they are known here: customers of its shop, who can be the buyer.
 * Of several, of whom nothing but an order each is known, the newest order's gets the record, and the chat that shows
 * these orders joins the others. Without a key of its own a buyer is told by nothing else, and keeps the id that they
 * have here.
 */
async function ownerOfOrders(draft: Draft, record: KebanCustomer, database: KebanDatabase): Promise<Holder | null> {
  const orders = record.orderNos?.length ? await ownersOf(record.orderNos, database) : new Map<string, never>();
  const newestFirst = [...orders.values()].toSorted((a, b) => (b.order.createdAt ?? 0) - (a.order.createdAt ?? 0));
  const shopId = shopIdOf(record.site, record.shopKey);
  const peer = peerOf(record);
  const keys = keysOf(shopId, peer);
  const before = peer.name ? (record.aliases ?? []) : [];
  const said = [peer, ...before.map((name) => ({ ...peer, name }))];
  const owners: Customer[] = [];
  for (const id of new Set(newestFirst.map(({ customerId }) => customerId))) {
    const owner = await draft.get('customers', id);
    const can = said.some((one) => owner && canBe(owner, one, keys) && !isNamedOtherwise(owner, one, keys));
    if (owner?.shopId !== shopId || !can) return null;
    owners.push(owner);
  }
  const bare = owners.every(({ keys: own, standing }) => own.length === 0 && standing === 'orders-only');
  const [found] = owners;
  return found && (owners.length === 1 || bare) ? { found, keys } : null;
}
