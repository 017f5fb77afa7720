import type { Money } from '#lib/domain/money.ts';
import type { OrderItem, OrderSeen } from '#lib/domain/observation.ts';
import { orderStateOf } from '#lib/domain/order-state.ts';
import { all, first } from '#lib/dom/first.ts';
import { besideLabel, leavesOf, wordsOf } from '#lib/dom/text-of.ts';
import { valuesOf } from '#lib/dom/values-of.ts';
import { createTally, type Found, only, present, REFUSED, type Tally } from '../found.ts';
import type { PageReader } from '../site.ts';
import { distinctOrders } from './distinct.ts';
import { IN_ALL, itemsIn, propertiesIn, statusIn } from './orders.ts';
import { isPage, readingOf, stateOf } from './page.ts';
import { ORDERS_OLD } from './selectors.ts';
import { lineIn, numberIn, numbersAfter, peerIn, timeIn } from './shape.ts';
import { shopIn } from './shell.ts';
import { countAt, moneyAt } from './shown.ts';

function itemOf(row: Element, tally: Tally): OrderItem {
  const sku = first(row, ORDERS_OLD.sku);
  const titles = all(row, ORDERS_OLD.title).flatMap((link) => valuesOf(link));
  return present({
    title: tally.take('item.title', lineIn(titles)),
    sku: tally.take('item.sku', sku ? propertiesIn(sku) : null),
    quantity: tally.take('item.quantity', countAt(first(row, ORDERS_OLD.quantity))),
    price: tally.take('item.price', moneyAt(first(row, ORDERS_OLD.price))),
  });
}

function createdIn(box: Element): string[] {
  const created = all(box, ORDERS_OLD.created).flatMap((element) => besideLabel(element, CREATED));
  return created.length > 0 ? created : besideLabel(box, CREATED);
}

const CREATED = /创建时间\s*[:：]\s*/;

/** State words of the cell that holds the link to the detail, where no class tells which cell it is. */
function stateIn(box: Element): Found<string> {
  const marked = valuesOf(first(box, ORDERS_OLD.status));
  if (marked.length > 0) return statusIn(marked);
  const words = [...box.querySelectorAll('td')].flatMap((cell) => wordsOf(cell));
  return only(words.filter((word) => orderStateOf('taobao', word) !== 'unknown'));
}

/** The amount that all of the elements show. */
function moneyOf(elements: readonly Element[]): Found<Money> {
  const shown = elements.map((element) => moneyAt(element)).filter((amount) => amount !== null);
  return shown.includes(REFUSED) ? REFUSED : only(shown as Money[]);
}

function itemRows(box: Element): Element[] {
  const marked = all(box, ORDERS_OLD.item);
  const rows = marked.length > 0 ? [] : [...box.querySelectorAll('tr')];
  return [...marked, ...rows.filter((row) => row.childElementCount > 3 && row.querySelector(ORDERS_OLD.itemLink))];
}

function orderOf(box: Element, tally: Tally): OrderSeen | null {
  const inputs = [...box.querySelectorAll(ORDERS_OLD.no)].map((input) => input.getAttribute('value') ?? '');
  const no = tally.take('order.no', numberIn([...inputs, ...numbersAfter(leavesOf(box).join(' '), '订单号')]));
  if (!no) return null;
  const stateText = tally.take('order.stateText', stateIn(box));
  const nicks = [...box.querySelectorAll(ORDERS_OLD.nick)].map((element) => element.getAttribute('data-nick') ?? '');
  // Beside the nick that the chat's button carries a tag may stand.
  const names = all(box, ORDERS_OLD.buyer).flatMap((element) => valuesOf(element));
  return present({
    kind: 'order' as const,
    no,
    state: stateText ? orderStateOf('taobao', stateText) : ('unknown' as const),
    stateText,
    createdAt: tally.take('order.createdAt', timeIn(createdIn(box))),
    paid: tally.take('order.paid', moneyOf(all(box, ORDERS_OLD.paid))),
    items: itemsIn(
      itemRows(box).map((row) => itemOf(row, tally)),
      tally,
    ),
    buyer: tally.take('order.buyer', peerIn(names.some((name) => nicks.includes(name)) ? nicks : [...nicks, ...names])),
  });
}

/** The box of each order; without its class, the widest element around its check box that holds no other. */
function boxesIn(document: Document): Element[] {
  const boxes = all(document, ORDERS_OLD.row);
  if (boxes.length > 0) return boxes;
  return [...document.querySelectorAll(ORDERS_OLD.no)].flatMap((input) => {
    let at = input;
    while (at.parentElement && at.parentElement.querySelectorAll(ORDERS_OLD.no).length === 1) at = at.parentElement;
    return at.querySelector('table') ? [at] : [];
  });
}

/** The order list before the workbench (`list_sold_items.htm`); its flag was a sprite whose positions are not known. */
export const oldOrdersReader: PageReader = {
  id: 'taobao/orders-2016',
  site: 'taobao',
  kind: 'orders',
  recognises: (source) => isPage(source, 'orders', boxesIn(source.document).length > 0),
  read(source) {
    const boxes = boxesIn(source.document);
    const state = stateOf(source, boxes.length > 0);
    if (state !== 'ready') return readingOf(oldOrdersReader.id, state);
    const tally = createTally(IN_ALL);
    const orders = boxes.map((box) => orderOf(box, tally)).filter((order) => order !== null);
    const observations = distinctOrders(orders, tally);
    return readingOf(oldOrdersReader.id, state, { observations, tally, shop: shopIn(source.document) });
  },
};
