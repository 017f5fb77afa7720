import type { Observation } from '../domain/observation.ts';
import { isSameNumber } from '../domain/order-case.ts';
import { db, type KebanDatabase } from './database.ts';
import { ordersWithOpenCase } from './orders.ts';

/**
 * Returns what was seen of a shop, its refunds and disputes with the number of their order where a page names only their
 * own: it is that of the one order under which an open case of that number is kept. Where none is, or several, it stays unknown.
 */
export async function withOrderNos(
  shopId: string,
  observations: readonly Observation[],
  database: KebanDatabase = db,
): Promise<readonly Observation[]> {
  const isNameless = (seen: Observation): boolean => seen.kind === 'case' && seen.orderNo === undefined;
  if (!observations.some((seen) => isNameless(seen))) return observations;
  const orders = await ordersWithOpenCase(shopId, database);
  return observations.map((seen) => {
    if (seen.kind !== 'case' || seen.orderNo !== undefined) return seen;
    const [only, ...others] = orders.filter(({ order }) => order.cases?.some((each) => isSameNumber(each, seen)));
    return only && others.length === 0 ? { ...seen, orderNo: only.order.no } : seen;
  });
}
