import { LARGE_FROM, leastSums, type LeastSums } from './large-order.ts';

/** What a rule goes by. */
export type CadenceKind =
  | 'notice'
  | 'survey'
  | 'thanks'
  | 'visit'
  | 'care'
  | 'birthday'
  | 'festival'
  | 'season'
  | 'sleeping'
  | 'nps'
  | 'touch';

/** Whom a rule is for; everything given must fit. */
export interface CadenceWho {
  /** At least one of them. */
  tags?: string[];
  /** Level that the platform shows contains this. */
  level?: string;
  minOrders?: number;
  where?: 'domestic' | 'abroad';
}

/** One rule of the shop: an event, so many days before or after it, whom for, and what the follow-up says. */
export interface CadenceRule {
  id: string;
  kind: CadenceKind;
  on: boolean;
  /** Text of the follow-up; `{事}` is the festival, the article or the order. */
  text: string;
  /** Days after the event; before it for `care`, `birthday`, `festival` and `season`. */
  days: number;
  /** Latest days after the event to which it may be moved; beyond, it is left out. */
  within: number;
  /** Hour of the shop's day. */
  hour: number;
  who: CadenceWho;
  /** Least sums paid of `visit`. */
  amounts?: LeastSums;
  /** `visit` also for the buyer's n-th order and later ones; null once a person has taken that away. */
  fromOrder?: number | null;
  /** Articles of `care` by a word in their title (`*` for all) and the days they last. */
  lasts?: { word: string; days: number }[];
  /** Moment of the order that `notice` goes by. */
  event?: 'paidAt' | 'shippedAt' | 'receivedAt';
  templateId?: string;
  /** Since when it is on (epoch ms): what was to be done before is past. */
  since?: number;
}

const rule = (id: string, kind: CadenceKind, days: number, text: string, more: Partial<CadenceRule> = {}): CadenceRule => ({
  id,
  kind,
  on: false,
  text,
  days,
  within: days + 7,
  hour: 10,
  who: {},
  ...more,
});

/**
 * The rules a shop begins with, from the service playbook's chapter on following up (survey within 7 days after receipt,
 * thanks within 30 days after the first purchase, return visit about 15 days after a large order, seasons 1–2 weeks ahead,
 * sleeping after 30 and 60 days, NPS each quarter). All are off but for birthdays, which only exist where somebody wrote
 * one down. Notices may wait until after a weekend.
 */
export const DEFAULT_RULES: readonly CadenceRule[] = [
  rule('shipped', 'notice', 0, '告诉TA已发货 {事}', { event: 'shippedAt', within: 3 }),
  rule('customs', 'notice', 7, '看清关进度，提前告诉TA {事}', { event: 'shippedAt', within: 9, who: { where: 'abroad' } }),
  rule('delivery', 'notice', 2, '看派送，提前告诉TA {事}', { event: 'shippedAt', within: 5, who: { where: 'domestic' } }),
  rule('delivered', 'notice', 1, '问收到的东西好不好 {事}', { event: 'receivedAt', within: 4 }),
  rule('survey', 'survey', 3, '满意度回访：物流、质量、服务 {事}', { within: 7 }),
  rule('thanks', 'thanks', 3, '首单感谢', { within: 30 }),
  rule('visit', 'visit', 15, '大单回访：用得怎么样 {事}', { within: 20, amounts: LARGE_FROM, fromOrder: 5 }),
  rule('care', 'care', 5, '快用完了，问要不要补 {事}', { lasts: [] }),
  rule('warranty', 'care', 14, '保修快到期 {事}', { lasts: [{ word: '*', days: 365 }] }),
  rule('birthday', 'birthday', 0, '生日祝福', { on: true, within: 0 }),
  rule('festival', 'festival', 1, '{事}祝福', { within: 0, who: { minOrders: 2 } }),
  rule('season', 'season', 10, '{事}前给TA的推荐', { within: 0, who: { minOrders: 1 } }),
  rule('sleeping30', 'sleeping', 30, '30 天没下单，送张券（如 8 折）', { who: { minOrders: 2 } }),
  rule('sleeping60', 'sleeping', 60, '60 天没下单，送张券（如 7 折）', { who: { minOrders: 2 } }),
  rule('nps', 'nps', 0, 'NPS：愿不愿意推荐，0–10 分', { within: 20, who: { minOrders: 2 } }),
  rule('touch', 'touch', 45, '好久没联系，问候一下', { who: { tags: ['VIP'] } }),
];

/** Returns one more rule to keep in touch, off, for other tags or another level than the first one. */
export function newTouchRule(id: string, text: string): CadenceRule {
  return rule(id, 'touch', 60, text);
}

/** Tells whether a rule is one that the shop has added, and can take away. */
export function isOwnRule({ id }: Pick<CadenceRule, 'id'>): boolean {
  return !DEFAULT_RULES.some((one) => one.id === id);
}

/** Returns the shop's rules: the defaults with what a person changed of them, and the shop's own ones. */
export function mergedRules(stored: readonly CadenceRule[]): CadenceRule[] {
  const own = new Map(stored.map((one) => [one.id, one]));
  const known = DEFAULT_RULES.map((one) => ({
    ...one,
    ...own.get(one.id),
    ...(one.amounts ? { amounts: leastSums(own.get(one.id)?.amounts) } : {}),
  }));
  return [...known, ...stored.filter(isOwnRule)];
}
