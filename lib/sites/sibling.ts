import type { Observation, PageState, PeerRef, Reading, ShopRef } from '#lib/domain/observation.ts';
import { first, isShown, shows } from '#lib/dom/first.ts';
import { createTally, type Found, REFUSED, type Tally } from './found.ts';
import { dialogTexts, noticeOf } from './notice.ts';
import { asksForCheck } from './obstacle.ts';
import type { ChatReader, PageSource, SiteMeta } from './site.ts';

/** Pages of the common protection and login of all these platforms, 2025-09 … 2026-09. */
const STATES = {
  punish: [
    '.nc_wrapper',
    '#nc_1__scale_text',
    '#nc_1_n1z',
    '#baxia-punish',
    '[id*="baxia-dialog-content"]',
    'iframe[src*="/punish"]',
  ],
  login: [
    '#fm-login-id',
    '#fm-login-password',
    'iframe[src*="mini_login.htm"]',
    'iframe[src*="passport."]',
    'iframe[src*="//login."]',
  ],
  loading: ['.ant-spin-spinning', '.next-loading-tip', '.next-loading-indicator', '.ait-spin-spinning'],
} as const;

/** What one sibling's chat page adds to what all have in common. Selectors are tried in order. */
export interface SiblingChat {
  id: string;
  site: SiteMeta;
  /** At least one of them is on the page once it is filled. */
  anchors: readonly string[];
  /** Another sign that the page is filled, which no selector can express. */
  sign?: (document: Document) => boolean;
  editors: readonly string[];
  roots: readonly string[];
  /** Tells this page of the site from its others; left out: every chat address of the site. */
  knows?: (source: PageSource) => boolean;
  /** The account the page works for, or null. */
  shop(source: PageSource): ShopRef | null;
  /** Who the open conversation is with: null when nobody is named, refused when two signs disagree. */
  peer(source: PageSource): Found<PeerRef>;
  /** Further marks by which two conversations with the same shown name are told apart. */
  marks(source: PageSource): readonly string[];
  /** What else is visible; `peer` is undefined while nobody, or nobody for certain, is open. */
  observe(source: PageSource, peer: PeerRef | undefined, tally: Tally): Observation[];
}

/** Tells whether the page is filled. */
function isFilled({ document }: PageSource, { anchors, sign }: SiblingChat): boolean {
  return first(document, anchors) !== null || (sign?.(document) ?? false);
}

function stateOf(source: PageSource, parts: SiblingChat): PageState {
  const { document, url } = source;
  const isCheck = /\/_____tmd_____\/|\/punish\b/.test(url.pathname) || url.searchParams.has('x5secdata');
  if (isCheck || shows(document, STATES.punish)) return 'punish';
  if (shows(document, STATES.login)) return 'login';
  // Words count only in a dialog, or where there is no chat: people write them, too.
  if (dialogTexts(document).some(asksForCheck)) return 'punish';
  if (isFilled(source, parts)) return 'ready';
  if (asksForCheck(noticeOf(document))) return 'punish';
  return shows(document, STATES.loading) ? 'loading' : 'unknown';
}

/** Returns the only place to type in: enabled, shown, a field or an editable element. Two of them are refused. */
function editorOf(document: Document, selectors: readonly string[]): HTMLElement | null {
  for (const selector of selectors) {
    const usable = [...document.querySelectorAll<HTMLElement>(selector)].filter(
      (element) =>
        isShown(element) && !element.matches(':disabled, [readonly]') && element.matches('textarea, [contenteditable="true"]'),
    );
    if (usable.length > 0) return usable.length === 1 ? (usable[0] ?? null) : null;
  }
  return null;
}

function readingOf(parts: SiblingChat, source: PageSource): Reading {
  const { id, site } = parts;
  const state = stateOf(source, parts);
  if (state !== 'ready') return { reader: id, state, zone: site.zone, observations: [], health: {} };
  const tally = createTally();
  const shop = tally.take('shop.key', parts.shop(source));
  const peer = tally.take('peer.name', parts.peer(source));
  const observations = parts.observe(source, peer, tally);
  if (peer) observations.unshift({ kind: 'peer', peer, orderNos: [] });
  return { reader: id, state, ...(shop ? { shop } : {}), zone: site.zone, observations, health: tally.health };
}

/** Returns the reader of one sibling's chat: state, health, editor and the lock against the wrong buyer alike for all. */
export function siblingChat(parts: SiblingChat): ChatReader {
  // Asked after every burst of changes; a page that is filled is known, whatever else it shows.
  const isIt = (source: PageSource): boolean =>
    parts.site.pageKind(source.url) === 'chat' &&
    (parts.knows?.(source) ?? true) &&
    (isFilled(source, parts) || stateOf(source, parts) !== 'unknown');
  const fingerprint = (source: PageSource): string | null => {
    if (stateOf(source, parts) !== 'ready') return null;
    const peer = parts.peer(source);
    if (peer === null || peer === REFUSED) return null;
    return JSON.stringify([peer.name ?? '', peer.nick ?? '', peer.uid ?? '', ...parts.marks(source)]);
  };
  return {
    id: parts.id,
    site: parts.site.id,
    kind: 'chat',
    recognises: isIt,
    read: (source) => readingOf(parts, source),
    editor: (document) => editorOf(document, parts.editors),
    fingerprint,
    thread: fingerprint,
    root: (document) => first(document, parts.roots) ?? document.body,
  };
}

/** Class words that mark the open row of a list. */
const ACTIVE = /(?:^|[-_])(?:active|selected|current|checked)(?:[-_]|$)/i;

/** Tells whether a row of a list carries a sign of being the open one. */
export function isOpenRow(row: Element): boolean {
  return row.getAttribute('aria-selected') === 'true' || [...row.classList].some((token) => ACTIVE.test(token));
}
