import type { Order } from '../domain/order.ts';
import type { KebanDatabase } from './database.ts';
import { SAME_VISIT } from './shops.ts';

/**
 * Returns those of the orders that an import has brought and no page has shown in their shop, each number with the moment
 * of the import (epoch ms). A page that shows an order as it is known leaves no trace on it: there must have been no page
 * of the shop since either.
 */
export async function onlyImported(orders: readonly Order[], database: KebanDatabase): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const { no, shopId, seenAt, importId } of orders) {
    const row = importId === undefined ? undefined : await database.imports.get(importId);
    const shop = await database.shops.get(shopId);
    if (!row || !shop || seenAt !== row.at) continue;
    // A visit soon after one that was noted is not noted again.
    if (shop.seenAt + (row.createdShop ? 0 : SAME_VISIT) > row.at) continue;
    const chunks = database.importUndo.where('importId').equals(row.id);
    // What it only changed was there before, from a page or another file.
    if ((await chunks.filter(({ createdOrders }) => createdOrders.includes(no)).count()) > 0) found.set(no, row.at);
  }
  return found;
}
