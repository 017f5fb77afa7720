import type { ShopRef } from '../domain/observation.ts';
import { shopOf as shopOfAddress } from './aliexpress/page.ts';
import type { AnswerSite } from './answers.ts';
import { type Found, only, REFUSED } from './found.ts';
import type { PageSource } from './site.ts';
import { shopBeside } from './taobao/web-chat.ts';
import { shopIn } from './taobao/shell.ts';

/** Returns the shop that the page around an answer works for: `null` while it is not shown, refused when two are. */
export function pageShop(site: AnswerSite, source: PageSource, topDocument?: Document): Found<ShopRef> {
  if (site === 'aliexpress') return shopOfAddress(source);
  const documents = [source.document, ...(topDocument ? [topDocument] : [])];
  const shops = documents.flatMap((document) => shopIn(document) ?? shopBeside(document) ?? []);
  const key = only(shops.map((shop) => shop.key));
  return key === null || key === REFUSED ? key : (shops.find((shop) => !shop.keyIsName) ?? shops[0] ?? null);
}

/** Returns the one shop that page and answer agree on; refused when they name different ones. */
export function agreedShop(page: Found<ShopRef>, answer: ShopRef | undefined, channels: readonly string[]): Found<ShopRef> {
  if (page === REFUSED) return REFUSED;
  const asked = only(channels);
  if (asked === REFUSED || (asked !== null && page !== null && asked !== page.key)) return REFUSED;
  if (!answer) return page;
  if (page === null) return answer;
  // A page that shows only a title must show the same one.
  return page.key === answer.key ? answer : REFUSED;
}
