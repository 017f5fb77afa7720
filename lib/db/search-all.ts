import type { Customer } from '../domain/customer.ts';
import { cleanLine, foldText } from '../domain/text.ts';
import { allTags, pageOfCustomers, searchCustomers } from './customers.ts';
import { db, type KebanDatabase } from './database.ts';

/** A found customer and what it was found by; `tag` names the tag. */
export interface FoundCustomer {
  customer: Customer;
  by: 'name' | 'order' | 'tag' | 'recent';
  tag?: string;
}

/** Tags whose customers are looked at, when a query begins several tags. */
const MOST_TAGS = 3;

/** Finds customers by part of a name, by an order number or by the beginning of a tag; at most `limit`, names first. */
export async function searchEverything(query: string, limit = 8, database: KebanDatabase = db): Promise<FoundCustomer[]> {
  const clean = cleanLine(query.normalize('NFKC')).replace(/^#/, '');
  const named = await searchCustomers(clean, limit, database);
  const by = !clean ? 'recent' : /^\d{11,20}$/.test(clean) ? 'order' : 'name';
  const found: FoundCustomer[] = named.map((customer) => ({ customer, by }));
  if (!clean || found.length >= limit) return found;
  const folded = foldText(clean);
  const tags = (await allTags(database))
    .filter((tag) => tag.count > 0 && foldText(tag.id).startsWith(folded))
    .slice(0, MOST_TAGS);
  const seen = new Set(found.map(({ customer }) => customer.id));
  for (const tag of tags) {
    for (const customer of await pageOfCustomers({ tag: tag.id }, limit, undefined, database)) {
      if (seen.has(customer.id)) continue;
      seen.add(customer.id);
      found.push({ customer, by: 'tag', tag: tag.id });
    }
  }
  return found.slice(0, limit);
}
