import { h } from '../common/dom.js';
import { side } from '../common/hash.js';

function orderCard(order) {
  return h(
    'div',
    { class: 'im-order-card' },
    h('div', { class: 'im-order-card-head' }, h('span', { class: 'im-order-card-status' }, order.state)),
    h('span', { class: 'im-order-card-subtitle' }, `订单号: ${order.id}`),
    h('span', { class: 'im-order-card-subtitle' }, order.created),
    h(
      'div',
      { class: 'im-order-card-goods' },
      h('img', { src: order.lines[0].picture, alt: '' }),
      h('div', {}, h('div', {}, order.lines[0].title), h('b', {}, order.total)),
    ),
  );
}

/** Draws the right panel of one buyer in place of the one before. */
export function drawPanel(panel, buyer) {
  panel.replaceChildren(
    h(
      'div',
      { class: side('head') },
      h('span', { class: 'im-session-avatar', style: `background-image:url(https://wwc.alicdn.com/avatar/${buyer.avatar}.jpg)` }),
      h(
        'div',
        { class: side('info') },
        h('div', { class: side('user-name') }, buyer.name),
        h('div', { class: side('basic') }, buyer.country ? h('div', { class: side('address') }, buyer.country) : null),
      ),
    ),
    h(
      'div',
      { class: side('star-select') },
      h('label', {}, '标签'),
      h('div', { class: 'ait-select' }, h('span', { class: 'ait-select-selection-item' }, h('span', {}, buyer.star || '未标记'))),
    ),
    h(
      'div',
      { class: side('remark') },
      h('label', {}, '备注'),
      buyer.remark ? h('div', { class: side('remark-text') }, buyer.remark) : h('a', { role: 'button' }, '添加备注'),
    ),
    h(
      'div',
      { class: side('orders') },
      h('div', { class: side('orders-title') }, `订单（${buyer.orders.length}）`),
      buyer.orders.map(orderCard),
      buyer.orders.length === 0 ? h('p', {}, '该买家暂无订单') : null,
    ),
  );
}
