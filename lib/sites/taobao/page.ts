import type { Observation, PageState, Reading, ShopRef } from '#lib/domain/observation.ts';
import { first, shows } from '#lib/dom/first.ts';
import type { Tally } from '../found.ts';
import { dialogTexts, noticeOf } from '../notice.ts';
import { asksForCheck } from '../obstacle.ts';
import type { PageKind, PageSource } from '../site.ts';
import { taobaoMeta } from './meta.ts';
import { OLD_LISTS, STATES } from './selectors.ts';
import { ZONE } from './shape.ts';

const OLD_CONTENT = [...OLD_LISTS.orders, OLD_LISTS.refunds];

/** Returns what the page shows by its address; a frame whose own address says nothing takes the tab's. */
export function kindOf(source: PageSource): PageKind | null {
  const own = taobaoMeta.pageKind(source.url);
  if ((own && own !== 'shell') || !source.topUrl) return own;
  return taobaoMeta.pageKind(source.topUrl) ?? own;
}

/**
 * Returns why a page cannot be read (slider, login, loading, empty), 'ready' when its sign is there, otherwise
 * 'unknown'. Words are looked for only in dialogs and where the sign is missing, so that a buyer's text cannot stop the
 * reading.
 */
export function stateOf(source: PageSource, hasSign: boolean): PageState {
  const { document, url } = source;
  if (/\/_____tmd_____\/|\/punish\b/.test(url.pathname) || shows(document, STATES.punish)) return 'punish';
  if (shows(document, STATES.login)) return 'login';
  if (dialogTexts(document).some(asksForCheck)) return 'punish';
  if (hasSign) return 'ready';
  // Another generation's page holds texts of people, too: its own reader answers for it.
  if (first(document, OLD_CONTENT)) return 'unknown';
  if (asksForCheck(noticeOf(document))) return 'punish';
  if (STATES.emptyWords.test(document.body?.textContent ?? '')) return 'empty';
  return shows(document, STATES.loading) ? 'loading' : 'unknown';
}

/** Tells whether a reader of this kind should answer: the address fits, and the page has its sign or a known state. */
export function isPage(source: PageSource, kind: PageKind, hasSign: boolean): boolean {
  return kindOf(source) === kind && isKnown(source, hasSign);
}

/**
 * Tells whether a page has its sign or a known state. Asked after every burst of changes; with the sign there is no need to
 * look for anything else.
 */
export function isKnown(source: PageSource, hasSign: boolean): boolean {
  return hasSign || stateOf(source, false) !== 'unknown';
}

/** Returns a reading; without a shop the member is absent. */
export function readingOf(
  reader: string,
  state: PageState,
  seen: { observations?: Observation[]; tally?: Tally; shop?: ShopRef | null } = {},
): Reading {
  const { observations = [], tally, shop } = seen;
  const reading: Reading = { reader, state, zone: ZONE, observations, health: tally?.health ?? {} };
  return shop ? { ...reading, shop } : reading;
}
