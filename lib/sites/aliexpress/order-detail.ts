import { besideLabel, leavesOf } from '../../dom/text-of.ts';
import type { OrderSeen } from '../../domain/observation.ts';
import { orderStateOf } from '../../domain/order-state.ts';
import { cleanLine, LIMITS } from '../../domain/text.ts';
import { only, parsed, present, REFUSED, type Found, type Tally } from '../found.ts';
import type { PageSource } from '../site.ts';
import { amountIn, known, momentIn, orderNoIn, peerOf, upTo, values } from './fields.ts';
import { field, pageReader } from './page.ts';
import { DETAIL, OLD_DETAIL, ORDERS } from './selectors.ts';

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
  const own = rows.filter((row) => {
    const label = (known(field(row, DETAIL.addressLabel, upTo(LIMITS.note))) ?? '').replace(/[:：]$/, '').trim();
    return labels.some((pattern) => pattern.test(label));
  });
  const marked = own.flatMap((row) => values(field(row, DETAIL.addressValue, upTo(LIMITS.address))));
  if (marked.length > 0) return only(marked);
  return only(labels.flatMap((pattern) => besideLabel(document.body, withColon(pattern))));
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

function readDetail(source: PageSource, tally: Tally): OrderSeen[] {
  const { document } = source;
  const shown = parsed(besideLabel(document.body, NUMBER), orderNoIn);
  const no = tally.take('order.no', numberOf(source, shown));
  if (no === undefined) return [];
  const words = tally.take('order.state', field(document, ORDERS.state, upTo(LIMITS.tag)));
  const name = tally.take('order.buyer', only(besideLabel(document.body, BUYER)));
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

/** Until 2024 the address was four unlabelled lines (name, address, zip, phone): any other number of lines is refused. */
function oldRecipient(document: Document, tally: Tally): Recipient | undefined {
  const blocks = [...document.querySelectorAll(OLD_DETAIL.address)];
  const parts = blocks.flatMap((block) => linesOf(block)).map((line) => leavesOf(line));
  const lines = parts.map(([line = '']) => cleanLine(line, LIMITS.address));
  const [name = '', address = '', zip = '', phone = ''] = lines;
  const fits =
    blocks.length === 1 &&
    lines.length === 4 &&
    parts.every((leaves) => leaves.length === 1) &&
    name !== '' &&
    address !== '' &&
    /^[\w* -]{2,12}$/.test(zip) &&
    /^[+\d* ()-]{5,30}$/.test(phone);
  const picked: Found<Recipient> = fits ? { name, address, zip, phone } : lines.length > 0 ? REFUSED : null;
  return tally.take('order.recipient', picked);
}

function readOldDetail(source: PageSource, tally: Tally): OrderSeen[] {
  const { document } = source;
  const no = tally.take('order.no', numberOf(source, field(document, OLD_DETAIL.no, orderNoIn)));
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
  shows: ({ document }) => LABELS.filter(([label]) => besideLabel(document.body, withColon(label)).length > 0).length > 2,
  knows: (source) => !isOld(source),
  observe: readDetail,
});

/** Order detail of the pages until 2024. */
export const order2024 = pageReader('aliexpress/order-2024', 'order', {
  anchors: OLD_SIGNS,
  knows: isOld,
  observe: readOldDetail,
});
