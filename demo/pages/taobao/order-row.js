import { h } from '../common/dom.js';
import { trade } from '../common/hash.js';

/** Column titles and widths in px; the first takes the rest. */
export const COLUMNS = [
  ['宝贝', 330],
  ['单价', 90],
  ['数量', 60],
  ['售后', 90],
  ['买家', 110],
  ['交易状态', 110],
  ['实收款', 110],
  ['操作', 96],
];
const OWN = 'home.htm/trade-platform';

/** The column group that keeps header and rows aligned. */
export function columns() {
  return h(
    'colgroup',
    {},
    COLUMNS.map(([, width], index) => h('col', { style: index === 0 ? '' : `width:${width}px` })),
  );
}

function itemCell(line) {
  return h(
    'td',
    {},
    h(
      'div',
      { class: trade('sold_item') },
      h('div', { class: trade('sold_pic') }, h('a', { href: line.url, target: '_blank' }, h('img', { src: line.picture }))),
      h(
        'div',
        { class: trade('sold_title') },
        h('a', { href: line.url, target: '_blank' }, line.title),
        line.spec.map(({ name, value }) => h('div', {}, h('span', {}, `${name}：`), h('span', {}, value))),
        h('div', {}, `商家编码：${line.code}`),
      ),
    ),
  );
}

function actions(order) {
  const button = (label, more = '') => h('button', { type: 'button', class: `next-btn next-small ${more}` }, label);
  if (order.stateKey === 'unpaid') return [button('修改价格'), button('关闭交易')];
  if (order.stateKey === 'paid') return [button('寄件'), button('打单'), button('发货', 'next-btn-primary')];
  if (order.stateKey === 'shipped') return [button('查看物流'), button('延长收货')];
  return [button('查看物流')];
}

function headLine(order) {
  return h(
    'tr',
    { class: 'next-table-group-header' },
    h(
      'td',
      { colspan: 8 },
      h(
        'div',
        { class: trade('sold_header') },
        h(
          'div',
          {},
          `订单号：${order.id}`,
          h('span', { class: trade('sold_create-time') }, `创建时间：${order.created}`),
          order.protectedNumber ? h('span', { class: trade('sold_tag') }, '号码保护订单') : null,
        ),
        h('div', { class: trade('sold_flag-wrap') }, h('img', { class: trade('sold_new-flag'), src: order.flag })),
      ),
    ),
  );
}

/** One order: a table whose first row is the head line, one further row per item. */
export function orderTable(order) {
  const rows = order.lines.map((line, index) => {
    const span = { rowspan: order.lines.length };
    const refund =
      index === 0 && order.refund
        ? h(
            'a',
            { href: `//refund2.taobao.com/dispute/detail.htm?disputeId=${order.refund.id}`, target: '_blank' },
            order.refund.label,
          )
        : null;
    const shared =
      index > 0
        ? []
        : [
            h('td', span, h('span', { class: 'ww-light ww-small', 'data-nick': order.nick }), h('span', {}, order.nick)),
            h(
              'td',
              span,
              h('div', {}, order.state),
              h('a', { href: `//qn.taobao.com/${OWN}/tp/detail?bizOrderId=${order.id}`, target: '_blank' }, '详情'),
            ),
            h('td', span, h('div', {}, '实收款'), h('strong', {}, order.total), h('div', {}, order.postage)),
            h('td', { ...span, class: trade('sold_actions') }, actions(order)),
          ];
    return h('tr', {}, itemCell(line), h('td', {}, line.price), h('td', {}, String(line.quantity)), h('td', {}, refund), shared);
  });
  return h('table', { class: 'next-table-row', role: 'table' }, columns(), h('tbody', {}, headLine(order), rows));
}
