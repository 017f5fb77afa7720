import type { ShopRef } from '#lib/domain/observation.ts';
import { first } from '#lib/dom/first.ts';
import { valuesOf } from '#lib/dom/values-of.ts';
import { present } from '../found.ts';
import type { PageReader, PageSource } from '../site.ts';
import { createTally } from '../found.ts';
import { kindOf, readingOf, stateOf } from './page.ts';
import { SHELL } from './selectors.ts';
import { mainNick } from './shape.ts';

/** Returns the shop of its names: keyed by the main account of who is logged in, else by the shop's name. */
export function shopOf(name: string, staff: string): ShopRef | null {
  const nick = mainNick(staff);
  const key = nick || name;
  if (!key || key.includes('*')) return null;
  const sub = /[:：]/.test(staff) ? staff : undefined;
  return present({
    site: 'taobao' as const,
    key,
    name: name || undefined,
    staff: sub,
    keyIsName: nick ? undefined : (true as const),
  });
}

/** Returns the shop that the workbench header (or the bar of an old page) names, or null. */
export function shopIn(document: Document): ShopRef | null {
  const [names, logins] = [valuesOf(first(document, SHELL.shop)), valuesOf(first(document, SHELL.staff))];
  const [name = '', ...more] = names;
  const staff = loginIn(logins, more.length === 0 ? name : '');
  // Who is logged in is there but in doubt: the shop's name alone could be another account's.
  if (staff === null || (more.length > 0 && staff === '')) return null;
  if (names.length > 0 && staff !== '') return shopOf(more.length === 0 ? name : '', staff);
  const [shown = '', login = ''] = namesBesideEachOther(document) ?? [];
  return shopOf(name || shown, staff || login);
}

/** Returns the login that stands alone, or is the only one that begins with the shop's name; null when it is in doubt. */
export function loginIn(logins: readonly string[], name: string): string | null {
  const own = logins.length > 1 ? logins.filter((login) => name !== '' && mainNick(login) === name) : logins;
  return own.length > 1 || (own.length === 0 && logins.length > 0) ? null : (own[0] ?? '');
}

/** Without its class the header is known by a shop's name and, beside it, a staff account that begins with this name. */
function namesBesideEachOther(document: Document): [string, string] | null {
  for (const element of document.querySelectorAll(`${SHELL.frame} > div > div > span`)) {
    const [[name = '', ...more], [staff = '', ...rest]] = [valuesOf(element.previousElementSibling), valuesOf(element)];
    if (more.length + rest.length === 0 && name && mainNick(staff) === name && staff !== name) return [name, staff];
  }
  return null;
}

/** The workbench around every page of the seller back end: which shop and which staff account are at work. */
export const shellReader: PageReader = {
  id: 'taobao/shell-2025',
  site: 'taobao',
  kind: 'shell',
  recognises: (source) => kindOf(source) !== null && (hasSign(source) || (isOutermost(source) && stands(source))),
  read(source) {
    const state = stateOf(source, hasSign(source));
    if (state !== 'ready') return readingOf(shellReader.id, state);
    const tally = createTally();
    const shop = shopIn(source.document);
    tally.take('shop.key', shop?.key ?? null);
    tally.take('shop.staff', shop?.staff ?? null);
    return readingOf(shellReader.id, state, { tally, shop });
  },
};

function hasSign({ document }: PageSource): boolean {
  return first(document, SHELL.sign) !== null;
}

/** Pages that hold nothing themselves: the workbench alone, and the one around the records' frame. */
function isOutermost(source: PageSource): boolean {
  const kind = kindOf(source);
  return kind === 'shell' || (kind === 'records' && source.url.hostname !== 'market.m.taobao.com');
}

/** Something stands in place of the workbench. */
function stands(source: PageSource): boolean {
  return stateOf(source, false) !== 'unknown';
}
