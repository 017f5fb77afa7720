import { ask, h } from '../common/dom.js';
import { app } from '../common/hash.js';

const TABS = [['all', '全部订单'], ['unpaid', '等待买家付款'], ['paid', '等待发货'], ['shipped', '等待买家收货'], ['success', '交易成功'], ['closed', '已关闭']];
const COLUMNS = [['商品信息', 0], ['单价', 120], ['数量', 70], ['订单金额', 130], ['订单状态', 130], ['操作', 140]];

const columns = () => h('colgroup', {}, COLUMNS.map(([, width]) => h('col', { style: width ? `width:${width}px` : '' })));
const button = (label, onclick, primary) => h('button', { class: `next-btn next-small${primary ? ' next-btn-primary' : ''}`, type: 'button', onclick }, h('span', { class: 'next-btn-helper' }, label));

function headRow(order, tools) {
  return h('tr', { class: 'next-table-group-header' }, h('td', { colspan: 6 },
    h('span', { class: app('header--label') }, '订单号'), h('span', { class: `${app('header--value')} ${app('header--valueHighLight')}` }, order.id),
    h('span', { class: app('header--label') }, '下单时间'), h('span', { class: app('header--value') }, order.created),
    order.tags.map((tag) => h('span', { class: 'chc-color-tag' }, tag)),
    h('a', { class: app('buyerInfo--inline'), href: `/m_apps/ai-im/im?channelId=${tools.channel}#/window?sessionId=${order.session}`, target: '_blank' }, order.buyer)));
}

function actions(order, tools) {
  const detail = button('查看详情', () => tools.go(`/m_apps/order-manage/orderDetail?orderId=${order.id}&channelId=${tools.channel}`));
  if (order.stateKey === 'paid') return [button('发货', undefined, true), detail];
  if (order.stateKey === 'shipped') return [button('延长收货'), detail];
  return [detail];
}

function productRow(order, line, index, tools) {
  const span = { rowspan: order.lines.length };
  const shared = index > 0 ? [] : [
    h('td', { ...span, 'data-next-table-col': 4 }, h('div', { class: app('amount--amount') }, order.total)),
    h('td', { ...span, 'data-next-table-col': 5 }, h('div', { class: 'chc-state-label__stateText', 'data-state': order.stateKey }, order.state)),
    h('td', { ...span, 'data-next-table-col': 6 }, actions(order, tools), order.memo ? h('span', { class: app('orderBasic--value') }, order.memo) : null),
  ];
  return h('tr', {}, h('td', { 'data-next-table-col': 1 }, h('div', { class: app('productInfo--box') }, h('img', { src: line.picture }),
    h('div', {}, h('span', { class: app('productInfo--itemTitle') }, line.title), h('span', { class: app('productInfo--skuCodeValue') }, line.spec), h('span', { class: app('productInfo--skuCodeValue') }, line.code)))),
    h('td', { 'data-next-table-col': 2 }, h('span', { class: app('productInfo--unitFee') }, line.price)),
    h('td', { 'data-next-table-col': 3 }, h('div', {}, String(line.quantity))), shared);
}

function orderTable(order, index, tools) {
  return h('table', { class: `next-table-row${index === 0 ? ' first' : ''}` }, columns(), h('tbody', {}, headRow(order, tools), order.lines.map((line, at) => productRow(order, line, at, tools))));
}

function pagination(page, pages, turn) {
  const numbers = Array.from({ length: pages }, (_, index) => index + 1);
  return h('div', { class: 'next-pagination' },
    h('button', { class: 'next-btn next-pagination-item next-prev', disabled: page <= 1, 'aria-label': '上一页', onclick: () => turn(page - 1) }, '‹'),
    numbers.map((number) => h('button', { class: `next-btn next-pagination-item${number === page ? ' next-current' : ''}`, onclick: () => turn(number) }, String(number))),
    h('span', { class: 'next-pagination-display' }, `${page}/${pages}`),
    h('button', { class: 'next-btn next-pagination-item next-next', disabled: page >= pages, 'aria-label': '下一页', onclick: () => turn(page + 1) }, '›'));
}

/** App 订单管理: ten orders a page, one table per order. */
export function orderList(root, tools) {
  let asked = 0;
  const state = { tab: 'all', q: '', page: 1 };
  const board = h('div', { class: app('board--board') });
  const tabs = h('div', { class: 'next-tabs' });
  const list = h('div', { class: 'next-table-body' });
  const foot = h('div', { class: app('orderList--foot') });
  const search = h('input', { placeholder: '订单号 / 买家名称', onkeydown: (event) => event.key === 'Enter' && find() });

  function find() {
    Object.assign(state, { q: search.value, page: 1 });
    load();
  }
  async function load() {
    asked += 1;
    const mine = asked;
    tabs.replaceChildren(h('div', { class: 'next-tabs-nav' }, TABS.map(([key, label]) => h('div', { class: `next-tabs-tab${key === state.tab ? ' active' : ''}`, onclick: () => { Object.assign(state, { tab: key, page: 1 }); load(); } }, h('div', { class: 'next-tabs-tab-inner' }, label)))));
    list.classList.add('loading');
    const answer = await ask('aliexpress', 'orders', state);
    if (mine !== asked) return;
    list.classList.remove('loading');
    board.replaceChildren(...Object.entries(answer.board).map(([title, count]) => h('div', { class: app('board--boardItem') }, h('div', { class: app('board--boardItemTitle') }, title), h('b', {}, String(count)))));
    list.replaceChildren(...(answer.rows.length > 0 ? answer.rows.map((order, index) => orderTable(order, index, tools)) : [h('div', { class: 'next-table-empty' }, '暂无数据')]));
    foot.replaceChildren(h('span', {}, `共 ${answer.total} 个订单`), pagination(answer.page, answer.pages, (page) => { state.page = page; load(); }));
  }
  root.append(h('div', { class: app('orderList--page') }, h('h2', {}, '订单管理'), board,
    h('div', { class: app('orderList--filter') }, h('span', { class: 'next-input' }, search), h('span', { class: 'next-input' }, h('input', { placeholder: '开始日期' })), h('span', { class: 'next-input' }, h('input', { placeholder: '结束日期' })), button('查询', find, true), button('重置', () => { search.value = ''; find(); }), h('span', { class: app('orderList--zone') }, '时间为美国太平洋时间')),
    tabs, h('div', { class: 'next-table' }, h('div', { class: 'next-table-header' }, h('table', {}, columns(), h('thead', {}, h('tr', {}, COLUMNS.map(([label]) => h('th', {}, label)))))), list), foot));
  load();
  return () => { asked += 1; };
}
