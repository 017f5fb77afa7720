import type { OrderState, SiteId } from './observation.ts';

/** Words that begin a status, tried in order; the text is compared after `plain`. */
type Words = readonly (readonly [RegExp, OrderState])[];

const TAOBAO: Words = [
  [/^(?:退款中|退款处理中|售后中)/, 'refunding'],
  [/^(?:等待买家付款|待付款|待买家付款|未付款|定金未付|尾款未付)/, 'unpaid'],
  // A partly shipped order still waits for the seller, so it counts as paid.
  [/^(?:买家已付款|等待卖家发货|卖家部分发货|部分发货|待发货|待卖家发货|未发货|已付款)/, 'paid'],
  [/^(?:卖家已发货|等待买家确认|等待买家收货|待收货|待买家收货|未确认收货|已发货)/, 'shipped'],
  [/^(?:交易成功|交易完成|已完成|已确认收货)/, 'done'],
  [/^(?:交易关闭|订单关闭|已关闭|已取消|交易取消|付款以后用户退款成功)/, 'closed'],
];

const ALIEXPRESS: Words = [
  [/^(?:退款中|纠纷中|售后中|in_issue|in_cancel)/, 'refunding'],
  [/^(?:等待买家付款|等待付款|待付款|未付款|place_order_success|awaiting payment)/, 'unpaid'],
  [
    /^(?:等待卖家发货|等待仓库发货|等待发货|等待您发货|待发货|部分发货|wait_seller_send_goods|seller_part_send_goods|wait_seller_examine_money|risk_control|资金处理中|等待资金|awaiting shipment)/,
    'paid',
  ],
  [
    /^(?:等待买家收货|等待买家确认|等待收货|待收货|卖家已发货|已发货|wait_buyer_accept_goods|fund_processing|awaiting delivery)/,
    'shipped',
  ],
  [/^(?:交易成功|交易完成|已完成|交易结束|finish|completed)/, 'done'],
  [/^(?:交易关闭|订单关闭|已关闭|已取消|closed|cancell?ed)/, 'closed'],
];

/** One spelling for what pages and exports write differently: no prefix, no blanks, 卖家 for 商家. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/^\s*(?:当前)?(?:订单|交易)状态\s*:/, '')
    .replace(/\s+/g, ' ')
    .replaceAll('商家', '卖家')
    .trim()
    .toLowerCase();
}

/**
 * Returns the state a status text stands for: short page words (`买家已付款`), long export words
 * (`买家已付款，等待卖家发货`) and API codes. A text that is not known is 'unknown', never a guess.
 */
export function orderStateOf(site: SiteId, text: string): OrderState {
  const words = site === 'aliexpress' || site === 'lazada' || site === 'alibaba' ? ALIEXPRESS : TAOBAO;
  const status = plain(text);
  return words.find(([pattern]) => pattern.test(status))?.[1] ?? 'unknown';
}
