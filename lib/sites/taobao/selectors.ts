/**
 * Every class name and page word the readers know, one table per page. In each list the newest and plainest comes
 * first, then stems of CSS-module classes; the month says when the page was last known to look like this.
 */

/** Web chat frame, 2023-03 … 2026-10. */
export const CHAT = {
  sign: ['.ww_conversation_list', '.ww_conversation', '[class*="ww_conversation"]', '.conversation-item', '.message-item-line'],
  root: ['.ww_content', '.ww', '#ice-container'],
  header: ['.ww_header .conversation-header .name', '[class*="conversation-header"] [class*="name"]'],
  row: ['.conversation-item'],
  rowName: ['.conversation .name', '.name'],
  rowPreview: ['.conversation-secondary-line .desc', '.desc'],
  line: ['.message-item-line', '.message-item'],
  nick: ['.first-line .nick', '.nick'],
  time: ['.first-line .time', '.time'],
  content: ['.content'],
  text: ['pre.edit', '.editBox .edit', 'pre'],
  template: ['.im-template-msg', '[data-tpl-id]'],
  templateText: '[view-name*="Text"]:not(.dx-event-node *)',
  button: '.dx-event-node',
  file: ['.file-msg .file-name', '.file-name'],
  item: ['.item-card', '[class*="item-"]'],
  itemPart: '[class*="item-"]',
  container: ['.ww_container', '.ww', '#ice-container'],
  box: '.ww_message, .message-list, .ww_input, .ww_tab, .conversation-item, .message-item-line',
  tab: ['.ww_tab', '[class$="_tab"]'],
  orderNo: '.order-id',
  editor: ['.ww_input pre.edit[contenteditable="true"]', '.ww_input [contenteditable="true"]', 'pre[contenteditable="true"]'],
} as const;

/** Order list in the workbench, 2025-03 … 2026-09. */
export const ORDERS = {
  row: ['table.next-table-row'],
  header: ['.next-table-header th', 'thead th'],
  created: ['[class*="sold_create-time"]'],
  flag: ['img[class*="sold_new"]', '[class*="sold_flag"] img'],
  nick: '[data-nick]',
  detailLink: 'a[href*="tp/detail?bizOrderId="], a[href*="trade_item_detail.htm?bizOrderId="]',
  itemLink: 'a[href*="item.htm?id="]',
} as const;

/** What tells that an old list is filled: its orders, or the body of its refunds. */
export const OLD_LISTS = {
  orders: ['.trade-order-main', '[class*="item-mod__trade-order"]'],
  refunds: '.disputelist-sellerGridBodyContainer',
} as const;

/** Order list before the move into the workbench, 2016 … 2020. */
export const ORDERS_OLD = {
  row: OLD_LISTS.orders,
  no: 'input[name="orderid"]',
  created: ['[class*="item-mod__create-time"]'],
  buyer: ['[class*="buyer-mod__name"]'],
  nick: '[data-nick]',
  item: ['[class*="suborder-mod__item"]'],
  itemLink: 'a[href*="tradeSnap"], a[href*="item.htm"]',
  sku: ['[class*="production-mod__sku-item"]'],
  title: ['[class*="production-mod__production"] p a', '[class*="production-mod"] a[href]', 'a[href*="tradeSnap"]'],
  price: ['[class*="price-mod__price"]'],
  paid: ['[class*="price-mod__price"] strong'],
  quantity: ['p[class*="sol-mod__no-br"]:not([class*="buyer-mod"])'],
  status: ['[class*="trade-status"] [class*="text-mod__link"]', '[class*="trade-status"] span'],
} as const;

/** Order detail in the workbench, 2023-06 … 2026-09. */
export const ORDER = {
  facts: ['[class*="detail_tabs-container-layout"]', '[class*="tabs-container-layout"]'],
  memo: ['[class*="status-desc_new-memo"]', '[class*="new-memo"]'],
  flag: ['[class*="flag-block"] img'],
  address: ['[class*="receive-address_value"]'],
  item: ['tr.order-item', 'tr[class*="order-item"]'],
  title: ['[class*="first-right-title"] a', 'a[href*="item.htm?id="]'],
  total: ['[class*="total-price"]'],
  nick: '[data-nick]',
} as const;

/** After-sales list and detail, 2022-12 … 2026-09. */
export const REFUND = {
  row: ['table.next-table-row'],
  detailLink: 'a[href*="disputeId="]',
  orderLink: 'a[href*="bizOrderId="]',
  itemLink: 'a[href*="item.htm?id="]',
  info: ['[class*="refundinfo_refund-refundinfo-item"]', '[class*="refund-refundinfo-item"]'],
  deal: ['[class*="dealinfo_refund-dealinfo-item"]', '[class*="refund-dealinfo-item"]'],
} as const;

/** After-sales list of `refund2`, 2020-06 … 2024-05. */
export const REFUND_OLD = {
  root: ['#bottomContainer_1'],
  body: OLD_LISTS.refunds,
} as const;

/** Review list, 2024-05 … 2026-10. */
export const REVIEWS = {
  row: ['tbody.next-table-body > tr.next-table-row', 'tr.next-table-row'],
  expanded: 'next-table-expanded-row',
  content: ['.rate-content', '[class*="rate-content"]'],
  gallery: '[class*="media-gallery"]',
  itemLink: 'a[href*="item.htm?id="]',
} as const;

/** Chat-record search, 2026-05 … 2026-07. */
export const RECORDS = {
  sign: ['.message-container', '.message-list-left'],
  root: ['.message-container'],
  person: ['.message-list-left .results-list', '.results-list', '.message-list-left [title]'],
  list: ['.message-list-right', '.message-list-left ~ *', '.message-container > :not(.message-list-left)'],
  line: '[class*="chatWrap"]',
  time: ['[class*="chatTime"]'],
  name: ['[class*="chatName"]'],
  buyerText: ['[class*="chatTextLeft"]'],
  sellerText: ['[class*="chatText"]:not([class*="chatTextLeft"])'],
} as const;

/** Workbench frame, 2025-09 … 2025-10, and the bar of old pages. */
export const SHELL = {
  sign: ['#icestark-container', '#icestarkNode'],
  frame: '#icestark-container',
  shop: ['[class*="shopName"]'],
  staff: ['[class*="subAccount"]', '.site-nav-login-info-nick'],
} as const;

/** Pages that stand in the way of the real one, 2025-09 … 2026-09. */
export const STATES = {
  punish: ['.nc_wrapper', '#nc_1__scale_text', '#baxia-punish', 'iframe[src*="/punish"]', '.baxia-dialog'],
  login: ['#fm-login-id', '#fm-login-password', 'iframe[src*="mini_login.htm"]'],
  loading: ['#qn-micro-loadding > *', '.next-loading-indicator', '.next-loading-tip'],
  emptyWords: /没有符合条件的宝贝|没有符合条件的记录|暂无数据|没有找到符合条件/,
} as const;
