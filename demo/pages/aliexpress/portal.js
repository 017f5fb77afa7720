import { boot } from '/__demo/boot.js';
import { h, listen, punish } from '../common/dom.js';
import { app } from '../common/hash.js';
import { disputeDetail, disputeList } from './disputes.js';
import { chat } from './im.js';
import { orderDetail } from './order-detail.js';
import { orderList } from './orders.js';

const CHANNEL = new URLSearchParams(location.search).get('channelId') ?? boot.aliexpress.channelId;
const APPS = [
  [/^\/m_apps\/ai-im\/im$/, chat, '消息中心'],
  [/^\/m_apps\/order-manage\/orderList$/, orderList, '订单管理'],
  [/^\/m_apps\/order-manage\/orderDetail$/, orderDetail, '订单详情'],
  [/^\/m_apps\/dispute-management\/list$/, disputeList, '纠纷管理'],
  [/^\/m_apps\/dispute-management\/detail$/, disputeDetail, '纠纷详情'],
];
const MENU = [
  ['首页', [['商家首页', '/m_apps/home/index']]],
  [
    '商品',
    [
      ['商品管理', '/m_apps/product-manage/list'],
      ['发布商品', '/m_apps/product-publish/index'],
    ],
  ],
  [
    '交易',
    [
      ['所有订单', '/m_apps/order-manage/orderList'],
      ['退款&纠纷', '/m_apps/dispute-management/list'],
      ['评价管理', '/m_apps/evaluation/list'],
    ],
  ],
  [
    '物流',
    [
      ['发货管理', '/m_apps/logistic/ship_cn'],
      ['运费模板', '/m_apps/logistic/template'],
    ],
  ],
  [
    '客户',
    [
      ['消息中心', '/m_apps/ai-im/im'],
      ['客户管理', '/m_apps/crm/list'],
    ],
  ],
  [
    '营销',
    [
      ['店铺活动', '/m_apps/marketing/shop'],
      ['优惠券', '/m_apps/marketing/coupon'],
    ],
  ],
  ['资金', [['资金账户', '/m_apps/fund/account']]],
  [
    '店铺',
    [
      ['店铺表现', '/m_apps/shop/health'],
      ['子账号', '/m_apps/shop/sub'],
    ],
  ],
];

let leave = () => {};
let round = 0;
let shownPath = '';

/** Changes the page inside the portal without a reload. */
export function go(address) {
  history.pushState({}, '', address);
  window.dispatchEvent(new PopStateEvent('popstate', { state: {} }));
}

function menuLink([label, path]) {
  const address = `${path}?channelId=${CHANNEL}${path.endsWith('/im') ? '#/window' : ''}`;
  return h(
    'a',
    {
      class: app('nav--item'),
      href: address,
      'data-path': path,
      onclick: (event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go(address);
      },
    },
    label,
  );
}

function frame() {
  document.querySelector('#root').append(
    h(
      'div',
      { class: app('portal--head') },
      h('span', { class: app('portal--logo') }, h('b', {}, 'AliExpress'), '跨境商家中心'),
      h('span', { class: app('portal--store') }, boot.aliexpress.shop, h('i', {}, 'GLOBAL')),
      h('span', { class: app('portal--practice'), title: '这是本机上的练习店，数据都是虚构的' }, '练习店'),
      h('span', { class: app('portal--clock') }, '美国太平洋时间'),
      h('span', {}, '消息通知'),
      h('span', {}, '服务市场'),
      h('span', {}, '简体中文'),
    ),
    h(
      'div',
      { class: app('portal--body') },
      h(
        'div',
        { class: app('nav--side') },
        MENU.map(([title, links]) =>
          h('div', { class: app('nav--group') }, h('div', { class: app('nav--title') }, title), links.map(menuLink)),
        ),
      ),
      h('div', { class: app('portal--main') }, h('div', { id: 'micro-app' })),
    ),
  );
}

function missing(root) {
  root.append(
    h('div', { class: app('portal--missing') }, '练习店没有做这个页面，请从左侧打开 所有订单、退款&纠纷 或 消息中心。'),
  );
}

function mount() {
  // A change of the hash alone belongs to the app that is open, not to the portal.
  if (location.pathname + location.search === shownPath) return;
  shownPath = location.pathname + location.search;
  leave();
  leave = () => {};
  round += 1;
  const mine = round;
  for (const link of document.querySelectorAll('[data-path]'))
    link.classList.toggle('active', link.dataset.path === location.pathname);
  const root = document.querySelector('#micro-app');
  root.replaceChildren(h('div', { class: 'next-loading-indicator' }, '加载中…'));
  const [, start = missing, title = '跨境商家中心'] = APPS.find(([pattern]) => pattern.test(location.pathname)) ?? [];
  document.title = `${title} - AliExpress 跨境商家中心`;
  setTimeout(
    () => {
      if (mine !== round) return;
      root.replaceChildren();
      leave = start(root, { go, channel: CHANNEL, query: new URLSearchParams(location.search) }) ?? (() => {});
    },
    150 + Math.random() * 250,
  );
}

frame();
window.addEventListener('popstate', mount);
mount();
listen('aliexpress', ({ type }) => {
  if (type === 'punish' || type === 'calm') punish(type === 'punish');
  if (type === 'reset') location.reload();
});
