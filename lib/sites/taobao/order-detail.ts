import type { OrderItem, OrderSeen } from '#lib/domain/observation.ts';
import { orderStateOf } from '#lib/domain/order-state.ts';
import { LIMITS } from '#lib/domain/text.ts';
import { all, first } from '#lib/dom/first.ts';
import { afterLabel, leavesOf, lineOf } from '#lib/dom/text-of.ts';
import { createTally, type Found, present, REFUSED, type Tally } from '../found.ts';
import type { PageReader, PageSource } from '../site.ts';
import { recipientIn } from './address.ts';
import { pairsIn, queryIn } from './orders.ts';
import { isPage, readingOf, stateOf } from './page.ts';
import { ORDER } from './selectors.ts';
import { countIn, flagOfPicture, itemIdIn, lineIn, moneyIn, numberIn, peerIn, skuIn, timeIn } from './shape.ts';
import { shopIn } from './shell.ts';

/** The number on the page; refused while the page still shows another order than its address (nodes are reused). */
function numberOf(source: PageSource, leaves: readonly string[]): Found<string> {
  const shown = numberIn(afterLabel(leaves, '订单编号').map((text) => text.replace(/\D.*$/, '')));
  const asked = (source.topUrl ?? source.url).searchParams.get('bizOrderId') ?? source.url.searchParams.get('bizOrderId');
  return typeof shown === 'string' && asked && asked !== shown ? REFUSED : shown;
}

function itemOf(row: Element, tally: Tally): OrderItem {
  const link = first(row, ORDER.title);
  const [, properties, status] = row.children;
  const total = first(row, ORDER.total);
  const words = lineOf(status);
  const parts = total ? [...total.children].map((child) => lineOf(child)) : [];
  return present({
    itemId: tally.take('item.itemId', itemIdIn([queryIn(link, 'id')])),
    title: tally.take('item.title', lineIn([lineOf(link)])),
    sku: tally.take('item.sku', properties ? skuIn(pairsIn(leavesOf(properties))) : null),
    price: tally.take('item.price', moneyIn(parts.filter((text) => /^[￥¥]/.test(text)))),
    quantity: tally.take('item.quantity', countIn(parts.filter((text) => /^[×xX]/.test(text)))),
    refund: tally.take('item.refund', /退款|退货/.test(words) ? words : null),
  });
}

function orderOf(source: PageSource, tally: Tally): OrderSeen | null {
  const { document } = source;
  const facts = first(document, ORDER.facts) ?? document.body;
  const leaves = leavesOf(facts);
  const no = tally.take('order.no', numberOf(source, leaves));
  if (!no) return null;
  const time = (label: string) => timeIn(afterLabel(leaves, label));
  const stateText = tally.take('order.stateText', lineIn(afterLabel(leavesOf(document.body), '订单状态')));
  const nicks = [...facts.querySelectorAll(ORDER.nick)].map((element) => element.getAttribute('data-nick') ?? '');
  return present({
    kind: 'order' as const,
    no,
    state: stateText ? orderStateOf('taobao', stateText) : ('unknown' as const),
    stateText,
    createdAt: tally.take('order.createdAt', time('创建时间')),
    paidAt: tally.take('order.paidAt', time('付款时间')),
    shippedAt: tally.take('order.shippedAt', time('发货时间')),
    receivedAt: tally.take('order.receivedAt', time('确认收货时间')),
    paid: tally.take('order.paid', moneyIn(afterLabel(leavesOf(document.body), '实收款'))),
    items: all(document, ORDER.item).map((row) => itemOf(row, tally)),
    buyer: tally.take('order.buyer', peerIn(nicks.length > 0 ? nicks : nickAfter(leaves))),
    recipient: tally.take('order.recipient', recipientIn(lineOf(first(document, ORDER.address), LIMITS.address))),
    flag: tally.take('order.flag', flagOfPicture(first(document, ORDER.flag)?.getAttribute('src'))),
    memo: tally.take('order.memo', lineIn([lineOf(first(document, ORDER.memo), LIMITS.note)], LIMITS.note)),
    buyerNote: tally.take('order.buyerNote', lineIn(afterLabel(leaves, '买家留言'), LIMITS.note)),
  });
}

/** Nick behind `昵称`; the words of the chat icon may stand between. */
function nickAfter(leaves: readonly string[]): string[] {
  return afterLabel(
    leaves.filter((leaf) => !/^旺旺(?:在线|离线)$/.test(leaf)),
    '昵称',
  );
}

function hasSign({ document }: PageSource): boolean {
  const facts = first(document, ORDER.facts) ?? first(document, ORDER.item)?.closest('div') ?? null;
  return (facts?.textContent ?? '').includes('订单编号');
}

/** The order detail of the workbench (`tp/detail`); address and phone stay as masked as the page shows them. */
export const orderReader: PageReader = {
  id: 'taobao/order-2023',
  site: 'taobao',
  kind: 'order',
  recognises: (source) => isPage(source, 'order', hasSign(source)),
  read(source) {
    const state = stateOf(source, hasSign(source));
    if (state !== 'ready') return readingOf(orderReader.id, state);
    const tally = createTally();
    const order = orderOf(source, tally);
    return readingOf(orderReader.id, state, { observations: order ? [order] : [], tally, shop: shopIn(source.document) });
  },
};
