import type { ShopRef } from '../domain/observation.ts';
import { shopIdOf, splitShopId } from '../domain/ids.ts';
import { cleanLine, LIMITS } from '../domain/text.ts';
import { shopsWithCustomers } from './by-activity.ts';
import { db, type KebanDatabase, type ShopRow } from './database.ts';

/** A visit within this time (ms) is not written again. */
export const SAME_VISIT = 3_600_000;

/**
 * Returns the shop that a page means. One of which the page shows only the title is the one known shop that carries it; of
 * several, or where none does, the one of which a person said so; else it is unknown. A name that staff gave is not the
 * page's, and may be another shop's title.
 */
export async function knownShop(shop: ShopRef | undefined, database: KebanDatabase = db): Promise<ShopRef | undefined> {
  if (!shop?.keyIsName) return shop;
  const { keyIsName: _title, ...rest } = shop;
  const isIt = (row: ShopRow): boolean =>
    row.site === shop.site && [row.key, row.title, row.named ? undefined : row.name].includes(shop.key);
  const found = await database.shops.filter((row) => isIt(row) || isSaid(row, shop)).toArray();
  const own = found.filter((row) => isIt(row));
  const could = own.length > 0 ? own : found;
  const said = could.find((row) => isSaid(row, shop));
  const [only, ...others] = said ? [said] : could;
  return only && others.length === 0 ? { ...rest, key: only.key } : undefined;
}

const isSaid = (row: ShopRow, { site, key }: ShopRef): boolean => row.site === site && row.titles?.includes(key) === true;

/** Notes that pages which show a title are a shop's, because a person said so; a shop it was said of before loses it. */
export async function sayTitle(id: string, title: string, database: KebanDatabase = db): Promise<void> {
  await database.transaction('rw', database.shops, async () => {
    const row = await database.shops.get(id);
    if (!row) return;
    for (const other of await database.shops.filter((each) => isSaid(each, { site: row.site, key: title })).toArray())
      await dropTitle(other.id, title, database);
    const titles = ((await database.shops.get(id))?.titles ?? []).filter((each) => each !== title);
    await database.shops.update(id, { titles: [...titles, title].slice(-20) });
  });
}

/** Takes back that a title is a shop's. */
export async function dropTitle(id: string, title: string, database: KebanDatabase = db): Promise<void> {
  await database.transaction('rw', database.shops, async () => {
    const row = await database.shops.get(id);
    if (!row?.titles) return;
    const { titles, ...rest } = row;
    const left = titles.filter((each) => each !== title);
    await database.shops.put(left.length > 0 ? { ...rest, titles: left } : rest);
  });
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

/** Notes a shop of which only the id is known, so that its customers are found; one that is noted stays as it is. `at` is epoch ms. */
export async function noteShop(id: string, at: number, database: KebanDatabase = db): Promise<void> {
  if (await database.shops.get(id)) return;
  const { site, key } = splitShopId(id);
  await database.shops.put({ id, site, key, name: key, seenAt: at });
}

/** Notes the shops of all customers: code of before did not of those that came in a colleague's file. */
export async function noteShops(database: KebanDatabase = db): Promise<void> {
  for (const id of await shopsWithCustomers(database)) await noteShop(id, Date.now(), database);
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
