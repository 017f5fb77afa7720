import { type ActiveChat, type NobodyReason, threadMark } from '../domain/chat.ts';
import { shopIdOf } from '../domain/ids.ts';
import { newsIn } from '../domain/intake.ts';
import type { Observation, PeerSeen, ShopRef } from '../domain/observation.ts';
import { takeOrders, takePeer } from '../db/intake.ts';
import { takePeople } from '../db/known-people.ts';
import { storeMessages } from '../db/messages.ts';
import { withOrderNos } from '../db/named-cases.ts';
import { buyerWrote } from '../db/reply-watch.ts';
import { knownShop, rememberShop } from '../db/shops.ts';
import { type ToldSource, withTold } from '../db/told-messages.ts';
import { type MessagesReport, type Report, sendMessage } from '../messaging.ts';
import { pageAt, siteOfReader } from '../sites/registry.ts';
import {
  activeChat,
  chosenShop,
  endChat,
  hostOf,
  setActiveChat,
  setChosenShop,
  setTabShop,
  setUnread,
  tabShop,
  unpin,
  type UnreadList,
} from '../session.ts';
import type { Origin } from './gate.ts';
import { tellLoud } from './louder.ts';
import { takeTold } from './told.ts';
import { forgetPages, isThere, noteHealth, shopsAround, shopsOfHost, stopOf, stoppedBy } from './health.ts';

/** Takes in what a content script saw: orders into the database, an open chat into the tab's active chat. */
export async function takeReport(seen: Report, origin: Origin): Promise<{ ok: true }> {
  const at = Date.now();
  const turn = nextTurn(origin.tabId, seen.fingerprint !== undefined);
  // Frames that are stopped themselves do not ask one another: each would have the other report again.
  const stop = stopOf(seen) ?? (await stoppedBy(origin));
  const report = stop ? nothingOf(seen, stop) : seen;
  const known = await shopFor(report, origin);
  const shop = known && (await rememberShop(known, at));
  if (report.shop && !report.shop.keyIsName) await forgetChoice(hostOf(report.url), report.shop.key);
  let observations: readonly Observation[] = report.observations;
  if (shop) {
    const source = { site: shop.site, shopId: shopIdOf(shop.site, shop.key), at, commandId: report.commandId };
    observations = await withOrderNos(source.shopId, observations);
    const orders = newsIn(observations, at);
    if (orders.length > 0) await takeOrders(source, orders);
    if (report.fingerprint === undefined) await takeRecord({ ...source, shopKey: shop.key }, observations, origin);
  }
  if (report.fingerprint !== undefined) await takeChat({ report, shop, origin, at, turn });
  // After the chat, which somebody waits for; how well the page is read must not cost what was read.
  const freed = await noteHealth(withShop(withOrders(seen, observations), shop), origin, at).catch((error: unknown) =>
    console.warn('health not noted', error),
  );
  if (freed) await sendMessage('reread', { commandId: crypto.randomUUID() }, origin.tabId).catch(() => undefined);
  return { ok: true };
}

/** Keeps the messages of a record of former days, with the buyer it names in full. */
async function takeRecord(source: ToldSource, observations: readonly Observation[], { tabId }: Origin): Promise<void> {
  const seen = observations.find((o) => o.kind === 'peer');
  const items = observations.flatMap((message) =>
    message.kind === 'message' && message.at !== undefined && message.type !== 'empty' ? [{ message, past: true as const }] : [],
  );
  if (!seen?.peer.nick || items.length === 0) return;
  await takePeople(source, [seen.peer]);
  await takeTold(source, [{ peer: seen.peer, items }], tabId);
}

/**
 * Returns the shop that a report is of. A part of the workbench in a frame of its own shows none: it is of the shop that
 * the frames around it name for certain, or else of the one that the page's own data named (see `takeTapped`), or
 * that a person chose, unless another page of the host names another one. A page that refused to say keeps its doubt.
 */
async function shopFor({ shop, reader, health, url }: Report, origin: Origin): Promise<ShopRef | undefined> {
  if (shop) return knownShop(shop);
  if (health['shop'] === 'refused' || health['shop.key'] === 'refused') return undefined;
  const site = siteOfReader(reader);
  const [key, ...others] = await shopsAround(origin, site);
  if (others.length > 0) return undefined;
  if (key !== undefined) return { site, key };
  const named = await tabShop(origin.tabId);
  if (named?.site === site) return named;
  const host = hostOf(url);
  const chosen = await chosenShop(host);
  const contradicts = (await shopsOfHost(host, site)).some((shown) => shown !== chosen?.key);
  return chosen?.site === site && !contradicts ? chosen : undefined;
}

/** A host that shows another shop than a person chose for its nameless pages has another login now: they may be its. */
async function forgetChoice(host: string, key: string): Promise<void> {
  const chosen = await chosenShop(host);
  if (chosen && chosen.key !== key) await setChosenShop(host, null);
}

/** Whether it is known whose page it is is part of its health: without that nothing on it can be kept. */
function withShop(report: Report, shop: ShopRef | undefined): Report {
  const { state, reader, health } = report;
  const matters = 'shop' in health || 'shop.key' in health || /\/(?:orders?|cases?|reviews)-/.test(reader);
  if (state !== 'ready' || !matters || health['shop'] === 'refused') return report;
  return { ...report, health: { ...health, shop: shop ? 'found' : 'missing' } };
}

