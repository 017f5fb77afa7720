import { h } from '../common/dom.js';

/** Sub app 聊天记录查询; the records themselves sit in a frame of another origin. */
export function records(root) {
  root.append(
    h(
      'div',
      { class: 'tbd-tabs' },
      h(
        'div',
        { class: 'tbd-tabs-nav-list' },
        h('div', { class: 'tbd-tabs-tab tbd-tabs-tab-active' }, '聊天记录'),
        h('div', { class: 'tbd-tabs-tab' }, '消费者服务评价'),
      ),
    ),
    h('iframe', { src: 'https://market.m.taobao.com/app/qn/im-history-search/index.html', class: 'records-frame' }),
  );
}
