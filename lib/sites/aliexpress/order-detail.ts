import { lineOf } from '../../dom/text-of.ts';
import type { OrderSeen } from '../../domain/observation.ts';
import { orderStateOf } from '../../domain/order-state.ts';
import { LIMITS } from '../../domain/text.ts';
import { only, present, REFUSED, type Found, type Tally } from '../found.ts';
import type { PageSource } from '../site.ts';
import { amountIn, known, momentIn, orderNoIn, peerOf, upTo, values } from './fields.ts';
import { field, lineIn, pageReader } from './page.ts';
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

function recipientIn(document: Document, tally: Tally): Recipient | undefined {
  const recipient: Recipient = {};
  const rows = [...document.querySelectorAll(DETAIL.addressItem)].map((row) => ({
    label: (known(field(row, DETAIL.addressLabel, upTo(LIMITS.note))) ?? '').replace(/[:：]$/, '').trim(),
    row,
  }));
  for (const part of new Set(LABELS.map(([, key]) => key))) {
    const own = rows.filter(({ label }) => LABELS.some(([pattern, key]) => key === part && pattern.test(label)));
    const shown = own.flatMap(({ row }) => values(field(row, DETAIL.addressValue, upTo(LIMITS.address))));
    const value = tally.take(`recipient.${part}`, only(shown));
    if (value !== undefined) recipient[part] = value;
  }
  return Object.keys(recipient).length > 0 ? recipient : undefined;
}

/** Returns the value in the element after a label; the page has no class for it that is known. */
function besideLabel<T>(document: Document, label: RegExp, parse: (text: string) => T | null): Found<T> {
  const labels = [...document.querySelectorAll('span, div, td, th, dt, label')].filter(
    (element) => element.childElementCount === 0 && label.test(lineIn(element)),
  );
  const cells = labels.flatMap((element) => element.nextElementSibling ?? []);
  return only(cells.flatMap((cell) => (cell.childElementCount <= 1 ? (parse(lineIn(cell)) ?? []) : [])));
}

/** The address names the order; a number the page shows under its label must not be another one (a page that lags behind). */
function numberOf(source: PageSource, shown: Found<string>): Found<string> {
  const ids = source.url.searchParams.getAll('orderId');
  if (shown === REFUSED || ids.some((id) => !/^\d{15,17}$/.test(id))) return REFUSED;
  return only([...ids, ...values(shown)]);
}

function readDetail(source: PageSource, tally: Tally): OrderSeen[] {
  const { document } = source;
  const no = tally.take(
    'order.no',
    numberOf(source, besideLabel(document, /^(?:订单号|Order (?:ID|No\.?|number))[:：]?$/i, orderNoIn)),
  );
  if (no === undefined) return [];
  const words = tally.take('order.state', field(document, ORDERS.state, upTo(LIMITS.tag)));
  const name = tally.take(
    'order.buyer',
    besideLabel(document, /^(?:买家(?:名称)?|Buyer(?: name)?|Comprador)[:：]?$/i, upTo(LIMITS.name)),
  );
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

/** Until 2024 the address was four unlabelled lines (name, address, zip, phone): any other number of lines is refused. */
function oldRecipient(document: Document, tally: Tally): Recipient | undefined {
  const blocks = [...document.querySelectorAll(OLD_DETAIL.address)];
  const lines = blocks.flatMap((block) => [...block.children].map((line) => lineOf(line, LIMITS.address)));
  const [name = '', address = '', zip = '', phone = ''] = lines;
  const fits =
    blocks.length === 1 &&
    lines.length === 4 &&
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

const isOld = ({ document }: PageSource): boolean => document.querySelector(OLD_DETAIL.no[0]) !== null;

/** Order detail of csp and gsp (2026), of which only the address block is known; also while it is still loading. */
export const order2026 = pageReader('aliexpress/order-2026', 'order', {
  anchors: [DETAIL.addressItem],
  knows: (source) => !isOld(source),
  observe: readDetail,
});

/** Order detail of the pages until 2024. */
export const order2024 = pageReader('aliexpress/order-2024', 'order', {
  anchors: OLD_DETAIL.no,
  knows: isOld,
  observe: readOldDetail,
});
