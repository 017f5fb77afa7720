import type { Customer } from '../domain/customer.ts';
import type { Note } from '../domain/note.ts';
import type { Order } from '../domain/order.ts';
import type { Reminder } from '../domain/reminder.ts';
import { db, type KebanDatabase, type ShopRow, type TagRow } from './database.ts';
import { allTags } from './customers.ts';
import { notesOf } from './notes.ts';
import { ordersOf } from './orders.ts';
import { remindersOf } from './reminders.ts';
import { heirOf } from './split.ts';

/** Everything the panel shows of one customer at first sight. */
export interface CustomerCard {
  customer: Customer;
  shop: ShopRow | undefined;
  /** Newest first. */
  orders: Order[];
  /** Newest first. */
  notes: Note[];
  /** Open follow-ups, earliest first. */
  open: Reminder[];
  /** Follow-ups that are done, latest first. */
  done: Reminder[];
  /** All tags with colour and count, most used first: for the chips and for proposals. */
  tags: TagRow[];
}

/** Reads the card of a customer, or of who it was joined into, in one transaction; null when there is no such customer (any more). */
export async function customerCard(id: string, database: KebanDatabase = db): Promise<CustomerCard | null> {
  const card = await cardOf(id, database);
  if (card) return card;
  const heir = await heirOf(id, database);
  return heir && heir !== id ? cardOf(heir, database) : null;
}

function cardOf(id: string, database: KebanDatabase): Promise<CustomerCard | null> {
  const { customers, orders, notes, reminders, tags, shops } = database;
  // One transaction for all: seven of them take twice as long, and could show states between which something was written.
  return database.transaction('r', [customers, orders, notes, reminders, tags, shops], () => readCard(id, database));
}

async function readCard(id: string, database: KebanDatabase): Promise<CustomerCard | null> {
  const [customer, orders, notes, open, done, tags, shops] = await Promise.all([
    database.customers.get(id),
    ordersOf(id, database),
    notesOf(id, database),
    remindersOf(id, 'open', database),
    remindersOf(id, 'done', database),
    allTags(database) as Promise<TagRow[]>,
    database.shops.toArray(),
  ]);
  if (!customer) return null;
  const shop = shops.find((row) => row.id === customer.shopId);
  return { customer, shop, orders, notes, open, done: done.toReversed(), tags };
}
