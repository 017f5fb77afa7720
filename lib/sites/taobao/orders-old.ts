import type { OrderItem, OrderSeen } from '#lib/domain/observation.ts';
import { orderStateOf } from '#lib/domain/order-state.ts';
import { all, first } from '#lib/dom/first.ts';
import { leavesOf, lineOf } from '#lib/dom/text-of.ts';
import { createTally, present, type Tally } from '../found.ts';
import type { PageReader } from '../site.ts';
import { distinctOrders } from './distinct.ts';
import { pairsIn } from './orders.ts';
import { isPage, readingOf, stateOf } from './page.ts';
import { ORDERS_OLD } from './selectors.ts';
import { countIn, lineIn, moneyIn, numberIn, numbersAfter, peerIn, skuIn, timeIn } from './shape.ts';
import { shopIn } from './shell.ts';

function itemOf(row: Element, tally: Tally): OrderItem {
  const sku = first(row, ORDERS_OLD.sku);
  const titles = all(row, ORDERS_OLD.title).map((link) => lineOf(link));
  return present({
    title: tally.take('item.title', lineIn(titles)),
    sku: tally.take('item.sku', sku ? skuIn(pairsIn(leavesOf(sku))) : null),
    quantity: tally.take('item.quantity', countIn([lineOf(first(row, ORDERS_OLD.quantity))])),
    price: tally.take('item.price', moneyIn([lineOf(first(row, ORDERS_OLD.price))])),
  });
}

function orderOf(box: Element, tally: Tally): OrderSeen | null {
  const inputs = [...box.querySelectorAll(ORDERS_OLD.no)].map((input) => input.getAttribute('value') ?? '');
  const no = tally.take('order.no', numberIn([...inputs, ...numbersAfter(lineOf(box, 1000), '订单号')]));
  if (!no) return null;
  const stateText = tally.take('order.stateText', lineIn([lineOf(first(box, ORDERS_OLD.status))]));
  const nicks = [...box.querySelectorAll(ORDERS_OLD.nick)].map((element) => element.getAttribute('data-nick') ?? '');
  const created = all(box, ORDERS_OLD.created).map((element) => lineOf(element).replace(/^创建时间\s*[:：]\s*/, ''));
  return present({
    kind: 'order' as const,
    no,
    state: stateText ? orderStateOf('taobao', stateText) : ('unknown' as const),
    stateText,
    createdAt: tally.take('order.createdAt', timeIn(created)),
    paid: tally.take('order.paid', moneyIn(all(box, ORDERS_OLD.paid).map((element) => lineOf(element)))),
    items: all(box, ORDERS_OLD.item).map((row) => itemOf(row, tally)),
    buyer: tally.take('order.buyer', peerIn([...nicks, ...all(box, ORDERS_OLD.buyer).map((element) => lineOf(element))])),
  });
}

/** The order list before the workbench (`list_sold_items.htm`); its flag was a sprite whose positions are not known. */
export const oldOrdersReader: PageReader = {
  id: 'taobao/orders-2016',
  site: 'taobao',
  kind: 'orders',
  recognises: (source) => isPage(source, 'orders', first(source.document, ORDERS_OLD.row) !== null),
  read(source) {
    const boxes = all(source.document, ORDERS_OLD.row);
    const state = stateOf(source, boxes.length > 0);
    if (state !== 'ready') return readingOf(oldOrdersReader.id, state);
    const tally = createTally();
    const orders = boxes.map((box) => orderOf(box, tally)).filter((order) => order !== null);
    const observations = distinctOrders(orders, tally);
    return readingOf(oldOrdersReader.id, state, { observations, tally, shop: shopIn(source.document) });
  },
};
