import { ask, h } from '../common/dom.js';
import { app } from '../common/hash.js';
import { COLUMNS, button, columns, orderTable } from './order-row.js';

const TABS = [
  ['all', '全部订单'],
  ['unpaid', '等待买家付款'],
  ['paid', '等待发货'],
  ['shipped', '等待买家收货'],
  ['success', '交易成功'],
  ['closed', '已关闭'],
];
function pagination(page, pages, turn) {
  const numbers = Array.from({ length: pages }, (_, index) => index + 1);
  return h(
    'div',
    { class: 'next-pagination' },
    h(
      'button',
      {
        class: 'next-btn next-pagination-item next-prev',
        disabled: page <= 1,
        'aria-label': '上一页',
        onclick: () => turn(page - 1),
      },
      '‹',
    ),
    numbers.map((number) =>
      h(
        'button',
        { class: `next-btn next-pagination-item${number === page ? ' next-current' : ''}`, onclick: () => turn(number) },
        String(number),
      ),
    ),
    h('span', { class: 'next-pagination-display' }, `${page}/${pages}`),
    h(
      'button',
      {
        class: 'next-btn next-pagination-item next-next',
        disabled: page >= pages,
        'aria-label': '下一页',
        onclick: () => turn(page + 1),
      },
      '›',
    ),
  );
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
    tabs.replaceChildren(
      h(
        'div',
        { class: 'next-tabs-nav' },
        TABS.map(([key, label]) =>
          h(
            'div',
            {
              class: `next-tabs-tab${key === state.tab ? ' active' : ''}`,
              onclick: () => {
                Object.assign(state, { tab: key, page: 1 });
                load();
              },
            },
            h('div', { class: 'next-tabs-tab-inner' }, label),
          ),
        ),
      ),
    );
    list.classList.add('loading');
    const answer = await ask('aliexpress', 'orders', state);
    if (mine !== asked) return;
    list.classList.remove('loading');
    board.replaceChildren(
      ...Object.entries(answer.board).map(([title, count]) =>
        h(
          'div',
          { class: app('board--boardItem') },
          h('div', { class: app('board--boardItemTitle') }, title),
          h('b', {}, String(count)),
        ),
      ),
    );
    list.replaceChildren(
      ...(answer.rows.length > 0
        ? answer.rows.map((order, index) => orderTable(order, index, tools))
        : [h('div', { class: 'next-table-empty' }, '暂无数据')]),
    );
    foot.replaceChildren(
      h('span', {}, `共 ${answer.total} 个订单`),
      pagination(answer.page, answer.pages, (page) => {
        state.page = page;
        load();
      }),
    );
  }
  root.append(
    h(
      'div',
      { class: app('orderList--page') },
      h('h2', {}, '订单管理'),
      board,
      h(
        'div',
        { class: app('orderList--filter') },
        h('span', { class: 'next-input' }, search),
        h('span', { class: 'next-input' }, h('input', { placeholder: '开始日期' })),
        h('span', { class: 'next-input' }, h('input', { placeholder: '结束日期' })),
        button('查询', find, true),
        button('重置', () => {
          search.value = '';
          find();
        }),
        h('span', { class: app('orderList--zone') }, '时间为美国太平洋时间'),
      ),
      tabs,
      h(
        'div',
        { class: 'next-table' },
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
        list,
      ),
      foot,
    ),
  );
  load();
  return () => {
    asked += 1;
  };
}
