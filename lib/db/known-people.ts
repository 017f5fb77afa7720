import type { Customer } from '../domain/customer.ts';
import { canBe, keysOf } from '../domain/identity.ts';
import { learn, newCustomer } from '../domain/intake.ts';
import type { PeerRef, SiteId } from '../domain/observation.ts';
import { change } from './changes.ts';
import { customersByKeys } from './customers.ts';
import { db, type KebanDatabase } from './database.ts';
import type { Draft } from './draft.ts';

/** Where buyers were seen. */
export interface PeopleSource {
  site: SiteId;
  shopId: string;
  /** Epoch ms of the reading. */
  at: number;
}

/**
 * Takes buyers of a list into the database: fuller names, ids and country of known ones, and new ones. It is not an open
 * chat: no visit is noted. A buyer without a stable id, or whose ids or name contradict what is known, is left out.
 * Returns how many of them are known now.
 */
export async function takePeople(
  source: PeopleSource,
  people: readonly PeerRef[],
  database: KebanDatabase = db,
): Promise<{ known: number; left: number }> {
  const news = await newsOf(source, people, database);
  const result = { known: 0, left: 0 };
  if (news.length > 0) {
    await change(
      { actor: 'page', label: { key: 'change.pageRead' } },
      async (draft) => {
        // A repetition of the transaction begins anew.
        Object.assign(result, { known: 0, left: 0 });
        for (const peer of news) {
          if (await takeOne(draft, source, peer, database)) result.known += 1;
          else result.left += 1;
        }
      },
      database,
    );
  }
  return { known: people.length - news.length + result.known, left: result.left };
}

/** Returns the buyers of whom there is something to be written, or to be refused; a list that is read again has none. */
async function newsOf(source: PeopleSource, people: readonly PeerRef[], database: KebanDatabase): Promise<PeerRef[]> {
  const keysOfEach = people.map((peer) => keysOf(source.shopId, peer));
  const stored = await customersByKeys(keysOfEach.flat(), database);
  return people.filter((peer, i) => {
    const keys = keysOfEach[i] ?? [];
    const holders = stored.filter((customer) => customer.keys.some((key) => keys.includes(key)));
    const [holder] = holders;
    return !holder || holders.length > 1 || !canBe(holder, peer, keys) || learn(holder, peer, keys) !== holder;
  });
}

async function takeOne(draft: Draft, source: PeopleSource, peer: PeerRef, database: KebanDatabase): Promise<boolean> {
  const keys = keysOf(source.shopId, peer);
  if (keys.length === 0) return false;
  const stored = await customersByKeys(keys, database);
  const found = stored[0] ?? draft.newCustomerWith(keys);
  if (stored.length > 1) return false;
  const before: Customer | null = found ? await draft.get('customers', found.id) : null;
  if (before && !canBe(before, peer, keys)) return false;
  const customer = learn(before ?? newCustomer(source.site, source.shopId, peer, keys, source.at), peer, keys);
  if (customer !== before) await draft.put('customers', { ...customer, updatedAt: source.at });
  return true;
}
