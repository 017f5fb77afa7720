import type { PageState } from '../domain/observation.ts';
import { shopIdOf } from '../domain/ids.ts';
import { newsIn } from '../domain/intake.ts';
import { takeOrders } from '../db/intake.ts';
import { withOrderNos } from '../db/named-cases.ts';
import { takePeople } from '../db/known-people.ts';
import { knownShop, rememberShop } from '../db/shops.ts';
import { sendMessage, type Tapped } from '../messaging.ts';
import type { AnswerSite } from '../sites/answers.ts';
import { setTabShop, tabShop } from '../session.ts';
import { siteMeta } from '../sites/registry.ts';
import { countTap, isTapping, nextDayOf, restTap, tapSites, tapState, touchesSwitch } from '../tap/state.ts';
import type { Origin } from './gate.ts';
import { whenReady } from './ready.ts';
import { takeTold } from './told.ts';

const ALARM = 'tap';
const SCRIPTS = [
  // The relay first: it waits for the other one. Either order works.
  { part: 'relay', file: 'tap-relay.js', world: 'ISOLATED' },
  { part: 'page', file: 'tap.js', world: 'MAIN' },
] as const;

function scriptsOf(site: AnswerSite): chrome.scripting.RegisteredContentScript[] {
  return SCRIPTS.map(({ part, file, world }) => ({
    id: `tap-${site}-${part}`,
    js: [file],
    matches: [...siteMeta(site).matches],
    world,
    allFrames: true,
    runAt: 'document_start' as const,
  }));
}

/** One after the other: registering twice at the same time fails, and counts are read, changed and written back. */
let queue: Promise<unknown> = Promise.resolve();

function inTurn<T>(act: () => Promise<T>): Promise<T> {
  const next = queue.then(act, act);
  queue = next.catch(() => undefined);
  return next;
}

/** Registers and unregisters the scripts as switches and rests say, and sets the alarm for the end of a rest. Harmless to repeat. */
export function reconcileTap(now: number = Date.now()): Promise<void> {
  return inTurn(async () => {
    const there = new Set((await chrome.scripting.getRegisteredContentScripts()).map(({ id }) => id));
    let wake = Infinity;
    for (const site of tapSites) {
      const state = await tapState(site, now);
      const scripts = scriptsOf(site);
      const missing = scripts.filter(({ id }) => !there.has(id));
      const wanted = isTapping(state, site, now);
      if (wanted && missing.length > 0) await chrome.scripting.registerContentScripts(missing);
      if (!wanted && missing.length < scripts.length) await stopTap(site, there);
      if (state.on && !wanted) wake = Math.min(wake, nextDayOf(site, now));
    }
    if (wake < Infinity) await chrome.alarms.create(ALARM, { when: wake });
    else await chrome.alarms.clear(ALARM);
  });
}

/** Takes the scripts away and has those that run in open pages put everything back. */
async function stopTap(site: AnswerSite, there: ReadonlySet<string>): Promise<void> {
  const ids = scriptsOf(site)
    .map(({ id }) => id)
    .filter((id) => there.has(id));
  await chrome.scripting.unregisterContentScripts({ ids });
  for (const tab of await chrome.tabs.query({ url: [...siteMeta(site).matches] })) {
    if (tab.id === undefined) continue;
    // Pages that were opened before it was switched on have nobody who listens.
    await sendMessage('tapStop', {}, tab.id).catch(() => undefined);
  }
}

/** Tells whether an alarm ends a rest. */
export function isTapAlarm(alarm: chrome.alarms.Alarm): boolean {
  return alarm.name === ALARM;
}

/** Follows the switches that pages of the extension change. */
export function followTap(): void {
  chrome.storage.local.onChanged.addListener((changes) => {
    if (touchesSwitch(changes)) reconcileTap().catch((error: unknown) => console.warn('tap', error));
  });
}

/** A page shows the site's protection (slider, face check): its tap rests for the day. */
export async function noteRisk(reader: string, state: PageState, now: number = Date.now()): Promise<void> {
  const site = tapSites.find((each) => reader.startsWith(`${each}/`));
  if (state === 'punish' && site) await rest(site, now).catch((error: unknown) => console.warn('tap', error));
}

async function rest(site: AnswerSite, now: number): Promise<void> {
  if (await inTurn(() => restTap(site, now))) await reconcileTap(now);
}

function isOfSite(site: AnswerSite, address: string): boolean {
  const { hostname } = new URL(address);
  return siteMeta(site).matches.some((pattern) => pattern.split('/')[2] === hostname);
}

/** Takes in what the relay read out of a page's own answers. `on` false tells it to stop: then nothing was taken. */
export async function takeTapped(tapped: Tapped, origin: Origin, now: number = Date.now()): Promise<{ on: boolean }> {
  const { site } = tapped;
  if (!isOfSite(site, origin.url) || !isTapping(await tapState(site, now), site, now)) return { on: false };
  if (tapped.risk) {
    await rest(site, now);
    return { on: false };
  }
  const took = await whenReady(() => takeKept(tapped, origin, now));
  if (took !== null) await noteShop(tapped, origin.tabId);
  const { seen } = tapped;
  const wanted = hasFacts(tapped);
  const refused = tapped.refused + (wanted && took === null ? seen : 0);
  await inTurn(() => countTap(site, { seen, taken: took ? seen : 0, refused }, now));
  return { on: true };
}

const hasFacts = ({ orders, people, chats }: Tapped): boolean => orders.length + people.length + chats.length > 0;

/** Of an answer that named nothing but the shop, pages of its tab whose address names none learn whose they are. */
async function noteShop(tapped: Tapped, tabId: number): Promise<void> {
  const { shop } = tapped;
  if (!shop || shop.keyIsName || hasFacts(tapped)) return;
  const before = await tabShop(tabId);
  if (before?.site === shop.site && before.key === shop.key) return;
  await setTabShop(tabId, shop);
  await sendMessage('reread', { commandId: crypto.randomUUID() }, tabId).catch(() => undefined);
}

/** Puts orders, buyers and messages where they belong. Null: the shop is not known, or is another site's; false: nobody could be taken. */
async function takeKept(
  { site, shop, orders, people, chats, commandId }: Tapped,
  { tabId }: Origin,
  at: number,
): Promise<boolean | null> {
  const known = shop?.site === site ? await knownShop(shop) : undefined;
  if (!known) return null;
  const ref = await rememberShop(known, at);
  const source = { site, shopId: shopIdOf(site, ref.key), at };
  const news = newsIn(await withOrderNos(source.shopId, orders), at);
  const placed = news.length > 0 ? news.length - (await takeOrders({ ...source, commandId }, news)).refused.length : 0;
  const { known: met } = people.length > 0 ? await takePeople(source, people) : { known: 0 };
  const told = chats.length > 0 ? await takeTold({ ...source, shopKey: ref.key }, chats, tabId) : 0;
  return placed + met + told > 0;
}
