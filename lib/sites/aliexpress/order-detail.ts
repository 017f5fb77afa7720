import { joinedIn } from '../../dom/alike.ts';
import { valuesOf } from '../../dom/values-of.ts';
import type { OrderSeen } from '../../domain/observation.ts';
import { orderStateOf } from '../../domain/order-state.ts';
import { LIMITS } from '../../domain/text.ts';
import { only, present, REFUSED, type Found, type Tally } from '../found.ts';
import type { PageSource } from '../site.ts';
import { amountIn, momentIn, orderNoIn, parsedAmong, peerOf, upTo, values } from './fields.ts';
import { behindLabel, field, orderNoAt, pageReader, textsAt } from './page.ts';
import { DETAIL, OLD_DETAIL } from './selectors.ts';
import { stateAt } from './state-words.ts';

type Recipient = NonNullable<OrderSeen['recipient']>;

/** Labels of the address rows (zh, en, es). */
const LABELS: readonly (readonly [RegExp, keyof Recipient])[] = [
  [/^(?:收件人(?:名称|姓名)?|Recipient(?:'s)? name|Contact name|Destinatario)$/i, 'name'],
  [/^(?:详细地址|(?:Detailed |Street )?address|Dirección)$/i, 'address'],
  [/^(?:邮编|(?:Zip|Postal) code|Código postal)$/i, 'zip'],
  [/^(?:联系邮件|E-?mail)$/i, 'email'],
  [/^(?:联系电话|手机|(?:Contact )?phone|Mobile|Teléfono)$/i, 'phone'],
  [/^(?:城市|City|Ciudad)$/i, 'city'],
  [/^(?:州\/省|State\/Province|Provincia)$/i, 'region'],
  [/^(?:收货国家|国家|Country|País)$/i, 'country'],
];

/** The rows of the address, by their class, with label and value; without it what stands behind each label. */
function shownPart(document: Document, part: keyof Recipient): Found<string> {
  const labels = LABELS.filter(([, key]) => key === part).map(([pattern]) => pattern);
  const rows = [...document.querySelectorAll(DETAIL.addressItem)];
  const isLabel = (text: string): boolean => labels.some((pattern) => pattern.test(text.replace(/\s*[:：]$/, '')));
  const own = rows.filter((row) => textsAt(row, DETAIL.addressLabel).some((text) => isLabel(text)));
  const marked = own
    .map((row) => field(row, DETAIL.addressValue, upTo(LIMITS.address), joinedIn))
    .filter((found) => found !== null);
  if (marked.length > 0) return marked.includes(REFUSED) ? REFUSED : only(marked);
  return onlyText(labels.flatMap((pattern) => behindLabel(document.body, withColon(pattern))));
}

/** The only text behind a label; an empty one says that it is open which text is meant. */
function onlyText(texts: readonly string[]): Found<string> {
  return texts.includes('') ? REFUSED : only(texts);
}

/** The same label as it stands in a running text: with a colon, or alone in its element. */
function withColon(label: RegExp): RegExp {
  return new RegExp(label.source.replace(/\$$/, String.raw`\s*(?:[:：]|$)`), 'i');
}

function recipientIn(document: Document, tally: Tally): Recipient | undefined {
  const recipient: Recipient = {};
  for (const part of new Set(LABELS.map(([, key]) => key))) {
    const value = tally.take(`recipient.${part}`, shownPart(document, part));
    if (value !== undefined) recipient[part] = value;
  }
  return Object.keys(recipient).length > 0 ? recipient : undefined;
}

const NUMBER = /^(?:订单号|Order (?:ID|No\.?|number))\s*(?:[:：]|$)/i;
const BUYER = /^(?:买家(?:名称)?|Buyer(?: name)?|Comprador)\s*(?:[:：]|$)/i;

/** The address names the order; a number the page shows under its label must not be another one (a page that lags behind). */
function numberOf(source: PageSource, shown: Found<string>): Found<string> {
  const ids = source.url.searchParams.getAll('orderId');
  if (shown === REFUSED || ids.some((id) => !/^\d{15,17}$/.test(id))) return REFUSED;
  return only([...ids, ...values(shown)]);
}

/** Numbers behind the label of the order's. More digits than it has, or a place inside the address, are those of a card. */
function numbersIn(document: Document): string[] {
  const inAddress = [...document.querySelectorAll(DETAIL.addressItem)].flatMap((row) => behindLabel(row, NUMBER));
  return behindLabel(document.body, NUMBER).filter((text) => !/^\d{18,}$/.test(text) && !inAddress.includes(text));
}

function readDetail(source: PageSource, tally: Tally): OrderSeen[] {
  const { document } = source;
  const no = tally.take('order.no', numberOf(source, parsedAmong(numbersIn(document), orderNoIn)));
  if (no === undefined) return [];
  const words = tally.take('order.state', stateAt(document));
  const name = tally.take('order.buyer', onlyText(behindLabel(document.body, BUYER)));
  return [
    present<OrderSeen>({
      kind: 'order',
      no,
      state: orderStateOf('aliexpress', words ?? ''),
      stateText: words,
      items: [],
      buyer: name === undefined ? undefined : peerOf(name),
      recipient: recipientIn(document, tally),
    }),
  ];
}

/** The lines of a block, also inside elements that are only around them. */
function linesOf(block: Element): Element[] {
  const [only, ...others] = block.children;
  return only && others.length === 0 ? linesOf(only) : [...block.children];
}

/** Returns the address of four unlabelled lines (name, address, zip, phone), or null for any other number or form of them. */
function fourLines(block: Element): Recipient | null {
  const parts = linesOf(block).map((line) => valuesOf(line, LIMITS.address));
  const [name = '', address = '', zip = '', phone = ''] = parts.map(([line = '']) => line);
  const fits =
    parts.length === 4 &&
    parts.every((texts) => texts.length === 1) &&
    /^[\w* -]{2,12}$/.test(zip) &&
    /^[+\d* ()-]{5,30}$/.test(phone);
  return fits ? { name, address, zip, phone } : null;
}

/** Until 2024 the address had no labels. Without its class it is known by a line that ends with the zip code below it. */
function oldRecipient(document: Document, tally: Tally): Recipient | undefined {
  const marked = [...document.querySelectorAll(OLD_DETAIL.address)];
  const others = marked.length > 0 ? [] : [...document.querySelectorAll('div')].filter((each) => each.childElementCount === 4);
  const [block, ...more] = marked;
  const found = others.flatMap((each) => fourLines(each) ?? []).filter(({ address, zip = '' }) => address?.endsWith(zip));
  const picked = block && more.length === 0 ? fourLines(block) : null;
  return tally.take('order.recipient', picked ?? (marked.length > 0 ? REFUSED : only(found)));
}

function readOldDetail(source: PageSource, tally: Tally): OrderSeen[] {
  const { document } = source;
  const no = tally.take('order.no', numberOf(source, orderNoAt(document, OLD_DETAIL.no)));
  if (no === undefined) return [];
  return [
    present<OrderSeen>({
      kind: 'order',
      no,
      state: 'unknown',
      paidAt: tally.take('order.paidAt', field(document, OLD_DETAIL.paidAt, momentIn)),
      paid: tally.take('order.paid', field(document, OLD_DETAIL.paid, amountIn)),
      shipping: tally.take('order.shipping', field(document, OLD_DETAIL.shipping, amountIn)),
      items: [],
      recipient: oldRecipient(document, tally),
      memo: tally.take('order.memo', field(document, OLD_DETAIL.memo, upTo(LIMITS.note))),
    }),
  ];
}

const OLD_SIGNS = [...OLD_DETAIL.no, ...OLD_DETAIL.paidAt, ...OLD_DETAIL.paid, OLD_DETAIL.address];
const isOld = ({ document }: PageSource): boolean => document.querySelector(OLD_SIGNS.join(', ')) !== null;

/** Order detail of csp and gsp (2026), of which only the address block is known; also while it is still loading. */
export const order2026 = pageReader('aliexpress/order-2026', 'order', {
  anchors: [DETAIL.addressItem, ...DETAIL.addressLabel, ...DETAIL.addressValue],
  shows: ({ document }) => LABELS.filter(([label]) => behindLabel(document.body, withColon(label)).length > 0).length > 2,
  knows: (source) => !isOld(source),
  observe: readDetail,
});

/** Order detail of the pages until 2024. */
export const order2024 = pageReader('aliexpress/order-2024', 'order', {
  anchors: OLD_SIGNS,
  knows: isOld,
  observe: readOldDetail,
});
