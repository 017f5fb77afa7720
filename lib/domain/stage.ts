import type { OrderState } from './observation.ts';
import { byNewest, mayBeNewest, type Order } from './order.ts';

/** Where a chat stands in the course of a purchase, in that order. */
export const STAGES = ['presale', 'unpaid', 'paid', 'shipped', 'received', 'aftersales'] as const;
export type Stage = (typeof STAGES)[number];

const BY_STATE: Readonly<Record<OrderState, Stage | null>> = {
  unpaid: 'unpaid',
  paid: 'paid',
  shipped: 'shipped',
  done: 'received',
  refunding: 'aftersales',
  // A closed order is over: the buyer is looking again.
  closed: 'presale',
  unknown: null,
};

/**
 * Returns the stage of a buyer's chat by the orders: after-sales while any is in a refund or dispute, else that of the
 * newest order, before the sale without orders; null where the newest order's state is not known, or of one order nothing
 * but the number: that may be the newest.
 */
export function stageOf(orders: readonly Pick<Order, 'state' | 'createdAt' | 'no' | 'shopId'>[]): Stage | null {
  if (orders.some(({ state }) => state === 'refunding')) return 'aftersales';
  const unread = orders.filter(({ state, createdAt }) => state === 'unknown' && createdAt === undefined);
  if (unread.some(({ no }) => mayBeNewest(no, orders))) return null;
  const [newest] = (orders as readonly Order[]).toSorted(byNewest);
  return newest ? BY_STATE[newest.state] : 'presale';
}

/** How a template fits a stage: 1 made for it, 0 made for none in particular, -1 made for others. */
export function stageFit(stages: readonly Stage[] | undefined, stage: Stage | null | undefined): -1 | 0 | 1 {
  if (!stage || !stages || stages.length === 0) return 0;
  return stages.includes(stage) ? 1 : -1;
}
