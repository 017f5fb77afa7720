import type { Change } from '../domain/change.ts';
import type { Customer } from '../domain/customer.ts';
import { newId } from '../domain/ids.ts';
import { newCustomer } from '../domain/intake.ts';
import type { PeerRef, SiteId } from '../domain/observation.ts';
import { cleanLine, foldText, isMasked, LIMITS } from '../domain/text.ts';
import { byActivity } from './by-activity.ts';
import { foundBy, namedAs } from './by-name.ts';
import { change } from './changes.ts';
import { db, type KebanDatabase } from './database.ts';

/** Who a person makes a customer of: the name shown in a chat that gives nothing better. */
export interface NamedPeer {
  site: SiteId;
  shopId: string;
  peer: PeerRef;
}

/**
 * Makes a customer of a shown name because a person said so. It has no key, so no page is ever joined to it by itself.
 * Returns its id with the change. Refuses an empty name with an Error.
 */
export async function makeCustomerByName(
  { site, shopId, peer }: NamedPeer,
  database: KebanDatabase = db,
): Promise<{ id: string; change: Change | null }> {
  const name = cleanLine(peer.name ?? '', LIMITS.name);
  if (!name) throw new Error('empty name');
  const at = Date.now();
  const customer: Customer = {
    ...newCustomer(site, shopId, { ...peer, name, masked: peer.masked ?? isMasked(name) }, [], at),
    id: newId('c', at),
    standing: 'by-name',
  };
  const label = { key: 'change.customerMade', params: { name } };
  const made = await change({ actor: 'staff', label }, (draft) => draft.put('customers', customer), database);
  return { id: customer.id, change: made };
}

/** Returns the customers of a shop that a person made under exactly this name: proposals, never proof. Newest activity first. */
export async function customersByName(shopId: string, name: string, database: KebanDatabase = db): Promise<Customer[]> {
  return namesakes(shopId, name, database, ({ standing }) => standing === 'by-name');
}

/** Returns the customers of a shop that are or were shown under this name, at most 20, newest activity first: no proof. */
export async function namesakes(
  shopId: string,
  name: string,
  database: KebanDatabase = db,
  counts: (customer: Customer) => boolean = () => true,
): Promise<Customer[]> {
  const folded = foldText(cleanLine(name, LIMITS.name));
  if (!folded) return [];
  const isMeant = (c: Customer): boolean =>
    c.shopId === shopId && counts(c) && [c.name, ...c.aliases].some((shown) => foldText(shown) === folded);
  const queries = namedAs(folded.slice(0, LIMITS.nick), shopId, database);
  const found = await foundBy(queries, (query) => query().filter(isMeant).limit(20).toArray());
  return found.toSorted(byActivity).slice(0, 20);
}
