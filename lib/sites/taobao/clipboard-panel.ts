import { orderStateOf } from '#lib/domain/order-state.ts';
import { type Found, only, REFUSED } from '../found.ts';
import { isNick } from './clipboard-chat.ts';

/** An order as the right panel of the client lists it. */
export interface PanelOrder {
  no: string;
  stateText: Found<string>;
}

/** What was read from a copy of the right panel. */
export interface PanelText {
  nick: Found<string>;
  /** Rating, level and standing in the shop, in the client's words. */
  level: Found<string>;
  orders: PanelOrder[];
  /** Lines that mean nothing to this reader. */
  rest: string[];
}

// Seen 2026-04.
const RATING = /^好评\s*\d{1,3}(?:\.\d+)?%$/;
const ORDERS_HEAD = /^(?:近3个月订单|历史订单)$/;
const STANDING_HEAD = /^店铺身份\s*[:：]?$/;
const STANDING = /^(?:普通|普通会员|超级会员|高级会员|88VIP|会员|非会员|粉丝|非粉丝|新客|老客)$/;
const NUMBER = /^\d{15,19}$/;
const ORDER_TIME = /^\d{2}-\d{2} \d{2}:\d{2}:\d{2}下单$/;

/** Labels, buttons and figures of the panel that tell nothing about the customer. */
const FURNITURE: readonly RegExp[] = [
  /^(?:设置|店铺消费|添加备注|邀请入会|发优惠券|邀请入群|发送合同|足迹|推荐|更多|商品ID\/标题\/编码)$/,
  /^店铺消费说明/,
  /^暂无/,
  /^(?:优惠券|咨询宝贝)\s*[(（]\d+[)）]$/,
  /^(?:全部|待付款|待发货|待收货|未完成|已完成|已关闭|退款中)\s*[(（]\d+[)）]$/,
  /^\d+(?:天|小时|分钟)前$/,
  /^[¥￥]\s*\d+(?:\.\d+)?$/,
  STANDING_HEAD,
  ORDERS_HEAD,
  ORDER_TIME,
];

/** Returns where a copy of the right panel begins in the lines, -1 if none is there. */
export function panelStart(lines: readonly string[]): number {
  const rating = lines.findIndex((line, i) => RATING.test(line) && isNick(before(lines, i)));
  const standing = lines.findIndex((line) => STANDING_HEAD.test(line));
  const orders = lines.findIndex((line) => ORDERS_HEAD.test(line));
  if (rating >= 0 && (standing > rating || orders > rating)) return lastFilled(lines, rating);
  // Copied from further down: without the nick.
  const numbers = lines.some((line, i) => i > orders && NUMBER.test(line));
  return orders >= 0 && numbers ? firstFurniture(lines, orders) : -1;
}

function firstFurniture(lines: readonly string[], until: number): number {
  const first = lines.findIndex((line) => line !== '' && FURNITURE.some((known) => known.test(line)));
  return first < 0 ? until : Math.min(first, until);
}

/** Returns the index of the last line before `index` that is not blank, -1 if none. */
function lastFilled(lines: readonly string[], index: number): number {
  return lines.findLastIndex((line, i) => i < index && line !== '');
}

function before(lines: readonly string[], index: number): string {
  return lines[lastFilled(lines, index)] ?? '';
}

/** Reads a copy of the right panel. The years of its times are not copied, so they stay unknown. */
export function panelIn(all: readonly string[]): PanelText {
  const lines = all.filter((line) => line !== '');
  const ratings = lines.flatMap((line, i) => (RATING.test(line) ? [i] : []));
  const nicks = ratings.map((i) => lines[i - 1] ?? '').filter(isNick);
  const standing = lines.filter((line, i) => STANDING.test(line) && isStanding(lines, i));
  const words = [...new Set([...ratings.map((i) => lines[i] ?? ''), ...standing])];
  const level = ratings.length > 1 ? REFUSED : words.length > 0 ? words.join(' · ') : null;
  const nick = only(nicks);
  return { nick, level, orders: ordersIn(lines), rest: lines.filter((line, i) => !isKnown(line) && i !== (ratings[0] ?? 0) - 1) };
}

/** A word of standing counts only in its place: under the rating or under 店铺身份, nothing else between. */
function isStanding(lines: readonly string[], index: number): boolean {
  const head = lines.findLastIndex((line, i) => i < index && !STANDING.test(line));
  const line = lines[head] ?? '';
  return RATING.test(line) || STANDING_HEAD.test(line);
}

function isKnown(line: string): boolean {
  const known = RATING.test(line) || STANDING.test(line) || NUMBER.test(line);
  return known || orderStateOf('taobao', line) !== 'unknown' || FURNITURE.some((one) => one.test(line));
}

/** The state stands directly before the number, the time directly behind it; a number listed twice must agree. */
function ordersIn(lines: readonly string[]): PanelOrder[] {
  const start = lines.findIndex((line) => ORDERS_HEAD.test(line));
  const found = new Map<string, Found<string>[]>();
  for (const [i, line] of lines.entries()) {
    if (start < 0 || i < start || !NUMBER.test(line)) continue;
    const words = lines[i - 1] ?? '';
    const placed = ORDER_TIME.test(lines[i + 1] ?? '') || i === lines.length - 1;
    const state = placed && orderStateOf('taobao', words) !== 'unknown' ? words : null;
    found.set(line, [...(found.get(line) ?? []), state]);
  }
  return [...found].map(([no, states]) => ({ no, stateText: agreed(states) }));
}

function agreed(states: readonly Found<string>[]): Found<string> {
  return only(states.filter((state): state is string => typeof state === 'string'));
}
