import { first } from '#lib/dom/first.ts';
import { valuesOf } from '#lib/dom/values-of.ts';
import type { Reading } from '#lib/domain/observation.ts';
import type { PageReader, PageSource } from '../site.ts';
import { kindOf, readingOf, stateOf } from './page.ts';
import { isMainOrder, readMainOrder } from './payload-order-detail.ts';
import { isTmallOrder, readTmallOrder } from './payload-order-tmall.ts';
import { SHELL } from './selectors.ts';
import { mainNick } from './shape.ts';
import { shopOf } from './shell.ts';

const INLINE = /\bdata\s*=\s*JSON\.parse\('((?:[^'\\]|\\.)*)'\)/;
/** The same as an object that stands in the script as it is. */
const PLAIN = /\bdetailData\s*=\s*(?=\{)/;
const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', 0: '\0' };

/** Returns the value of a single-quoted script string: its escapes undone, nothing evaluated. */
export function unquoted(body: string): string {
  return body.replace(/\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|([\s\S]))/g, (_all, wide, narrow, plain: string) => {
    const code: string | undefined = wide ?? narrow;
    return code ? String.fromCharCode(Number.parseInt(code, 16)) : (ESCAPES[plain] ?? plain);
  });
}

/** Returns the JSON object that begins with a text, up to the brace that closes it. */
function objectIn(text: string): string | undefined {
  let depth = 0;
  for (const { 0: part, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (part === '{') depth += 1;
    else if (part === '}') depth -= 1;
    if (depth === 0) return text.slice(0, index + 1);
  }
  return undefined;
}

function plainIn(text: string): string | undefined {
  const found = PLAIN.exec(text);
  return found ? objectIn(text.slice(found.index + found[0].length)) : undefined;
}

/** Returns the data that the page carries in one inline script, or null when there is none or it is broken. */
export function inlineData(document: Document): unknown {
  for (const script of document.querySelectorAll('script')) {
    const text = script.textContent ?? '';
    const quoted = INLINE.exec(text)?.[1];
    const body = quoted === undefined ? plainIn(text) : unquoted(quoted);
    if (body === undefined) continue;
    try {
      return JSON.parse(body);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return null;
}

function hasSign({ document }: PageSource): boolean {
  return isMainOrder(inlineData(document));
}

/** The seller in the data and who is logged in must not be two; the data's alone could be the wrong one. */
function withLogin({ shop: seller, ...rest }: Reading, document: Document): Reading {
  const [login = '', ...more] = valuesOf(first(document, SHELL.staff));
  if (!login) return { ...rest, health: { ...rest.health, 'shop.key': 'missing' } };
  if (more.length > 0 || (seller && seller.key !== mainNick(login)))
    return { ...rest, health: { ...rest.health, 'shop.key': 'refused' } };
  const shop = shopOf('', login);
  return { ...rest, health: { ...rest.health, 'shop.key': 'found' }, ...(shop && { shop }) };
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
    return withLogin(reading, source.document);
  },
};

/** Its Tmall form (2020): the number may stand in nothing but the address. */
export const tmallPageReader: PageReader = {
  id: 'taobao/order-2020',
  site: 'taobao',
  kind: 'order',
  recognises: (source) => kindOf(source) === 'order' && isTmallOrder(inlineData(source.document)),
  read(source) {
    const data = inlineData(source.document);
    const state = stateOf(source, isTmallOrder(data));
    if (state !== 'ready') return readingOf(tmallPageReader.id, state);
    const named = [source.url, ...(source.topUrl ? [source.topUrl] : [])].flatMap(
      (at) => at.searchParams.get('bizOrderId') ?? [],
    );
    return withLogin(
      readTmallOrder(
        tmallPageReader.id,
        data,
        named.filter((no) => /^\d{15,19}$/.test(no)),
      ),
      source.document,
    );
  },
};
