import { useEffect, useState } from 'preact/hooks';
import type { ShopRow } from '../db/database.ts';
import type { SiteId } from '../domain/observation.ts';
import type { OrderBatch } from '../files/order-file.ts';
import { newShopId, type OpenedOrders } from './open-import.ts';

/** Returns the one known shop that a file means by a name: by its key or title, else by the name that staff see. */
function shopOfName(name: string, own: readonly ShopRow[]): ShopRow | null {
  const sure = own.filter((shop) => shop.key === name || shop.title === name);
  const found = sure.length > 0 ? sure : own.filter((shop) => shop.name === name);
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** The shop that is proposed for a file, or '' when a person has to say. */
export interface ShopGuess {
  shopId: string;
  /** The file names another shop; this one is proposed because no other is known. */
  differs: boolean;
}

/** Returns the shop to propose for a file that names `names`. A new one only where none of the site is known. */
export function shopGuess(site: SiteId, names: readonly string[], shops: readonly ShopRow[]): ShopGuess {
  const own = shops.filter((shop) => shop.site === site);
  const named = new Set(names.map((name) => shopOfName(name, own)?.id).filter((id) => id !== undefined));
  const [first] = named;
  if (first !== undefined) return { shopId: named.size === 1 ? first : '', differs: false };
  const [only] = own;
  if (only) return { shopId: own.length === 1 ? only.id : '', differs: own.length === 1 && names.length > 0 };
  return { shopId: names[0] ? newShopId(site, names[0]) : '', differs: false };
}

/** How many orders of a file name each known shop, by shop id. */
export type ShopCounts = ReadonlyMap<string, number>;

const NOBODY: ShopCounts = new Map();

/** Returns what tells the id of the known shop of a name, looking each name up once. */
function shopIds(own: readonly ShopRow[]): (name: string | undefined) => string | undefined {
  const ids = new Map<string, string | undefined>();
  return (name) => {
    if (!name) return undefined;
    if (!ids.has(name)) ids.set(name, shopOfName(name, own)?.id);
    return ids.get(name);
  };
}

/** Counts the orders of a file by the known shop they name; a name that is no known shop's counts nowhere. */
async function countShops(batches: AsyncIterable<OrderBatch>, own: readonly ShopRow[]): Promise<ShopCounts> {
  const counts = new Map<string, number>();
  const idOf = shopIds(own);
  for await (const { rows } of batches) {
    for (const { order, shopName } of rows) {
      const id = order && idOf(shopName);
      if (id) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return counts;
}

/** Yields a file without the orders that name a known shop other than `shopId`. */
export async function* onlyOfShop(
  batches: AsyncIterable<OrderBatch>,
  shopId: string,
  own: readonly ShopRow[],
): AsyncGenerator<OrderBatch> {
  const idOf = shopIds(own);
  const isIn = (name: string | undefined): boolean => (idOf(name) ?? shopId) === shopId;
  for await (const batch of batches) yield { ...batch, rows: batch.rows.filter(({ shopName }) => isIn(shopName)) };
}

/**
 * Counts the orders of each known shop in a file; null while it is being read, and without `shops` (the file is being
 * imported). Files that cannot tell are not read.
 */
export function useShopCounts(opened: OpenedOrders, shops: readonly ShopRow[] | undefined): ShopCounts | null {
  const [counts, setCounts] = useState<ShopCounts | null>(null);
  const own = shops?.filter((shop) => shop.site === opened.description.site);
  const tells = opened.description.columns.some(({ field }) => field === 'shopName');
  const toRead = own && own.length > 1 && tells;
  const ids = own?.map(({ id, name, title }) => `${id} ${name} ${title ?? ''}`).join('\n');
  useEffect(() => {
    if (!toRead) return undefined;
    let gone = false;
    setCounts(null);
    void countShops(opened.batches(), own).then(
      (found) => gone || setCounts(found),
      // What cannot be read is said when it is imported.
      (error: unknown) => {
        console.warn('the shops of a file could not be counted', error);
        if (!gone) setCounts(NOBODY);
      },
    );
    return () => {
      gone = true;
    };
  }, [opened, ids, toRead]);
  return toRead ? counts : own ? NOBODY : null;
}
