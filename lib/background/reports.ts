import type { ActiveChat, NobodyReason } from '../domain/chat.ts';
import { shopIdOf } from '../domain/ids.ts';
import type { OrderSeen, PeerSeen, ShopRef } from '../domain/observation.ts';
import { db } from '../db/database.ts';
import { takeOrders, takePeer } from '../db/intake.ts';
import { type Report, sendMessage } from '../messaging.ts';
import { pageAt } from '../sites/registry.ts';
import { activeChat, endChat, setActiveChat, unpin } from '../session.ts';
import type { Origin } from './gate.ts';

/** Takes in what a content script saw: orders into the database, an open chat into the tab's active chat. */
export async function takeReport(report: Report, origin: Origin): Promise<{ ok: true }> {
  const at = Date.now();
  const shop = await knownShop(report.shop);
  if (shop) await rememberShop(shop, at);
  const orders = report.observations.filter((o): o is OrderSeen => o.kind === 'order');
  if (shop && orders.length > 0) {
    const source = { site: shop.site, shopId: shopIdOf(shop.site, shop.key), at, commandId: report.commandId };
    await takeOrders(source, orders);
  }
  if (report.fingerprint !== undefined) await takeChat(report, shop, origin, at);
  return { ok: true };
}

/** A shop of which a page shows only the name is the one known shop of that name; none or several: unknown. */
async function knownShop(shop: ShopRef | undefined): Promise<ShopRef | undefined> {
  if (!shop?.keyIsName) return shop;
  const { keyIsName: _named, ...rest } = shop;
  const named = await db.shops.filter((row) => row.site === shop.site && (row.name === shop.key || row.key === shop.key)).toArray();
  return named.length === 1 && named[0] ? { ...rest, key: named[0].key, name: named[0].name } : undefined;
}

async function rememberShop(shop: ShopRef, at: number): Promise<void> {
  const id = shopIdOf(shop.site, shop.key);
  const stored = await db.shops.get(id);
  const name = shop.name ?? stored?.name ?? shop.key;
  const staff = shop.staff ?? stored?.staff;
  if (stored && stored.name === name && stored.staff === staff && at - stored.seenAt < 3_600_000) return;
  await db.shops.put({ id, site: shop.site, key: shop.key, name, seenAt: at, ...(staff ? { staff } : {}) });
}

/** Order in which the reports of each tab arrived: a slow one must not overtake a newer one. Empty after a wake, as is the race. */
const newest = new Map<number, number>();
let arrived = 0;

async function takeChat(report: Report, shop: ShopRef | undefined, origin: Origin, at: number): Promise<void> {
  const turn = ++arrived;
  newest.set(origin.tabId, turn);
  const seen = report.observations.find((o): o is PeerSeen => o.kind === 'peer');
  const before = await activeChat(origin.tabId);
  const chat: ActiveChat = {
    tabId: origin.tabId,
    frameId: origin.frameId,
    site: report.reader.startsWith('aliexpress') ? 'aliexpress' : 'taobao',
    shopId: shop ? shopIdOf(shop.site, shop.key) : null,
    ...(shop ? { shop } : {}),
    peer: seen?.peer ?? null,
    fingerprint: report.fingerprint ?? null,
    customerId: null,
    state: report.state,
    trouble: Object.entries(report.health).filter(([, health]) => health !== 'found').map(([field]) => field),
    url: report.url,
    at,
  };
  if (seen && shop && report.fingerprint) {
    const source = { site: shop.site, shopId: shopIdOf(shop.site, shop.key), at };
    const who = await takePeer(source, seen);
    chat.customerId = who.customerId;
    if (who.candidates.length > 0) chat.candidates = who.candidates;
    const why = whyNobody(who.resolution);
    if (why) chat.why = why;
  } else {
    chat.why = whyUnread(report, seen, shop);
  }
  if (newest.get(origin.tabId) !== turn) return;
  if (before && before.fingerprint !== chat.fingerprint) await unpin(origin.tabId);
  await setActiveChat(chat);
}

function whyUnread(report: Report, seen: PeerSeen | undefined, shop: ShopRef | undefined): NobodyReason {
  if (report.state !== 'ready') return 'page-state';
  if (Object.entries(report.health).some(([field, health]) => field.startsWith('peer.') && health === 'refused')) return 'marks-disagree';
  return seen && !shop ? 'shop-unknown' : 'no-chat';
}

function whyNobody(resolution: string): NobodyReason | undefined {
  if (resolution === 'conflict') return 'conflict';
  return resolution === 'nobody' ? 'name-only' : undefined;
}

/**
 * A tab went somewhere: the chat that was open there is not any more. Pages that only moved within the chat (or within
 * one document) are asked to report anew. `url` is absent for addresses that are none of our business.
 */
export async function tabMoved(tabId: number, url: string | undefined): Promise<void> {
  if (!(await activeChat(tabId))) return;
  const stays = url !== undefined && URL.canParse(url) && pageAt(new URL(url))?.kind === 'chat';
  if (!stays) await endChat(tabId);
  // Nobody answers while the next page is loading; it reports by itself then.
  await sendMessage('reread', { commandId: crypto.randomUUID() }, tabId).catch(() => undefined);
}
