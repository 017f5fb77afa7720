import { withCountries } from '../db/customer-country.ts';
import { customersInSteps } from '../db/customer-list.ts';
import { db } from '../db/database.ts';
import type { Customer } from '../domain/customer.ts';
import { splitShopId } from '../domain/ids.ts';
import { decimalOf } from '../domain/money.ts';
import type { Note } from '../domain/note.ts';
import type { Order } from '../domain/order.ts';
import type { Reminder } from '../domain/reminder.ts';
import { ordersOfMany } from '../db/orders.ts';
import type { ExportFile, ExportRecord } from '../files/export-cells.ts';
import { exportRows } from '../files/export-customers.ts';
import { exportKebanJson, MOST_LINES } from '../files/keban-json.ts';
import { localZone } from '../format.ts';
import { t, tAny } from '../i18n.ts';
import { columnsOf, type ExportChoice, type ExportWhat } from './export-columns.ts';

/** Notes of customers in one request per step: the ids of a step need not lie together, so each is asked for. */
async function notesOfMany(ids: readonly string[]): Promise<Map<string, Note[]>> {
  if ((await db.notes.limit(1).count()) === 0) return new Map();
  const lists = await Promise.all(ids.map((id) => db.notes.where('[customerId+at]').between([id, 0], [id, Infinity]).toArray()));
  return new Map(ids.map((id, i) => [id, lists[i] ?? []]));
}

interface Gathering {
  ids: readonly string[];
  choice: ExportChoice;
  signal: AbortSignal;
  onCustomers: (done: number) => void;
}

/** Yields customers step by step until the export is cancelled, which throws. */
async function* steps({ ids, signal, onCustomers }: Gathering): AsyncGenerator<Customer[]> {
  let done = 0;
  for await (const group of customersInSteps(ids)) {
    signal.throwIfAborted();
    yield group;
    done += group.length;
    onCustomers(done);
  }
}

async function* records(job: Gathering): AsyncGenerator<ExportRecord> {
  const shops = new Map((await db.shops.toArray()).map((shop) => [shop.id, shop.name]));
  for await (const group of steps(job)) {
    const ids = group.map((c) => c.id);
    const people = await withCountries(group);
    const notes = job.choice.notes ? await notesOfMany(ids) : new Map<string, Note[]>();
    const orders = job.choice.what === 'orders' ? await ordersOfMany(ids) : null;
    for (const customer of people) {
      const about = recordOf(customer, shops.get(customer.shopId) ?? customer.shopId, notes.get(customer.id) ?? []);
      if (!orders) yield about;
      else for (const order of orders.get(customer.id) ?? []) yield { ...about, ...orderRecord(order) };
    }
  }
}

function recordOf(customer: Customer, shop: string, notes: readonly Note[]): ExportRecord {
  const { id, name, masked, country, tags, aliases, standing, stats } = customer;
  const [first, ...others] = stats.paid;
  return {
    id,
    shop,
    name,
    masked: masked ? t('export.yes') : '',
    country,
    tags,
    aliases,
    standing: tAny(`panel.standing.${standing}`),
    orders: stats.count,
    paidOrders: stats.paidCount,
    paid: first,
    first: stats.firstAt,
    last: stats.lastAt,
    paidOther: others.map((money) => `${money.currency} ${decimalOf(money)}`),
    notes: notes.map((note) => note.text).join('\n'),
  };
}

function orderRecord(order: Order): ExportRecord {
  const { no, state, stateText, createdAt, paidAt, paid, items, recipient, carrier, tracking, memo, buyerNote } = order;
  const quantities = items.map((item) => item.quantity).filter((n) => n !== undefined);
  return {
    no,
    state: stateText ?? tAny(`panel.order.${state}`),
    orderedAt: createdAt,
    paidAt,
    amount: paid,
    carrier,
    tracking,
    memo,
    buyerNote,
    items: items.map((item) => [item.title ?? item.code, item.sku].filter(Boolean).join(' ')).filter(Boolean),
    quantity: quantities.length > 0 ? quantities.reduce((sum, n) => sum + n, 0) : undefined,
    recipient: recipient?.name,
    phone: recipient?.phone,
    address: recipient?.address,
    city: recipient?.city,
    region: recipient?.region,
    zip: recipient?.zip,
    toCountry: recipient?.country,
    email: recipient?.email,
  };
}

/** The exchange file: everything that can be brought back, whatever columns are shown. */
function exchangeFile(job: Gathering): ExportFile {
  const tags = async function* (): AsyncGenerator<ExportRecord> {
    for (const { id, color } of await db.tags.toArray()) yield { name: id, color };
  };
  const people = async function* (): AsyncGenerator<ExportRecord> {
    for await (const group of steps(job)) {
      const orders = await ordersOfMany(group.map((c) => c.id));
      for (const customer of group) yield exchangeRecord(customer, orders.get(customer.id) ?? []);
    }
  };
  const withOwner = async function* (table: 'notes' | 'reminders'): AsyncGenerator<ExportRecord> {
    const wanted = new Set(job.ids);
    const rows: (Note | Reminder)[] = await db.table(table).toArray();
    for (const row of rows) if (wanted.has(row.customerId)) yield { ...row };
  };
  return exportKebanJson(
    { tags: tags(), customers: people(), notes: withOwner('notes'), reminders: withOwner('reminders') },
    Date.now(),
  );
}

function exchangeRecord(customer: Customer, orders: readonly Order[]): ExportRecord {
  const { id, site, name, masked, nick, uid, aliases, country, language, tags, stats, createdAt, updatedAt } = customer;
  const enc = customer.keys
    .find((key) => key.startsWith('enc|'))
    ?.split('|')
    .at(-1);
  const { count, paid, firstAt, lastAt } = stats;
  // A record needs a name; one of which nothing is known is a mask, which never takes the place of anything.
  return {
    id,
    site,
    shopKey: splitShopId(customer.shopId).key,
    name: name || '*',
    masked: masked || !name,
    nick,
    uid,
    enc,
    aliases,
    country,
    language,
    birthday: customer.birthday,
    tags,
    orders: { count, paid, firstAt, lastAt },
    ...(orders.length > 0 && { orderNos: orders.slice(0, MOST_LINES).map(({ no }) => no) }),
    createdAt,
    updatedAt,
  };
}

/** Prepares a file of customers; nothing is read before its chunks are. Throws an `AbortError` while read when cancelled. */
export function customerFile(job: Gathering): Promise<ExportFile> {
  if (job.choice.format === 'json' && job.choice.what === 'customers') return Promise.resolve(exchangeFile(job));
  const options = {
    zone: localZone(),
    exportedAt: Date.now(),
    keepDigits: true,
    sheetName: t(job.choice.what === 'orders' ? 'export.orders' : 'export.customers'),
  };
  return exportRows(job.choice.format, records(job), columnsOf(job.choice), options);
}

/** Returns the name of a file: what, which shop, which day; without characters that file systems refuse. */
export function exportFileName(what: ExportWhat, shopName: string, extension: string, at: number = Date.now()): string {
  const day = new Intl.DateTimeFormat('sv-SE').format(at);
  const name = t('export.fileName', { what: t(what === 'orders' ? 'export.orders' : 'export.customers'), shop: shopName, day });
  // eslint-disable-next-line no-control-regex
  return `${name.replace(/[\u0000-\u001f<>:"/\\|?*]+/g, '_').slice(0, 120)}.${extension}`;
}

/** Hands a file to the browser's downloads. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser takes the file over in the background; a minute is plenty.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
