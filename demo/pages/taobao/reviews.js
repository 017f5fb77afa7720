import { ask, h } from '../common/dom.js';
import { trade } from '../common/hash.js';

function content(text, pictures) {
  return h(
    'div',
    { class: 'l-rate-content' },
    h('div', { class: 'rate-content' }, h('span', {}, text)),
    pictures?.length
      ? h(
          'div',
          { class: 'l-media-gallery' },
          pictures.map((name) => h('img', { src: `//img.alicdn.com/rate/${name}.jpg` })),
        )
      : null,
  );
}

function rows(review) {
  const first = h(
    'tr',
    { class: 'next-table-row' },
    h(
      'td',
      {},
      h('div', { class: 'next-tag' }, review.mood),
      content(review.text, review.pictures),
      h('div', { class: 'when' }, `初次评价：${review.at}`),
      review.reply ? h('div', { class: 'reply' }, `[回复] ${review.reply}`) : null,
    ),
    h(
      'td',
      {},
      h('img', { class: 'item', src: review.picture }),
      h('a', { href: review.itemUrl, target: '_blank' }, review.title),
      h('div', {}, `订单号：${review.orderId}`),
    ),
    h('td', {}, review.nick),
    h(
      'td',
      {},
      review.left > 0 && !review.reply ? h('div', {}, `还有${review.left}天可回复`) : null,
      h('a', { role: 'button' }, review.append ? '追评回复' : '评价回复'),
      h('a', { role: 'button' }, review.append ? '投诉追评' : '投诉评价'),
    ),
  );
  if (!review.append) return [first];
  return [
    first,
    h(
      'tr',
      { class: 'next-table-expanded-row' },
      h(
        'td',
        { colspan: 4 },
        content(review.append.text),
        h('div', { class: 'when' }, `追加评价：收货后${review.append.days}天`),
      ),
    ),
  ];
}

/** Sub app 评价管理; an appended review is the next row of the table. */
export function reviewList(root) {
  let asked = 0;
  let filter = '';
  const list = h('tbody', { class: 'next-table-body' });
  const total = h('span', {}, '共 0 条');
  async function load() {
    asked += 1;
    const mine = asked;
    const answer = await ask('taobao', 'reviews', { filter });
    if (mine !== asked) return;
    list.replaceChildren(...answer.rows.flatMap(rows));
    total.textContent = `共 ${answer.total} 条`;
  }
  const button = (label, key) =>
    h(
      'button',
      {
        class: 'next-btn next-small',
        onclick: () => {
          filter = key;
          load();
        },
      },
      label,
    );
  const inner = h(
    'div',
    {},
    h(
      'div',
      { class: trade('rate_bar') },
      h('span', {}, '来自买家的评价'),
      button('有内容', 'content'),
      button('有追评', 'append'),
      button('未回复', 'noReply'),
      h(
        'button',
        {
          class: 'next-btn next-small next-btn-primary',
          onclick: () => {
            filter = '';
            load();
          },
        },
        '搜索',
      ),
      total,
    ),
    h(
      'div',
      { class: 'next-table-medium next-table' },
      h(
        'table',
        { role: 'table', class: trade('rate_table') },
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            ['评价内容', '商品信息', '买家信息', '操作'].map((label) => h('th', {}, label)),
          ),
        ),
        list,
      ),
    ),
    h(
      'div',
      { class: 'next-pagination' },
      h('div', { class: 'next-pagination-list' }, h('button', { class: 'next-btn next-current' }, '1')),
    ),
  );
  root.append(
    h(
      'div',
      { class: trade('sold_page') },
      h('div', { class: trade('sold_crumb') }, h('h2', {}, '评价管理'), h('span', {}, '问大家'), h('span', {}, '买家秀')),
      h('div', { class: 'next-loading next-loading-inline' }, h('div', { class: 'next-loading-wrap' }, inner)),
    ),
  );
  load();
  return () => {
    asked += 1;
  };
}
