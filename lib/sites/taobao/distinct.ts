import type { Observation, OrderSeen } from '#lib/domain/observation.ts';
import { only, REFUSED, type Tally } from '../found.ts';

/** Returns the orders of one list, each number once; rows with the same number that differ are both refused. */
export function distinctOrders(orders: readonly OrderSeen[], tally: Tally): Observation[] {
  const byNo = Map.groupBy(orders, (order) => order.no);
  return [...byNo.values()].flatMap((same) => {
    const order = only(same);
    if (order === REFUSED) tally.take('order.no', REFUSED);
    return order === REFUSED || order === null ? [] : [order];
  });
}
