import type { Change, MergeRecord } from '../domain/change.ts';
import type { Customer } from '../domain/customer.ts';
import { areOne } from '../domain/identity.ts';
import { MERGE_UNDO_MS } from '../domain/merge-split.ts';
import { absorbCustomer } from './absorb.ts';
import { change, MERGES } from './changes.ts';
import { db, type KebanDatabase } from './database.ts';
import type { Draft } from './draft.ts';

/** Why two customers are not joined. */
type MergeRefusal = 'gone' | 'other-shop' | 'two-buyers';

/** A joining that is not carried out; its message is the reason. */
export class MergeRefused extends Error {
  override name = 'MergeRefused';
}

const refused = (reason: MergeRefusal): MergeRefused => new MergeRefused(reason);

/**
 * Joins two customers because a person says that they are one: everything of `otherId` goes to `keptId`. One recorded
 * change, taken back for thirty days with `undo`. Throws `MergeRefused` when one of them is gone, or their ids say that
 * they are two buyers, or they are of two shops.
 */
export function mergeCustomers(keptId: string, otherId: string, database: KebanDatabase = db): Promise<Change | null> {
  const merge: MergeRecord = { kept: keptId, other: otherId, keptOrders: [], keptKeys: [] };
  const params: Record<string, string> = {};
  return change(
    {
      actor: 'staff',
      label: { key: 'change.merged', params },
      merge,
      refs: [MERGES, `customers:${keptId}`, `customers:${otherId}`],
    },
    async (draft) => {
      const [kept, other] = await pairOf(draft, keptId, otherId);
      if (kept.shopId !== other.shopId) throw refused('other-shop');
      if (!areOne([kept, other], [])) throw refused('two-buyers');
      Object.assign(params, { name: kept.name, other: other.name });
      merge.keptKeys = kept.keys;
      merge.keptOrders = (await draft.orders(keptId)).map((order) => order.no);
      await absorbCustomer(draft, keptId, otherId);
    },
    database,
  );
}

async function pairOf(draft: Draft, a: string, b: string): Promise<[Customer, Customer]> {
  const [first, second] = [await draft.get('customers', a), await draft.get('customers', b)];
  if (!first || !second || a === b) throw refused('gone');
  return [first, second];
}

/** Notes that two customers are two people, so that they are not proposed to be one any more. */
export function keepApart(a: string, b: string, database: KebanDatabase = db): Promise<Change | null> {
  return setApart(a, b, 'change.keptApart', undefined, database);
}

/** How long a postponed question stays away, milliseconds. */
const ASK_AGAIN_MS = 7 * 86_400_000;

/** Puts the question whether two customers are one off for a week from `now`, epoch ms. */
export function askLater(a: string, b: string, now: number = Date.now(), database: KebanDatabase = db): Promise<Change | null> {
  return setApart(a, b, 'change.askedLater', now + ASK_AGAIN_MS, database);
}

function setApart(a: string, b: string, key: string, until: number | undefined, database: KebanDatabase): Promise<Change | null> {
  const params: Record<string, string> = {};
  return change(
    { actor: 'staff', label: { key, params } },
    async (draft) => {
      const [first, second] = await pairOf(draft, a, b);
      Object.assign(params, { name: first.name, other: second.name });
      const others = (first.apart ?? []).filter(({ id }) => id !== b);
      const apart = [...others, until === undefined ? { id: b } : { id: b, until }];
      await draft.put('customers', { ...first, apart });
    },
    database,
  );
}

/** Returns the joinings made by people that can still be taken back at `now` (epoch ms), newest first. */
export async function recentMerges(now: number = Date.now(), database: KebanDatabase = db): Promise<Change[]> {
  const all = await database.changes.where('refs').equals(MERGES).toArray();
  return all
    .filter((one) => one.merge && !one.undoneBy && now - one.at <= MERGE_UNDO_MS)
    .toSorted((a, b) => (a.id < b.id ? 1 : -1));
}
