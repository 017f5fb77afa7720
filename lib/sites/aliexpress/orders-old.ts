import { valuesOf } from '../../dom/values-of.ts';
import type { OrderItem, OrderSeen, PeerRef } from '../../domain/observation.ts';
import { cleanLine, LIMITS } from '../../domain/text.ts';
import { only, present, REFUSED, type Found, type Tally } from '../found.ts';
import { amountIn, countIn, known, momentIn, peerOf, upTo } from './fields.ts';
import { eachOnce } from './orders.ts';
import { field, orderNoAt, outermost, pageReader } from './page.ts';
import { OLD_ORDERS, ORDERS } from './selectors.ts';

const CODE_LABEL = /^(?:商品编码|Product Code)\s*[:：]/i;
const ANY_LABEL = /^[^:：]{1,30}[:：]\s*$/;

/** Splits the properties of a product by their label: the labelled code, and the one without a label (the variant). */
function properties(row: Element): { code: Found<string>; sku: Found<string> } {
  const cells = outermost(row, OLD_ORDERS.property).map((cell) => {
    const value = known(field(cell, OLD_ORDERS.propertyValue, upTo(LIMITS.title)));
    const texts = valuesOf(cell);
    // A tag beside label or value leaves it open what is which.
    const clear = texts.length < 3 && texts.at(-1) === value;
    return { value: clear ? value : undefined, label: texts.slice(0, -1).join('') };
  });
  const of = (test: (label: string) => boolean): Found<string> =>
    only(cells.flatMap(({ value, label }) => (value !== undefined && test(label) ? value : [])));
  return { code: of((label) => CODE_LABEL.test(label)), sku: of((label) => !ANY_LABEL.test(label)) };
}

function buyerIn(row: Element, tally: Tally): PeerRef | undefined {
  const name = tally.take('order.buyer', field(row, OLD_ORDERS.buyer, upTo(LIMITS.name)));
  const ids = [...row.querySelectorAll(OLD_ORDERS.buyer.join(', '))].flatMap(
    (link) => /[?&]ownerMemberId=(\d{3,20})(?:&|#|$)/.exec(link.getAttribute('href') ?? '')?.[1] ?? [],
  );
  const uid = tally.take('order.buyerUid', only(ids));
  if (name === undefined && uid === undefined) return undefined;
  return present({ ...(name === undefined ? {} : peerOf(name)), uid });
}

function itemsIn(row: Element, tally: Tally): OrderItem[] {
  const marked = outermost(row, OLD_ORDERS.product[0]);
  // Without its class the row itself is the product, if it has the properties of one.
  const products = marked.length === 0 && row.querySelector(OLD_ORDERS.property) ? [row] : marked;
  if (products.length === 0) for (const each of ['sku', 'code', 'quantity', 'price']) tally.take(`item.${each}`, null);
  // Several products in one row share cells whose lines cannot be told apart: amounts and counts are left out then.
  const single = products.length === 1;
  return products.map((product) => {
    const { code, sku } = properties(product);
    const quantity: Found<number> = single ? field(row, OLD_ORDERS.quantity, countIn) : REFUSED;
    return present({
      sku: tally.take('item.sku', sku),
      code: tally.take('item.code', code),
      quantity: tally.take('item.quantity', quantity),
      price: tally.take('item.price', single ? field(row, OLD_ORDERS.price, amountIn) : REFUSED),
    });
  });
}

/** The words of the order's own cell itself, not those of elements inside it. */
function linesOf(row: Element): string[] {
  const infos = [...row.querySelectorAll(OLD_ORDERS.info[0])];
  const nodes = infos.flatMap((info) => [...info.childNodes]).filter((node) => node.nodeType === 3);
  return nodes.map((node) => cleanLine(node.textContent ?? '', LIMITS.title));
}

/** The rows of the list; without their class, those that hold the order's cell. */
function rowsIn(document: Document): Element[] {
  const marked = [...document.querySelectorAll(ORDERS.row)];
  const infos = marked.length > 0 ? [] : [...document.querySelectorAll(OLD_ORDERS.info.join(', '))];
  return [...new Set([...marked, ...infos.flatMap((info) => info.closest('tr') ?? [])])];
}

function orderIn(row: Element, tally: Tally): OrderSeen | null {
  const no = tally.take('order.no', orderNoAt(row, OLD_ORDERS.no));
  if (no === undefined) return null;
  const buyer = buyerIn(row, tally);
  return present<OrderSeen>({
    kind: 'order',
    no,
    state: 'unknown',
    createdAt: tally.take('order.createdAt', only(linesOf(row).flatMap((line) => momentIn(line) ?? []))),
    items: itemsIn(row, tally),
    buyer: buyer,
    carrier: tally.take('order.carrier', field(row, OLD_ORDERS.carrier, upTo(LIMITS.title))),
    memo: tally.take('order.memo', field(row, OLD_ORDERS.memo, upTo(LIMITS.note))),
  });
}

/** Order list of the pages until 2024 (`apps/order/index`). It shows no state that is known. */
export const orders2024 = pageReader('aliexpress/orders-2024', 'orders', {
  anchors: OLD_ORDERS.info,
  knows: ({ document }) => document.querySelector(OLD_ORDERS.info.join(', ')) !== null,
  observe: ({ document }, tally) =>
    eachOnce(
      rowsIn(document).flatMap((row) => orderIn(row, tally) ?? []),
      tally,
    ),
});
