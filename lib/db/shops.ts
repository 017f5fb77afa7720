import type { ShopRef } from '../domain/observation.ts';
import { shopIdOf } from '../domain/ids.ts';
import { cleanLine, LIMITS } from '../domain/text.ts';
import { db, type KebanDatabase, type ShopRow } from './database.ts';

/** A visit within this time is not written again. */
const SAME_VISIT = 3_600_000;

/**
 * Returns the shop that a page means. One of which the page shows only the title is the one known shop of that title;
 * none or several: unknown. A name that staff gave is not the page's, and may be another shop's title.
 */
export async function knownShop(shop: ShopRef | undefined, database: KebanDatabase = db): Promise<ShopRef | undefined> {
  if (!shop?.keyIsName) return shop;
  const { keyIsName: _title, ...rest } = shop;
  const isIt = (row: ShopRow): boolean =>
    row.site === shop.site && [row.key, row.title, row.named ? undefined : row.name].includes(shop.key);
  const found = await database.shops.filter(isIt).toArray();
  return found.length === 1 && found[0] ? { ...rest, key: found[0].key } : undefined;
}

/** Remembers a shop that a page shows (at `at`, epoch ms) and returns it under the name that staff see. */
export async function rememberShop(shop: ShopRef, at: number, database: KebanDatabase = db): Promise<ShopRef> {
  const id = shopIdOf(shop.site, shop.key);
  const stored = await database.shops.get(id);
  const title = shop.name ?? stored?.title;
  const name = stored?.named ? stored.name : (title ?? stored?.name ?? shop.key);
  const staff = shop.staff ?? stored?.staff;
  const same = stored && stored.name === name && stored.title === title && stored.staff === staff;
  if (!same || at - stored.seenAt >= SAME_VISIT) {
    await database.shops.put({
      ...stored,
      id,
      site: shop.site,
      key: shop.key,
      name,
      seenAt: at,
      ...(title ? { title } : {}),
      ...(staff ? { staff } : {}),
    });
  }
  return name === shop.key && shop.name === undefined ? shop : { ...shop, name };
}

/** Gives a shop the name that staff see; an empty one brings the page's own back. */
export async function renameShop(id: string, text: string, database: KebanDatabase = db): Promise<void> {
  const name = cleanLine(text, LIMITS.name);
  await database.transaction('rw', database.shops, async () => {
    const row = await database.shops.get(id);
    if (!row) return;
    const { named: _named, ...rest } = row;
    await database.shops.put(name ? { ...rest, name, named: true } : { ...rest, name: row.title ?? row.key });
  });
}
