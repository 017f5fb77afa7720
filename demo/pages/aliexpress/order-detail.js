import { ask, h } from '../common/dom.js';
import { app } from '../common/hash.js';

function steps(order) {
  const all = [
    ['买家下单', order.created],
    ['买家付款', order.paid],
    ['卖家发货', order.shipped],
    ['订单完成', order.finished],
  ];
  return h(
    'ol',
    { class: 'next-step' },
    all.map(([label, at]) =>
      h(
        'li',
        { class: `next-step-item${at ? ' done' : ''}` },
        h('div', { class: 'next-step-item-title' }, label),
        h('div', { class: 'next-step-item-content' }, at),
      ),
    ),
  );
}

function eye(reveal) {
  return h('i', { class: app('orderEye--eye'), role: 'button', title: '查看', onclick: reveal });
}

function addressBlock(order, reveal) {
  return h(
    'div',
    { class: app('orderInfo--address') },
    h('span', {}, '完整收货地址'),
    eye(reveal),
    order.address.map(({ label, value }) =>
      h(
        'div',
        { class: app('orderInfo--addressItem') },
        h('span', { class: app('orderInfo--addressLabel') }, label),
        h('span', { class: app('orderInfo--addressValue') }, value),
      ),
    ),
  );
}

function basics(order) {
  const rows = [
    ['订单号', order.id],
    ['订单状态', order.state],
    ['下单时间', order.created],
    ['付款时间', order.paid],
    ['物流', order.tracking ? `${order.tracking.carrier} ${order.tracking.number}` : ''],
    ['备注', order.memo],
  ];
  return h(
    'div',
    { class: app('orderInfo--basic') },
    rows
      .filter(([, value]) => value)
      .map(([label, value]) =>
        h(
          'div',
          { class: app('orderInfo--line') },
          h('span', {}, label),
          label === '订单状态'
            ? h('div', { class: 'chc-state-label__stateText', 'data-state': order.stateKey }, value)
            : h('span', {}, value),
        ),
      ),
  );
}

function detail(order, reveal, channel) {
  return h(
    'div',
    { class: app('orderDetail--page') },
    h('h2', {}, '订单详情'),
    steps(order),
    h(
      'div',
      { class: app('orderDetail--cards') },
      basics(order),
      h(
        'div',
        { class: app('orderInfo--buyer') },
        h('div', { class: app('orderInfo--line') }, h('span', {}, '买家'), h('span', {}, order.buyer), eye(reveal)),
        h('div', { class: app('orderInfo--line') }, h('span', {}, '国家'), h('span', {}, order.country)),
        h(
          'a',
          { href: `/m_apps/ai-im/im?channelId=${channel}#/window?sessionId=${order.session}`, target: '_blank' },
          '联系买家',
        ),
        addressBlock(order, reveal),
      ),
    ),
    h(
      'table',
      { class: app('orderDetail--items') },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ['商品', '单价', '数量', '小计'].map((label) => h('th', {}, label)),
        ),
      ),
      h(
        'tbody',
        {},
        order.lines.map((line) =>
          h(
            'tr',
            { class: 'next-table-row' },
            h(
              'td',
              {},
              h('img', { src: line.picture }),
              h('div', {}, line.title, h('div', {}, `${line.spec}　商品编码：${line.code}`)),
            ),
            h('td', {}, line.price),
            h('td', {}, String(line.quantity)),
            h('td', {}, line.sum),
          ),
        ),
      ),
    ),
    h(
      'div',
      { class: app('orderDetail--sum') },
      h('div', {}, `商品金额：${order.goods}`),
      h('div', {}, `店铺优惠：-${order.discount}`),
      h('div', {}, `运费：${order.post}`),
      h('div', {}, '订单金额：', h('b', {}, order.total)),
    ),
  );
}

/** App 订单详情: the address is masked until somebody presses an eye; the answer to that comes late. */
export function orderDetail(root, { query, channel }) {
  let gone = false;
  const id = query.get('orderId') ?? '';
  async function load(reveal) {
    const order = await ask('aliexpress', 'order', { id, ...(reveal ? { reveal: 1 } : {}) });
    if (gone) return;
    root.replaceChildren(
      order
        ? detail(order, () => setTimeout(() => load(true), 1500), channel)
        : h('div', { class: 'next-table-empty' }, '没有找到该订单'),
    );
  }
  load(false);
  return () => {
    gone = true;
  };
}
