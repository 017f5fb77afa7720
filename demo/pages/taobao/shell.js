import { boot } from '/__demo/boot.js';
import { h, listen, punish } from '../common/dom.js';
import { shell } from '../common/hash.js';
import { orderDetail } from './order-detail.js';
import { orderList } from './orders.js';
import { records } from './records.js';
import { refundDetail, refundList } from './refunds.js';
import { reviewList } from './reviews.js';

const HOME = '/home.htm';
const MENU = [
  ['首页', [['工作台', '/QnworkbenchHome/']]],
  [
    '商品',
    [
      ['发布宝贝', '/sell-publish'],
      ['我的宝贝', '/SellManage/all'],
      ['图片空间', '/sucai-tu'],
    ],
  ],
  [
    '交易',
    [
      ['已卖出的宝贝', '/trade-platform/tp/sold'],
      ['退款管理', '/trade-platform/refund-list'],
      ['评价管理', '/comment-manage/list/rateWait4PC'],
      ['发货中心', '/consign-order/'],
    ],
  ],
  [
    '客服',
    [
      ['聊天记录查询', '/app-customer-service/toolpage/Message'],
      ['接待数据', '/app-customer-service/data'],
    ],
  ],
  [
    '营销',
    [
      ['优惠券', '/marketing/coupon'],
      ['单品宝', '/marketing/item'],
    ],
  ],
  ['数据', [['生意参谋', '/sycm']]],
  ['财务', [['店铺账房', '/whale-accountant/pay']]],
  [
    '店铺',
    [
      ['店铺管理', '/shop-manage'],
      ['子账号管理', '/sub-account'],
    ],
  ],
];
const APPS = [
  [/^\/trade-platform\/tp\/(sold|order)\/?$/, orderList],
  [/^\/trade-platform\/tp\/detail\/?$/, orderDetail],
  [/^\/trade-platform\/(tp\/)?refund-list\/?$/, refundList],
  [/^\/trade-platform\/(tp\/)?refund-list\/detail\/?$/, refundDetail],
  [/^\/comment-manage\/list\/rateWait4PC\/?$/, reviewList],
  [/^\/app-customer-service\/toolpage\/Message\/?$/, records],
];

let leave = () => {};
let round = 0;

/** Changes the page the way icestark does: pushState plus a synthetic popstate, no reload. */
export function go(address) {
  history.pushState({}, '', address);
  window.dispatchEvent(Object.assign(new PopStateEvent('popstate', { state: {} }), { icestark: true }));
}

function menuLink([label, path]) {
  const address = HOME + path;
  return h(
    'a',
    {
      href: address,
      class: shell('menuItem'),
      onclick: (event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go(address);
      },
    },
    label,
  );
}

function header() {
  return h(
    'div',
    { class: shell('header') },
    h('span', { class: shell('logo') }, h('i', {}), '千牛工作台'),
    h('span', { class: shell('shopName') }, boot.taobao.shop),
    h('span', { class: shell('practice'), title: '这是本机上的练习店，数据都是虚构的' }, '练习店'),
    h('span', { class: shell('globalSearch') }, '搜索功能 / 订单 / 商品'),
    h(
      'a',
      {
        class: shell('wangwang'),
        target: '_blank',
        href: 'https://market.m.taobao.com/app/im/chat/index.html?&uid=cntaobao&gid=&type=web#/',
      },
      '网页旺旺',
    ),
    h('span', { class: shell('headLink') }, '消息'),
    h('span', { class: shell('headLink') }, '服务市场'),
    h('span', { class: shell('headLink') }, '规则中心'),
    h('span', { class: shell('subAccount') }, boot.taobao.staff),
  );
}

function watermark() {
  return h(
    'div',
    { class: shell('watermark'), 'aria-hidden': 'true' },
    Array.from({ length: 40 }, () => h('span', {}, boot.taobao.staff.split(':')[1] ?? '')),
  );
}

function frame() {
  const container = document.querySelector('#icestark-container');
  const groups = MENU.map(([title, links]) =>
    h('div', { class: shell('menuGroup') }, h('div', { class: shell('menuTitle') }, title), links.map(menuLink)),
  );
  container.append(
    h(
      'div',
      { class: shell('container') },
      header(),
      h(
        'div',
        { id: 'qn-worbench-container' },
        h(
          'div',
          { class: shell('containerWrap') },
          h('div', { class: shell('menu') }, groups),
          h(
            'div',
            { id: 'qn-workbench-inner-container', style: 'overflow:auto' },
            h('div', { id: 'icestarkNode' }),
            h('div', { id: 'qn-micro-loadding' }),
          ),
        ),
      ),
    ),
    watermark(),
  );
}

function missing(root) {
  const tiles = [
    ['待付款', 2],
    ['待发货', 4],
    ['待处理退款', 4],
    ['待评价', 5],
  ];
  root.append(
    h(
      'div',
      { class: shell('home') },
      h(
        'div',
        { class: 'data-board_new_delivery_block' },
        tiles.map(([label, count]) => h('div', { class: shell('tile') }, h('b', {}, String(count)), h('span', {}, label))),
      ),
      h('p', {}, '练习店没有做这个页面，请从左侧打开 已卖出的宝贝、退款管理、评价管理 或 聊天记录查询。'),
    ),
  );
}

function mount() {
  leave();
  leave = () => {};
  round += 1;
  const mine = round;
  const path = decodeURIComponent(location.pathname).replace(HOME, '');
  for (const link of document.querySelectorAll(`[class*="${shell('menuItem')}"]`)) {
    link.classList.toggle('active', path.startsWith(link.getAttribute('href').replace(HOME, '')));
  }
  const root = document.querySelector('#icestarkNode');
  const loading = document.querySelector('#qn-micro-loadding');
  root.replaceChildren();
  loading.replaceChildren(h('div', { class: 'next-loading-indicator' }, '加载中…'));
  const [, start = missing] = APPS.find(([pattern]) => pattern.test(path)) ?? [];
  setTimeout(
    () => {
      if (mine !== round) return;
      loading.replaceChildren();
      leave = start(root, { go, query: new URLSearchParams(location.search) }) ?? (() => {});
    },
    120 + Math.random() * 160,
  );
}

frame();
window.addEventListener('popstate', mount);
mount();
listen('taobao', ({ type }) => {
  if (type === 'punish' || type === 'calm') punish(type === 'punish');
  if (type === 'reset') mount();
});
