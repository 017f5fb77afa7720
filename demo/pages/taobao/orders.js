import { ask, h, platformCall } from '../common/dom.js';
import { trade } from '../common/hash.js';
import { COLUMNS, columns, orderTable } from './order-row.js';

const TABS = [
  ['latest3Months', '近三个月订单'],
  ['waitBuyerPay', '等待买家付款'],
  ['waitSend', '待发货'],
  ['haveSendGoods', '已发货'],
  ['refunding', '退款中'],
  ['success', '成功的订单'],
  ['closed', '关闭的订单'],
];
function filterField(label, placeholder) {
  return h(
    'label',
    { class: trade('sold_field') },
    h('span', {}, label),
    h('span', { class: 'next-input next-small' }, h('input', { placeholder, 'data-field': label })),
  );
}

function pagination(page, pages, turn) {
  const numbers = Array.from({ length: pages }, (_, index) => index + 1);
  return h(
    'div',
    { class: 'next-pagination' },
    h('button', { class: 'next-btn next-prev', disabled: page <= 1, onclick: () => turn(page - 1) }, h('span', {}, '上一页')),
    h(
      'div',
      { class: 'next-pagination-list' },
      numbers.map((number) =>
        h(
          'button',
          { class: `next-btn${number === page ? ' next-current' : ''}`, onclick: () => turn(number) },
          h('span', {}, String(number)),
        ),
      ),
    ),
    h('button', { class: 'next-btn next-next', disabled: page >= pages, onclick: () => turn(page + 1) }, h('span', {}, '下一页')),
  );
}

/** Sub app 已卖出的宝贝: tabs, search, fifteen orders a page; a page turn replaces the rows. */
export function orderList(root) {
  let asked = 0;
  const state = { tab: 'latest3Months', q: '', page: 1 };
  const search = h('input', {
    'aria-label': '搜索',
    placeholder: '订单号/商品ID/收货人',
    onkeydown: (event) => event.key === 'Enter' && !event.isComposing && find(),
  });
  const tabs = h('div', { class: 'next-tabs-nav' });
  const bodyBox = h('div', { class: 'next-table-body' });
  const foot = h('div', { class: trade('sold_foot') });

  function find() {
    Object.assign(state, { q: search.value, page: 1 });
    load();
  }
  function drawTabs(counts = {}) {
    tabs.replaceChildren(
      ...TABS.map(([key, label]) =>
        h(
          'div',
          {
            class: `next-tabs-tab${key === state.tab ? ' active' : ''}`,
            role: 'tab',
            onclick: () => {
              Object.assign(state, { tab: key, page: 1 });
              load();
            },
          },
          h(
            'div',
            { class: 'next-tabs-tab-inner' },
            key === 'latest3Months' || !counts[key] ? label : [label, h('i', {}, ` ${counts[key]}`)],
          ),
        ),
      ),
    );
  }
  async function load() {
    asked += 1;
    const mine = asked;
    drawTabs();
    bodyBox.classList.add('loading');
    platformCall('https://trade.taobao.com/trade/itemlist/asyncSold.htm?event_submit_do_query=1&_input_charset=utf8', {
      isQnNew: 'true',
      isHideNick: 'true',
      action: 'itemlist/SoldQueryAction',
      pageNum: state.page,
      pageSize: 15,
      tabCode: state.tab,
      unionSearch: state.q,
      orderStatus: 'ALL',
      rateStatus: 'ALL',
      refund: 'ALL',
    });
    const answer = await ask('taobao', 'orders', state);
    if (mine !== asked) return;
    bodyBox.classList.remove('loading');
    drawTabs(answer.counts);
    const empty = h('div', { class: 'next-table-empty' }, '没有符合条件的宝贝，请尝试其他搜索条件。');
    bodyBox.replaceChildren(...(answer.rows.length > 0 ? answer.rows.map(orderTable) : [empty]));
    foot.replaceChildren(
      h('span', { class: trade('sold_total') }, `共 ${answer.total} 条`),
      pagination(answer.page, Math.max(1, Math.ceil(answer.total / answer.pageSize)), (page) => {
        state.page = page;
        load();
      }),
    );
  }

  root.append(
    h(
      'div',
      { class: trade('sold_page') },
      h(
        'div',
        { class: trade('sold_crumb') },
        h('h2', {}, '已卖出的宝贝'),
        h('span', {}, '三个月前订单'),
        h('span', {}, '批量导出'),
        h('span', {}, '订单设置'),
      ),
      h(
        'div',
        { class: trade('sold_filter') },
        filterField('商品名称', '请输入'),
        filterField('买家昵称', '请输入买家昵称'),
        filterField('成交时间', '起始日期'),
        h(
          'label',
          { class: trade('sold_field') },
          h('span', {}, '订单搜索'),
          h('span', { class: 'next-input next-small' }, search),
        ),
        h('button', { class: 'next-btn next-small next-btn-primary', onclick: find }, '搜索订单'),
        h(
          'button',
          {
            class: 'next-btn next-small',
            onclick: () => {
              search.value = '';
              find();
            },
          },
          '重置',
        ),
      ),
      h('div', { class: 'next-tabs' }, tabs),
      h(
        'div',
        { class: trade('sold_bar') },
        h('label', {}, h('input', { type: 'checkbox' }), '全选'),
        h('button', { class: 'next-btn next-small' }, '批量发货'),
        h('button', { class: 'next-btn next-small' }, '批量打单'),
        h('button', { class: 'next-btn next-small' }, '批量标记'),
      ),
      h(
        'div',
        { class: 'next-table next-table-medium' },
        h(
          'div',
          { class: 'next-table-inner' },
          h(
            'div',
            { class: 'next-table-header' },
            h(
              'table',
              {},
              columns(),
              h(
                'thead',
                {},
                h(
                  'tr',
                  {},
                  COLUMNS.map(([label]) => h('th', {}, label)),
                ),
              ),
            ),
          ),
          bodyBox,
        ),
      ),
      foot,
    ),
  );
  load();
  return () => {
    asked += 1;
  };
}