/** Disputes that are kept need no order's number on the page. */
function withOrders(report: Report, observations: readonly Observation[]): Report {
  const cases = observations.filter((seen) => seen.kind === 'case');
  if (report.health['case.orderNo'] !== 'missing' || cases.length === 0 || !cases.every(({ orderNo }) => orderNo)) return report;
  return { ...report, health: { ...report.health, 'case.orderNo': 'found' } };
}

/** Below a slider or a login nothing is believed: what is left of a report is that it is so. */
function nothingOf(report: Report, state: 'punish' | 'login'): Report {
  return { ...report, state, observations: [], health: {}, ...(report.fingerprint === undefined ? {} : { fingerprint: null }) };
}

/** Keeps what was seen of the conversation that is open in a tab, once it is settled whose it is. */
export async function takeMessages(data: MessagesReport, origin: Origin): Promise<{ refs: (string | null)[] | null }> {
  const chat = await activeChat(origin.tabId);
  const isOpen = chat?.fingerprint === data.fingerprint && chat.frameId === origin.frameId;
  if (!isOpen || !chat.customerId || !chat.shopId) return { refs: null };
  const of = { customerId: chat.customerId, shopId: chat.shopId, mark: data.mark };
  const now = Date.now();
  const refs = await storeMessages(of, data.items, now);
  if (refs) void tellLoud(of.customerId, origin.tabId).catch((error: unknown) => console.warn('no notification', error));
  // What was written may settle follow-ups; whether it does must not cost the messages themselves.
  if (refs && data.items.some(({ message }) => message !== undefined))
    await buyerWrote(of.customerId, now).catch((error: unknown) => console.warn('follow-ups not settled', error));
  return { refs };
}

/** Order in which the reports of each tab arrived: a slow one must not overtake a newer one. Empty after a wake, as is the race. */
const newest = new Map<number, number>();
let arrived = 0;

function nextTurn(tabId: number, counts: boolean): number {
  arrived += 1;
  if (counts) newest.set(tabId, arrived);
  return arrived;
}

interface ChatReport {
  report: Report;
  shop: ShopRef | undefined;
  origin: Origin;
  at: number;
  turn: number;
}

/** Takes what a chat's frame shows; one beside it that shows nobody does not end the chat of another that is still there. */
async function takeChat({ report, shop, origin, at, turn }: ChatReport): Promise<void> {
  const shown = report.observations.find((o): o is PeerSeen => o.kind === 'peer');
  const seen = shown && shop ? await withTold(shopIdOf(shop.site, shop.key), shown) : shown;
  const before = await activeChat(origin.tabId);
  if (!seen && !stopOf(report) && before?.peer && before.frameId !== origin.frameId && (await isThere(before))) return;
  const chat: ActiveChat = {
    tabId: origin.tabId,
    frameId: origin.frameId,
    site: siteOfReader(report.reader),
    shopId: shop ? shopIdOf(shop.site, shop.key) : null,
    ...(shop ? { shop } : {}),
    peer: seen?.peer ?? null,
    fingerprint: report.fingerprint ?? null,
    ...(seen && report.fingerprint ? { mark: threadMark(seen, report.fingerprint) } : {}),
    customerId: null,
    state: report.state,
    trouble: Object.entries(report.health)
      .filter(([, health]) => health !== 'found')
      .map(([field]) => field),
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
  await setUnread({ tabId: origin.tabId, shopId: chat.shopId ?? '', rows: unreadIn(report) });
}

function unreadIn({ observations }: Report): UnreadList['rows'] {
  return observations.flatMap((row) =>
    row.kind === 'conversation' && row.peer.name && row.unread ? [{ name: row.peer.name, unread: row.unread }] : [],
  );
}

function whyUnread(report: Report, seen: PeerSeen | undefined, shop: ShopRef | undefined): NobodyReason {
  if (report.state !== 'ready') return 'page-state';
  if (Object.entries(report.health).some(([field, health]) => field.startsWith('peer.') && health === 'refused'))
    return 'marks-disagree';
  if (seen && !shop) return 'shop-unknown';
  // Where one can write there is somebody to write to.
  return !seen && report.health['reader.editor'] === 'found' ? 'no-name' : 'no-chat';
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
  const chat = await activeChat(tabId);
  const hadChat = chat !== null;
  const to = url !== undefined && URL.canParse(url) ? new URL(url) : null;
  // On a site of the user's own every address may be its chat.
  const stays = hadChat && to !== null && (pageAt(to)?.kind === 'chat' || chat.shopId === `custom|${to.hostname}`);
  if (hadChat && !stays) {
    // Whatever the former page still has under way comes too late.
    nextTurn(tabId, true);
    await endChat(tabId);
  }
  const hadPages = !stays && (await forgetPages(tabId));
  // The next page may be of another login.
  if (!stays) await setTabShop(tabId, null);
  if (!hadChat && !hadPages) return;
  // Nobody answers while the next page is loading; it reports by itself then.
  await sendMessage('reread', { commandId: crypto.randomUUID() }, tabId).catch(() => undefined);
}
