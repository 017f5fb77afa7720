import { searchTokens, type Customer } from '../../lib/domain/customer.ts';
import { nickKey } from '../../lib/domain/identity.ts';
import type { Order } from '../../lib/domain/order.ts';
import type { KebanDatabase } from '../../lib/db/database.ts';
import { change } from '../../lib/db/changes.ts';

export const SHOP = 'taobao|青禾示例专卖店';

/** A customer as tests need one; `nick` gives it an identity key. */
export function aCustomer(id: string, nick: string, more: Partial<Customer> = {}): Customer {
  const customer: Customer = {
    id,
    shopId: SHOP,
    site: 'taobao',
    standing: 'known',
    name: nick,
    masked: false,
    aliases: [],
    keys: [nickKey(more.shopId ?? SHOP, nick)],
    nick,
    tags: [],
    stats: { count: 0, paidCount: 0, paid: [] },
    activeAt: 1000,
    tokens: [],
    createdAt: 1000,
    updatedAt: 1000,
    ...more,
  };
  return { ...customer, tokens: more.tokens ?? searchTokens(customer) };
}

/** An order as tests need one. */
export function anOrder(no: string, more: Partial<Order> = {}): Order {
  return {
    no,
    shopId: SHOP,
    state: 'paid',
    items: [],
    paid: { minor: 10_000, currency: 'CNY' },
    createdAt: 5000,
    seenAt: 5000,
    ...more,
  };
}

/** Puts customers in through a recorded change. */
export function putCustomers(database: KebanDatabase, ...customers: Customer[]) {
  return change(
    { actor: 'page', label: { key: 'change.pageRead' } },
    async (draft) => {
      for (const customer of customers) await draft.put('customers', customer);
    },
    database,
  );
}

/** Puts orders to a customer through a recorded change. */
export function putOrders(database: KebanDatabase, customerId: string, ...orders: Order[]) {
  return change(
    { actor: 'page', label: { key: 'change.pageRead' } },
    async (draft) => {
      await draft.setOrders(customerId, [...(await draft.orders(customerId)), ...orders]);
    },
    database,
  );
}
