/**
 * Where things are on the seller pages: for every field the selectors to try, newest first, with the month each was
 * last seen. Class names with a build hash (`name--hash`, `name__hash`) are used by their stem only.
 */
export type Selectors = readonly string[];

export const CHAT = {
  row: ['.im-session-item'], // 2026-04
  rowName: ['.im-session-item-name-content b', '.im-session-item-name-content', 'b'], // 2026-04
  name: ["[class*='user-name__']"], // 2026-04
  country: ["[class*='info__'] [class*='basic_'] [class*='address__']", "[class*='address__']"], // 2026-04
  level: ["[class*='star-select__'] .ait-select-selection-item"], // 2026-04
  remark: ["[class*='remark-text__']"], // 2026-04
  card: ['.im-order-card', "[class*='im-order-card']"], // 2026-04
  cardSubtitle: ['.im-order-card-subtitle', "[class*='im-order-card-subtitle']"], // 2026-04
  message: ['.im-message-item'], // 2026-04
  editor: [
    'textarea.im-message-input-no-auto-height', // 2026-04
    '.im-message-input-input-wrap textarea', // 2024-08
    "[class*='im-message-input'] textarea", // 2024-08, in case the wrapper is renamed
    'textarea.message-fields__autosize', // 2021
    'textarea', // last resort: the only one that can be typed into
  ],
  root: ['#_lzd-im-container', '#root'], // 2021, 2026-04
} as const satisfies Record<string, Selectors>;

export const ORDERS = {
  table: 'table.next-table-row', // 2026-04: one table per order
  groupHeader: 'tr.next-table-group-header', // 2025-03
  row: 'tr.next-table-row', // 2024-11
  no: ["[class*='header--valueHighLight--']"], // 2026-04
  time: ["[class*='header--value--']:not([class*='valueHighLight'])"], // 2026-04
  buyer: ["a[class*='buyerInfo--']"], // 2026-04
  title: ["[class*='productInfo--itemTitle']"], // 2026-04
  skuCode: ["[class*='productInfo--skuCodeValue']"], // 2026-04
  price: ["[class*='productInfo--unitFee']"], // 2026-04
  quantity: ["td[data-next-table-col='3']", 'td'], // 2026-03; the column may move, then the only cell that is a number
  amount: ["[class*='amount--amount']"], // 2026-04
  state: ['.chc-state-label__stateText', "[class*='chc-state-label']"], // 2026-04
  tag: ['.chc-color-tag'], // 2026-04
  memo: ["[class*='orderBasic--value--']"], // 2026-03, never proven: read only beside its label
} as const;

export const OLD_ORDERS = {
  no: ['.tb-order-info a:first-of-type', "a[href*='/order/detail?orderId=']"], // 2024-11
  memo: ['.tb-order-info .comment', '.comment'], // 2024-11
  info: ['.tb-order-info', '.tb-product-info', '.dada-buyer-info'], // 2024-11
  buyer: ['.dada-buyer-info a.buyer-name', "a[href*='ownerMemberId=']"], // 2024-11
  product: ['.tb-product-info'], // 2024-11
  property: '.table-cell-item', // 2024-11
  propertyValue: ['.table-cell-item-value .show-text', '.table-cell-item-value'], // 2024-11
  quantity: ['.quantity', '.count'], // 2024-11
  price: ['.price .tb-text', 'td.price'], // 2024-11
  carrier: ['.logistics .show-text'], // 2024-11
} as const;

export const DETAIL = {
  addressItem: "[class*='orderInfo--addressItem']", // 2026-03
  addressLabel: ["[class*='addressLabel']"], // 2026-03
  addressValue: ["[class*='addressValue']"], // 2026-03
} as const;

export const OLD_DETAIL = {
  no: ['.parent-copyOrderId'], // 2024-11
  paid: ['.orderPrice .show-text', '.orderPrice'], // 2024-11
  shipping: ['.shippingFee .show-text', '.shippingFee'], // 2024-11
  paidAt: ['.payDate'], // 2024-11
  memo: ['.dada-text-commentText'], // 2024-11
  address: '.address-desensitize', // 2024-11
} as const;

export const CASES = {
  row: 'tr.ait-table-row-level-0, .ait-table-row-level-0', // 2026-02
  time: ['.ait-typography'], // 2026-02
  buyer: ["[class*='buyerInfo--'] [class*='buyerName--'] a", "[class*='buyerName--']"], // 2026-02
  price: ["[class*='infoItem--'] b"], // 2026-02
} as const;

export const REVIEWS = {
  table: '#buyer-ordertable', // 2024-08
  order: 'tbody', // 2024-08
  no: ['.order-head .info-body'], // 2024-08
  product: '.product-feedback', // 2024-08
  star: "span[style*='width']", // 2024-08
} as const;

/** Signs of a slider, of waiting and of emptiness, in any of the page kits. */
export const STATE = {
  punish: ["[id*='baxia-dialog-content']", '#nc_1_n1z', "iframe[src*='_____tmd_____/punish']"], // 2026-06, 2023
  login: ["iframe[src*='login.aliexpress.com']", "iframe[src*='passport.aliexpress.com']"], // 2026-06
  loading: ['.next-loading-tip', '.next-loading-wrap', '.ait-spin-spinning', '.ait-skeleton'], // 2026-06
  empty: ['.next-table-empty', '.ait-table-placeholder', '.ait-empty', '.next-empty'], // 2026-06
} as const satisfies Record<string, Selectors>;
