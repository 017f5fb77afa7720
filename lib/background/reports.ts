import type { ActiveChat, NobodyReason } from '../domain/chat.ts';
import { shopIdOf } from '../domain/ids.ts';
import type { OrderSeen, PeerSeen, ShopRef } from '../domain/observation.ts';
import { db } from '../db/database.ts';
import { takeOrders, takePeer } from '../db/intake.ts';
import type { Report } from '../messaging.ts';
import { activeChat, setActiveChat, unpin } from '../session.ts';
import type { Origin } from './gate.ts';

/** Takes in what a content script saw: orders into the database, an open chat into the tab's active chat. */
export async function takeReport(report: Report, origin: Origin): Promise<{ ok: true }> {
  const at = Date.now();
  const shop = report.shop;
  if (shop) await rememberShop(shop, at);
  const orders = report.observations.filter((o): o is OrderSeen => o.kind === 'order');
  if (shop && orders.length > 0) {
    const source = { site: shop.site, shopId: shopIdOf(shop.site, shop.key), at, commandId: report.commandId };
    await takeOrders(source, orders);
  }
  if (report.fingerprint !== undefined) await takeChat(report, origin, at);
  return { ok: true };
}

async function rememberShop(shop: ShopRef, at: number): Promise<void> {
  const id = shopIdOf(shop.site, shop.key);
  const stored = await db.shops.get(id);
  const name = shop.name ?? stored?.name ?? shop.key;
  const staff = shop.staff ?? stored?.staff;
  if (stored && stored.name === name && stored.staff === staff && at - stored.seenAt < 3_600_000) return;
  await db.shops.put({ id, site: shop.site, key: shop.key, name, seenAt: at, ...(staff ? { staff } : {}) });
}

async function takeChat(report: Report, origin: Origin, at: number): Promise<void> {
  const seen = report.observations.find((o): o is PeerSeen => o.kind === 'peer');
  const shop = report.shop;
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
    chat.why = report.state !== 'ready' ? 'page-state' : report.fingerprint === null ? 'marks-disagree' : 'no-chat';
  }
  if (before && before.fingerprint !== chat.fingerprint) await unpin(origin.tabId);
  await setActiveChat(chat);
}

function whyNobody(resolution: string): NobodyReason | undefined {
  if (resolution === 'conflict') return 'conflict';
  return resolution === 'nobody' ? 'name-only' : undefined;
}
