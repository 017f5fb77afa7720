import { countryCode } from '../domain/country.ts';
import type { Customer } from '../domain/customer.ts';
import { byNewest, type Order } from '../domain/order.ts';
import type { SiteId } from '../domain/observation.ts';
import { foldText } from '../domain/text.ts';
import { db, type KebanDatabase } from './database.ts';
import { ordersOfMany } from './orders.ts';

/** Sites of one country, whose orders name none. */
const AT_HOME: ReadonlySet<SiteId> = new Set(['taobao', 'goofish', 'alibaba1688']);

const deliveredTo = (orders: readonly Order[]): string | undefined =>
  orders.toSorted(byNewest).find(({ recipient }) => recipient?.country)?.recipient?.country;

/** Returns the customers, each of whom no page named the country with that to which the newest order goes. */
export async function withCountries(customers: readonly Customer[], database: KebanDatabase = db): Promise<Customer[]> {
  const open = customers.filter(({ country, site, stats }) => !country && stats.count > 0 && !AT_HOME.has(site));
  if (open.length === 0) return [...customers];
  const orders = await ordersOfMany(
    open.map(({ id }) => id),
    database,
  );
  return customers.map((customer) => {
    const country = customer.country || deliveredTo(orders.get(customer.id) ?? []);
    return country ? { ...customer, country } : customer;
  });
}

/** Returns what two names of one country have in common: its ISO code, or the folded text of what is no country's name. */
export function countryKey(named: string): string {
  return countryCode(named) ?? countryCode(named.trim().toUpperCase()) ?? foldText(named);
}
