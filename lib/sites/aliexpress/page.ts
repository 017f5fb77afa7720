import { shows } from '../../dom/first.ts';
import { besideLabel, leavesOf, lineOf } from '../../dom/text-of.ts';
import { valuesOf } from '../../dom/values-of.ts';
import type { Observation, PageState, ShopRef } from '../../domain/observation.ts';
import { LIMITS } from '../../domain/text.ts';
import { createTally, only, REFUSED, type Found, type Tally } from '../found.ts';
import { noticeOf } from '../notice.ts';
import { asksForCheck } from '../obstacle.ts';
import { once, type PageKind, type PageReader, type PageSource } from '../site.ts';
import { known, nothingRead, orderNoAmong, parsedAmong, readingOf, values } from './fields.ts';
import { aliexpressMeta, channelOf } from './meta.ts';
import { STATE, type Selectors } from './selectors.ts';

/** Returns the outermost elements that match: a hit inside another hit is part of it. */
export function outermost(root: ParentNode, selector: string): Element[] {
  return [...root.querySelectorAll(selector)].filter((hit) => !hit.parentElement?.closest(selector));
}

/** Returns the element's text as one line, long enough for notes. */
export function lineIn(element: Element): string {
  return lineOf(element, LIMITS.note);
}

/** Returns the texts of all outermost hits of the first selector that gives any, an entry each. */
export function textsAt(root: ParentNode, selectors: Selectors, textsOf = valuesOf): string[] {
  for (const selector of selectors) {
    const texts = outermost(root, selector).flatMap((hit) => textsOf(hit, LIMITS.note));
    if (texts.length > 0) return texts;
  }
  return [];
}

/**
 * Returns the field's value by the first selector that gives a text. Elements without text do not count; a text that
 * `parse` refuses, or two different values, refuse the field, and so do two texts that stand apart in one element, as `textsOf` tells them.
 */
export function field<T>(
  root: ParentNode,
  selectors: Selectors,
  parse: (text: string) => T | null,
  textsOf = valuesOf,
): Found<T> {
  return parsedAmong(textsAt(root, selectors, textsOf), parse);
}

/**
 * Returns what stands behind a label, as `besideLabel` does, and an empty text where the label stands there once more and
 * nothing clear behind it: then the others may belong to something else.
 */
export function behindLabel(root: Element, label: RegExp, until?: RegExp): string[] {
  const texts = besideLabel(root, label, until);
  if (texts.length === 0) return texts;
  const labels = leavesOf(root).filter((leaf) => label.exec(leaf)?.index === 0);
  return labels.length > texts.length ? [...texts, ''] : texts;
}

/** Returns the order number of a field; what else stands there is none. */
export function orderNoAt(root: ParentNode, selectors: Selectors): Found<string> {
  return orderNoAmong(textsAt(root, selectors));
}

/**
 * Returns the distinct values that `parse` accepts among the hits of the first selector that gives any; others are
 * ignored, and so are hits with more than one text.
 */
export function allOf<T>(root: ParentNode, selectors: Selectors, parse: (text: string) => T | null): T[] {
  for (const selector of selectors) {
    const accepted = outermost(root, selector).flatMap((hit) => {
      const [text, ...more] = valuesOf(hit, LIMITS.note);
      return text === undefined || more.length > 0 ? [] : (parse(text) ?? []);
    });
    if (accepted.length > 0) return [...new Set(accepted)];
  }
  return [];
}

/** Returns the shop an address works for; the frame's and the tab's address must not name two different ones. */
export function shopOf(source: PageSource): Found<ShopRef> {
  const urls = [source.url, ...(source.topUrl ? [source.topUrl] : [])];
  const key = only(urls.flatMap((url) => values(channelOf(url))));
  return key === null || key === REFUSED ? key : { site: 'aliexpress', key };
}

/** Tells whether the address shows this kind of page on AliExpress. */
function isPage(source: PageSource, kind: PageKind): boolean {
  return aliexpressMeta.pageKind(source.url) === kind;
}

/** What stands before a page: asked for by its address or by a sign that is shown over it. */
function barrierOf({ document, url }: PageSource): PageState | null {
  if (/\/_____tmd_____\/punish|[?&]x5secdata=/.test(url.href) || shows(document, STATE.punish)) return 'punish';
  return url.pathname.endsWith('/csp_login.htm') || shows(document, STATE.login) ? 'login' : null;
}

/**
 * Returns why a page is not read (`login`, `punish`, `loading`, `empty`, `unknown`), or `ready` when one of its anchors
 * is there. A slider over a filled page still counts: what lies below may be stale.
 */
export function stateOf(source: PageSource, anchors: Selectors): PageState {
  const { document } = source;
  const barred = once(source, barrierOf);
  if (barred) return barred;
  if (shows(document, anchors)) return 'ready';
  if (shows(document, STATE.loading)) return 'loading';
  if (shows(document, STATE.empty)) return 'empty';
  // A check without any class that is known is looked for only where the page itself is not.
  if (asksForCheck(noticeOf(document))) return 'punish';
  const app = document.querySelector('#root, #dada-wrapper');
  return app && !app.firstElementChild ? 'loading' : 'unknown';
}

/** What one page reader adds to what all have in common. */
export interface PageParts {
  /** At least one of them is on the page once it is filled. */
  anchors: Selectors;
  /** Tells by words or structure that the page is filled although none of the anchors is there. */
  shows?: (source: PageSource) => boolean;
  /** Tells this generation from others of the same address; left out: every document of the address. */
  knows?: (source: PageSource) => boolean;
  observe(source: PageSource, tally: Tally): Observation[];
}

/** Returns the reader of one kind and generation of page: shop, state and health alike for all. */
export function pageReader<K extends PageKind>(id: string, kind: K, parts: PageParts): PageReader & { kind: K } {
  return {
    id,
    site: 'aliexpress',
    kind,
    recognises: (source) => isPage(source, kind) && (parts.knows?.(source) ?? true),
    read(source) {
      const shop = once(source, shopOf);
      const marked = stateOf(source, parts.anchors);
      const state = marked === 'unknown' && parts.shows?.(source) ? 'ready' : marked;
      if (state !== 'ready') return nothingRead(id, state, known(shop));
      const tally = createTally();
      tally.take('shop', shop);
      return readingOf(id, tally, parts.observe(source, tally), known(shop));
    },
  };
}
