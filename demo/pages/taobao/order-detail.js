import { ask, h } from '../common/dom.js';
import { trade } from '../common/hash.js';

const STEPS = [
  ['拍下商品', 'created'],
  ['付款到支付宝', 'paid'],
  ['商家发货', 'shipped'],
  ['确认收货', 'finished'],
  ['评价', ''],
];
const STATE_TEXT = {
  unpaid: '商品已拍下，等待买家付款',
  paid: '买家已付款，等待商家发货',
  shipped: '商家已发货，等待买家确认',
  success: '交易成功',
  closed: '交易关闭',
};

function steps(order) {
  return h(
    'ol',
    { class: 'next-step' },
    STEPS.map(([label, key]) =>
      h(
        'li',
        { class: `next-step-item${order[key] ? ' done' : ''}` },
        h('div', { class: 'next-step-item-title' }, label),
        h('div', { class: 'next-step-item-content' }, order[key] ?? ''),
      ),
    ),
  );
}

function line(label, ...value) {
  return h('div', {}, `${label}：`, ...value);
}

function addressLine(order, reload) {
  const on = Boolean(order.revealed);
  return line(
    '收货地址',
    h('span', { class: trade('receive-address_value') }, order.address),
    h(
      'div',
      {
        class: `next-switch next-switch-${on ? 'on' : 'off'}`,
        role: 'switch',
        'aria-checked': String(on),
        tabindex: 0,
        onclick: () => reload(!on),
      },
      h('div', { class: 'next-switch-btn' }),
      h('div', { class: 'next-switch-children' }, on ? '显' : '隐'),
    ),
  );
}

function itemRow(item, order, index) {
  return h(
    'tr',
    { class: 'order-item', 'data-index': index },
    h(
      'td',
      {},
      h(
        'div',
        { class: trade('order-info_first') },
        h('img', { src: item.picture }),
        h(
          'div',
          { class: trade('order-info_first-right') },
          h('div', { class: trade('order-info_first-right-title') }, h('a', { href: item.url, target: '_blank' }, item.title)),
          h('div', {}, `商家编码：${item.code}`),
        ),
      ),
    ),
    h(
      'td',
      {},
      item.spec.map(({ name, value }) => h('div', {}, h('span', {}, `${name}：`), h('span', {}, h('span', {}, value)))),
    ),
    h(
      'td',
      {},
      h(
        'div',
        {},
        h(
          'span',
          {},
          { unpaid: '未付款', paid: '未发货', shipped: '已发货', success: '已收货', closed: '已关闭' }[order.stateKey],
        ),
      ),
    ),
    h(
      'td',
      {},
      index === 0 && order.refund
        ? h(
            'a',
            { href: `//qn.taobao.com/home.htm/trade-platform/refund-list/detail?disputeId=${order.refund.id}&type=1` },
            order.refund.label,
          )
        : '七天无理由',
    ),
    h(
      'td',
      { colspan: 4 },
      h('div', { class: trade('order-info_total-price') }, h('div', {}, item.price), h('div', {}, `×${item.quantity}`)),
    ),
  );
}

function detail(order, reload) {
  const memo = h(
    'div',
    { class: trade('status-desc_new-memo') },
    h('div', { class: trade('flag-block') }, h('img', { src: order.flag })),
    h('span', {}, order.memo || '添加备注'),
  );
  const head = ['宝贝', '宝贝属性', '状态', '服务', '单价', '数量', '优惠', '商品总价'];
  return h(
    'div',
    { class: trade('detail_page') },
    steps(order),
    h('div', { class: trade('status-desc_status') }, h('div', {}, `订单状态：${STATE_TEXT[order.stateKey]}`), memo),
    h(
      'div',
      { class: trade('detail_tabs-container-layout') },
      h('div', { class: 'next-tabs' }, h('div', { class: 'next-tabs-tab-inner' }, '交易信息')),
      line(
        '订单编号',
        h('span', {}, order.id),
        h('button', { class: 'next-btn next-btn-text', onclick: () => navigator.clipboard?.writeText(order.id) }, '复制'),
      ),
      line('支付宝交易号', h('span', {}, order.paid ? order.alipay : '')),
      line('创建时间', h('span', {}, order.created)),
      line('付款时间', h('span', {}, order.paid)),
      order.shipped ? line('发货时间', h('span', {}, order.shipped)) : null,
      order.finished ? line(order.stateKey === 'closed' ? '关闭时间' : '成交时间', h('span', {}, order.finished)) : null,
      h('div', { class: trade('detail_section') }, '买家信息'),
      line(
        '昵称',
        h(
          'span',
          { class: 'ww-light ww-small', 'data-nick': order.nick },
          h('a', { href: 'https://amos.alicdn.com/getcid.aw?v=3&uid=x&site=cntaobao', target: '_blank' }, '旺旺在线'),
        ),
        h('span', {}, order.nick),
      ),
      line('支付宝', h('span', {}, '1***')),
      h('div', { class: trade('detail_section') }, '物流信息'),
      addressLine(order, reload),
      order.tracking ? line('运单号', h('span', {}, `${order.tracking.carrier} ${order.tracking.number}`)) : null,
      line('买家留言', h('span', {}, order.note || '无')),
    ),
    h(
      'table',
      {},
      h(
        'colgroup',
        {},
        ['', 170, 90, 100, 90, 70, 90, 110].map((width) => h('col', { style: width ? `width:${width}px` : '' })),
      ),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          head.map((label) => h('th', {}, label)),
        ),
      ),
      h(
        'tbody',
        {},
        order.lines.map((item, index) => itemRow(item, order, index)),
      ),
    ),
    h(
      'div',
      { class: trade('detail_sum') },
      h('div', {}, `商品总价：${order.goods}`),
      h('div', {}, `优惠：-${order.discount}`),
      h('div', {}, `运费：${order.post}`),
      h('div', {}, '实收款：', h('strong', {}, order.total)),
    ),
  );
}

/** Sub app 订单详情; the address stays masked until somebody turns the switch. */
export function orderDetail(root, { query }) {
  let gone = false;
  const id = query.get('bizOrderId') ?? '';
  async function load(reveal) {
    const order = await ask('taobao', 'order', { id, ...(reveal ? { reveal: 1 } : {}) });
    if (gone) return;
    root.replaceChildren(
      order ? detail({ ...order, revealed: reveal }, load) : h('div', { class: 'next-table-empty' }, '没有找到这笔订单。'),
    );
  }
  load(false);
  return () => {
    gone = true;
  };
}
