import { ask, h, mtop, platformCall } from '../common/dom.js';
import { app } from '../common/hash.js';

function row(entry, tools) {
  return h(
    'tr',
    { class: 'ait-table-row ait-table-row-level-0' },
    // The labelled case number is an assumption: the list's data carries it, its place on the real page is not known.
    h(
      'td',
      {},
      h('span', { class: 'ait-typography' }, entry.applied),
      h('div', { class: app('caseNo') }, `售后单号：${entry.id}`),
    ),
    h(
      'td',
      {},
      h(
        'div',
        { class: app('buyerInfo') },
        h(
          'div',
          { class: app('buyerName') },
          h(
            'a',
            { href: `/m_apps/ai-im/im?channelId=${tools.channel}#/window?sessionId=${entry.session}`, target: '_blank' },
            entry.buyer,
          ),
        ),
      ),
    ),
    h(
      'td',
      {},
      h(
        'div',
        { class: app('itemBox') },
        h('img', { src: entry.picture }),
        h(
          'div',
          {},
          h('div', { class: app('infoItem') }, h('b', {}, entry.unit)),
          h('div', { class: app('itemTitle') }, entry.title),
        ),
      ),
    ),
    h('td', {}, `x${entry.quantity}`),
    h('td', {}, h('div', {}, entry.kind), h('div', { class: app('reason') }, entry.reason)),
    h('td', {}, h('span', { class: entry.open ? 'state open' : 'state' }, entry.status)),
    h(
      'td',
      {},
      h('div', {}, `订单号：${entry.orderId}`),
      h(
        'a',
        {
          href: `/m_apps/dispute-management/detail?reverseOrderLineId=${entry.lineId}&channelId=${tools.channel}`,
          target: '_blank',
        },
        '查看详情',
      ),
    ),
  );
}

/** App 纠纷管理. */
export function disputeList(root, tools) {
  let asked = 0;
  let tab = 'all';
  const tabs = h('div', { class: 'next-tabs' });
  const list = h('tbody', { class: 'ait-table-tbody' });
  const total = h('div', { class: app('orderList--foot') });
  async function load() {
    asked += 1;
    const mine = asked;
    tabs.replaceChildren(
      h(
        'div',
        { class: 'next-tabs-nav' },
        [
          ['all', '全部'],
          ['open', '纠纷中'],
        ].map(([key, label]) =>
          h(
            'div',
            {
              class: `next-tabs-tab${key === tab ? ' active' : ''}`,
              onclick: () => {
                tab = key;
                load();
              },
            },
            h('div', { class: 'next-tabs-tab-inner' }, label),
          ),
        ),
      ),
    );
    platformCall(
      mtop('mtop.aliexpress.seller.reverse.querySellerReverseOrderList', {
        _timezone: -8,
        channelId: tools.channel,
        current: 1,
        pageSize: 20,
      }),
    );
    const answer = await ask('aliexpress', 'disputes', { tab });
    if (mine !== asked) return;
    list.replaceChildren(...answer.rows.map((entry) => row(entry, tools)));
    total.replaceChildren(h('span', {}, `共 ${answer.total} 条`));
  }
  const head = ['申请时间', '买家', '商品', '数量', '类型 / 原因', '状态', '操作'];
  root.append(
    h(
      'div',
      { class: app('orderList--page') },
      h('h2', {}, '退款&纠纷'),
      tabs,
      h(
        'div',
        { class: 'ait-table' },
        h(
          'table',
          {},
          h(
            'thead',
            { class: 'ait-table-thead' },
            h(
              'tr',
              {},
              head.map((label) => h('th', {}, label)),
            ),
          ),
          list,
        ),
      ),
      total,
    ),
  );
  load();
  return () => {
    asked += 1;
  };
}

/** App 纠纷详情: its real structure is not known, so it only shows the case in plain words. */
export function disputeDetail(root, { query }) {
  let gone = false;
  const wanted = query.get('reverseOrderLineId');
  ask('aliexpress', 'disputes').then(({ rows }) => {
    if (gone) return;
    const entry = rows.find((candidate) => candidate.lineId === wanted);
    root.replaceChildren(
      entry
        ? h(
            'div',
            { class: app('orderDetail--page') },
            h('h2', {}, '纠纷详情'),
            h('p', {}, `${entry.status} · ${entry.kind} · ${entry.amount}`),
            h('p', {}, `订单号：${entry.orderId}　原因：${entry.reason}`),
            h(
              'ol',
              { class: 'next-step vertical' },
              entry.steps.map((step, index) =>
                h(
                  'li',
                  { class: `next-step-item${index === 0 ? ' done' : ''}` },
                  h('div', { class: 'next-step-item-title' }, step),
                ),
              ),
            ),
          )
        : h('div', { class: 'next-table-empty' }, '没有找到该纠纷'),
    );
  });
  return () => {
    gone = true;
  };
}
