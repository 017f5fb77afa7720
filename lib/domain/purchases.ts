import type { OrderState } from './observation.ts';
import type { Order } from './order.ts';

/** Orders of these states are purchases. */
const BOUGHT: ReadonlySet<OrderState> = new Set(['paid', 'shipped', 'done', 'refunding']);

/** Returns when an order was bought (epoch ms): paid, or else placed; undefined when it was not paid or was closed. */
export const boughtAt = ({ state, paidAt, createdAt }: Pick<Order, 'state' | 'paidAt' | 'createdAt'>): number | undefined =>
  BOUGHT.has(state) ? (paidAt ?? createdAt) : undefined;

/** Returns when each of the orders was bought (epoch ms), in their order, without those that were not. */
export const purchaseTimes = (orders: readonly Pick<Order, 'state' | 'paidAt' | 'createdAt'>[]): number[] =>
  orders.flatMap((order) => boughtAt(order) ?? []);
