import { db, type ShopRow } from '../db/database.ts';
import { rememberShop, sayTitle } from '../db/shops.ts';
import { pageKey, type PageNow } from '../domain/health.ts';
import { newId, shopIdOf } from '../domain/ids.ts';
import type { SiteId } from '../domain/observation.ts';
import { sendMessage } from '../messaging.ts';
import { hostOf, setChosenShop } from '../session.ts';
import { siteOfReader } from '../sites/registry.ts';

/** A page that does not say for certain whose shop it is, and the shops it could be of. */
export interface Nameless {
  page: PageNow;
  site: SiteId;
  /** Known shops of the site, last seen first. */
  shops: ShopRow[];
}

/** Returns a page that does not say for certain whose shop it is, with the known shops of its site; null of any other. */
export async function nameless(tabId: number, frameId: number): Promise<Nameless | null> {
  const key = pageKey(tabId, frameId);
  const page = (await chrome.storage.session.get(key))[key] as PageNow | undefined;
  if (page?.state !== 'ready' || page.shop !== undefined) return null;
  const said = [page.health['shop'], page.health['shop.key']];
  // What a page refuses to say (two shops at once) nobody is asked.
  if (said.includes('refused') || said.includes('found') || !said.includes('missing')) return null;
  const site = siteOfReader(page.reader);
  if (!site) return null;
  const shops = await db.shops.filter((row) => row.site === site).toArray();
  return { page, site, shops: shops.toSorted((a, b) => b.seenAt - a.seenAt).slice(0, 8) };
}

/** Notes whose shop a page is, for its title or, where it shows none, for its host, and has it read anew. */
export async function chooseShop({ tabId, title, url }: PageNow, shop: ShopRow): Promise<void> {
  if (title) await sayTitle(shop.id, title);
  else await setChosenShop(hostOf(url), { site: shop.site, key: shop.key });
  // A page that does not answer says it with its next report.
  await sendMessage('reread', { commandId: newId('reread') }, tabId).catch(() => undefined);
}

/**
 * Notes that a page is of a shop that is not known yet, by its stable key (the main account's nick, or the channel id);
 * one that is known by that key is taken. Returns the shop.
 */
export async function chooseNewShop(page: PageNow, site: SiteId, key: string): Promise<ShopRow> {
  await rememberShop({ site, key, ...(page.title ? { name: page.title } : {}) }, Date.now());
  const shop = await db.shops.get(shopIdOf(site, key));
  if (!shop) throw new Error('the shop was not kept');
  await chooseShop(page, shop);
  return shop;
}
