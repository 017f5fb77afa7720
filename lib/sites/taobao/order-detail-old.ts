import { first } from '#lib/dom/first.ts';
import { lineOf } from '#lib/dom/text-of.ts';
import type { PageReader, PageSource } from '../site.ts';
import { kindOf, readingOf, stateOf } from './page.ts';
import { isMainOrder, readMainOrder } from './payload-order-detail.ts';
import { SHELL } from './selectors.ts';
import { mainNick } from './shape.ts';
import { shopOf } from './shell.ts';

const INLINE = /\bdata\s*=\s*JSON\.parse\('((?:[^'\\]|\\.)*)'\)/;
const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', 0: '\0' };

/** Returns the value of a single-quoted script string: its escapes undone, nothing evaluated. */
export function unquoted(body: string): string {
  return body.replace(/\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|([\s\S]))/g, (_all, wide, narrow, plain: string) => {
    const code: string | undefined = wide ?? narrow;
    return code ? String.fromCharCode(Number.parseInt(code, 16)) : (ESCAPES[plain] ?? plain);
  });
}

/** Returns the data that the page carries in one inline script, or null when there is none or it is broken. */
export function inlineData(document: Document): unknown {
  for (const script of document.querySelectorAll('script')) {
    const body = INLINE.exec(script.textContent ?? '')?.[1];
    if (body === undefined) continue;
    try {
      return JSON.parse(unquoted(body));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return null;
}

function hasSign({ document }: PageSource): boolean {
  return isMainOrder(inlineData(document));
}

/** The order detail until about 2021: everything stands as one escaped JSON string in an inline script. */
export const oldOrderReader: PageReader = {
  id: 'taobao/order-2016',
  site: 'taobao',
  kind: 'order',
  recognises: (source) => kindOf(source) === 'order' && hasSign(source),
  read(source) {
    const state = stateOf(source, hasSign(source));
    if (state !== 'ready') return readingOf(oldOrderReader.id, state);
    const reading = readMainOrder(oldOrderReader.id, inlineData(source.document));
    const login = lineOf(first(source.document, SHELL.staff));
    const { shop: seller, ...rest } = reading;
    // The seller in the data and who is logged in must not be two; one of them alone could be the wrong one.
    if (!login) return { ...rest, health: { ...rest.health, 'shop.key': 'missing' } };
    if (seller && seller.key !== mainNick(login)) return { ...rest, health: { ...rest.health, 'shop.key': 'refused' } };
    const shop = shopOf('', login);
    return { ...rest, ...(shop && { shop }) };
  },
};
