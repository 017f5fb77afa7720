import { ask, h } from '../common/dom.js';
import { trade } from '../common/hash.js';

const detailUrl = (row) =>
  `//qn.taobao.com/home.htm/trade-platform/refund-list/detail?disputeId=${row.id}&type=${row.kind === '换货' ? 3 : 1}`;
const orderUrl = (row) => `//qn.taobao.com/home.htm/trade-platform/tp/detail?bizOrderId=${row.orderId}`;

function columns() {
  return h(
    'colgroup',
    {},
    ['', 110, 110, 140, 150, 150].map((width) => h('col', { style: width ? `width:${width}px` : '' })),
  );
}

function caseTable(row) {
  const { days, hours, minutes } = row.left;
  return h(
    'table',
    { class: 'next-table-row', role: 'table' },
    columns(),
    h(
      'tbody',
      {},
      h(
        'tr',
        {},
        h(
          'td',
          { colspan: 6 },
          h('a', { href: orderUrl(row), target: '_blank' }, `订单号：${row.orderId}`),
          h('span', {}, `退款编号：${row.id}`),
          h('span', {}, `申请时间：${row.applied}`),
        ),
      ),
      h(
        'tr',
        {},
        h(
          'td',
          {},
          h(
            'div',
            { class: trade('refundlist_item') },
            h('img', { src: row.picture }),
            h('a', { href: row.url, target: '_blank' }, row.title),
          ),
        ),
        h('td', {}, row.amount),
        h('td', {}, row.kind),
        h('td', {}, h('div', { class: row.open ? 'status open' : 'status' }, row.status)),
        h('td', {}, h('div', {}, row.open ? `还剩 ${days}天 ${hours}时 ${minutes}分` : '')),
        h(
          'td',
          {},
          h('a', { href: detailUrl(row), target: '_blank' }, '查看详情'),
          row.status === '待商家处理' ? h('a', { role: 'button' }, '同意退款') : null,
        ),
      ),
    ),
  );
}

/** Sub app 退款管理; the page holds two table bodies, the second is the list. */
export function refundList(root) {
  let asked = 0;
  let tab = 'all';
  const tabs = h('div', { class: 'next-tabs' });
  const summary = h('tbody', {});
  const list = h('div', { class: 'next-table-body' });
  const foot = h('div', { class: trade('sold_foot') });

  async function load() {
    asked += 1;
    const mine = asked;
    tabs.replaceChildren(
      h(
        'div',
        { class: 'next-tabs-nav' },
        [
          ['all', '全部'],
          ['open', '待商家处理'],
        ].map(([key, label]) =>
          h(
            'div',
            {
              class: `next-tabs-tab${key === tab ? ' active' : ''}`,
              role: 'tab',
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
    list.classList.add('loading');
    const answer = await ask('taobao', 'refunds', { tab });
    if (mine !== asked) return;
    list.classList.remove('loading');
    summary.replaceChildren(
      h(
        'tr',
        {},
        h('td', {}, '概览'),
        h('td', {}, `待处理 ${answer.open}`),
        h('td', {}, '即将超时 1'),
        h('td', {}, '平台介入 0'),
        h('td', {}, '近30天退款率 3.2%'),
      ),
    );
    list.replaceChildren(...answer.rows.map(caseTable));
    foot.replaceChildren(
      h('span', { class: trade('sold_total') }, `共 ${answer.total} 条`),
      h(
        'div',
        { class: 'next-pagination' },
        h('div', { class: 'next-pagination-list' }, h('button', { class: 'next-btn next-current' }, h('span', {}, '1'))),
      ),
    );
  }
  root.append(
    h(
      'div',
      { class: trade('sold_page') },
      h('div', { class: trade('sold_crumb') }, h('h2', {}, '退款管理'), h('span', {}, '退款设置'), h('span', {}, '自动化处理')),
      tabs,
      h(
        'div',
        { class: `next-table ${trade('refundlist_summary')}` },
        h('div', { class: 'next-table-body' }, h('table', {}, summary)),
      ),
      h(
        'div',
        { class: trade('sold_bar') },
        h('button', { class: 'next-btn next-small' }, '批量同意退款'),
        h('button', { class: 'next-btn next-small' }, '最近申请排序 '),
        h('button', { class: 'next-btn next-small' }, '临近超时排序'),
      ),
      h(
        'div',
        { class: 'next-table next-table-medium' },
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
                ['宝贝', '退款金额', '售后类型', '状态', '处理时限', '操作'].map((label) => h('th', {}, label)),
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

function infoItem(label, value) {
  return h('div', { class: trade('refundinfo_refund-refundinfo-item') }, `${label}:`, h('span', {}, value));
}

function detail(row) {
  const { days, hours, minutes } = row.left;
  return h(
    'div',
    { class: trade('refunddetail_page') },
    h(
      'div',
      { class: trade('refunddetail_title') },
      row.open ? `请处理退款申请 还剩 ${days} 天 ${hours} 时 ${minutes} 分` : row.status,
    ),
    h(
      'div',
      { class: trade('refunddetail_cards') },
      h(
        'div',
        { class: trade('refundinfo_refund-refundinfo') },
        infoItem('要求', row.kind),
        infoItem('退款编号', row.id),
        infoItem('退款金额', row.amount),
        infoItem('原因', row.reason),
        infoItem('申请时间', row.applied),
      ),
      h(
        'div',
        { class: trade('dealinfo_refund-dealinfo') },
        h('div', { class: trade('dealinfo_refund-dealinfo-item') }, '订单编号:', h('a', { href: orderUrl(row) }, row.orderId)),
        h('div', { class: trade('dealinfo_refund-dealinfo-item') }, '成交时间:', h('span', {}, row.paid)),
        h('div', { class: trade('dealinfo_refund-dealinfo-item') }, '交易金额:', h('span', {}, row.orderTotal)),
      ),
    ),
    row.tracking
      ? h(
          'div',
          { class: trade('refundinfo_refund-dealinfo-item-label') },
          `退货物流信息：${row.tracking.carrier} ${row.tracking.number} `,
          h('a', {}, '查看'),
        )
      : null,
    h(
      'div',
      { class: trade('refundinfo_refund-dealinfo-logcontent-item') },
      h(
        'ol',
        { class: 'next-step vertical' },
        row.steps.map((step, index) =>
          h('li', { class: `next-step-item${index === 0 ? ' done' : ''}` }, h('div', { class: 'next-step-item-title' }, step)),
        ),
      ),
    ),
    h(
      'div',
      { class: trade('refunddetail_actions') },
      h('button', { class: 'next-btn' }, '备注'),
      row.open
        ? [
            h('button', { class: 'next-btn next-btn-primary' }, row.kind === '仅退款' ? '同意退款' : '确认收货, 同意退款'),
            h('button', { class: 'next-btn' }, '拒绝退款申请'),
          ]
        : null,
    ),
  );
}

/** Sub app 退款详情. */
export function refundDetail(root, { query }) {
  let gone = false;
  ask('taobao', 'refund', { id: query.get('disputeId') ?? '' }).then((row) => {
    if (!gone) root.replaceChildren(row ? detail(row) : h('div', { class: 'next-table-empty' }, '没有找到这笔退款。'));
  });
  return () => {
    gone = true;
  };
}
