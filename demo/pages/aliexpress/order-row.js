import { h } from '../common/dom.js';
import { app } from '../common/hash.js';

/** Column titles and widths in px; the first takes the rest. */
export const COLUMNS = [
  ['商品信息', 0],
  ['单价', 120],
  ['数量', 70],
  ['订单金额', 130],
  ['订单状态', 130],
  ['操作', 140],
];

/** The column group that keeps header and rows aligned. */
export const columns = () =>
  h(
    'colgroup',
    {},
    COLUMNS.map(([, width]) => h('col', { style: width ? `width:${width}px` : '' })),
  );
/** A button of the component kit. */
export const button = (label, onclick, primary) =>
  h(
    'button',
    { class: `next-btn next-small${primary ? ' next-btn-primary' : ''}`, type: 'button', onclick },
    h('span', { class: 'next-btn-helper' }, label),
  );

function headRow(order, tools) {
  return h(
    'tr',
    { class: 'next-table-group-header' },
    h(
      'td',
      { colspan: 6 },
      h('span', { class: app('header--label') }, '订单号'),
      h('span', { class: `${app('header--value')} ${app('header--valueHighLight')}` }, order.id),
      h('span', { class: app('header--label') }, '下单时间'),
      h('span', { class: app('header--value') }, order.created),
      order.tags.map((tag) => h('span', { class: 'chc-color-tag' }, tag)),
      h(
        'a',
        {
          class: app('buyerInfo--inline'),
          href: `/m_apps/ai-im/im?channelId=${tools.channel}#/window?sessionId=${order.session}`,
          target: '_blank',
        },
        order.buyer,
      ),
    ),
  );
}

function actions(order, tools) {
  const detail = button('查看详情', () =>
    tools.go(`/m_apps/order-manage/orderDetail?orderId=${order.id}&channelId=${tools.channel}`),
  );
  if (order.stateKey === 'paid') return [button('发货', undefined, true), detail];
  if (order.stateKey === 'shipped') return [button('延长收货'), detail];
  return [detail];
}

function productRow(order, line, index, tools) {
  const span = { rowspan: order.lines.length };
  const shared =
    index > 0
      ? []
      : [
          h('td', { ...span, 'data-next-table-col': 4 }, h('div', { class: app('amount--amount') }, order.total)),
          h(
            'td',
            { ...span, 'data-next-table-col': 5 },
            h('div', { class: 'chc-state-label__stateText', 'data-state': order.stateKey }, order.state),
          ),
          h(
            'td',
            { ...span, 'data-next-table-col': 6 },
            actions(order, tools),
            order.memo ? h('span', { class: app('orderBasic--value') }, order.memo) : null,
          ),
        ];
  return h(
    'tr',
    {},
    h(
      'td',
      { 'data-next-table-col': 1 },
      h(
        'div',
        { class: app('productInfo--box') },
        h('img', { src: line.picture }),
        h(
          'div',
          {},
          h('span', { class: app('productInfo--itemTitle') }, line.title),
          h('span', { class: app('productInfo--skuCodeValue') }, line.spec),
          h('span', { class: app('productInfo--skuCodeValue') }, line.code),
        ),
      ),
    ),
    h('td', { 'data-next-table-col': 2 }, h('span', { class: app('productInfo--unitFee') }, line.price)),
    h('td', { 'data-next-table-col': 3 }, h('div', {}, String(line.quantity))),
    shared,
  );
}

/** One order: a table with a head row and one row per product. */
export function orderTable(order, index, tools) {
  return h(
    'table',
    { class: `next-table-row${index === 0 ? ' first' : ''}` },
    columns(),
    h(
      'tbody',
      {},
      headRow(order, tools),
      order.lines.map((line, at) => productRow(order, line, at, tools)),
    ),
  );
}
