import type { ShopRow } from '../db/database.ts';
import { shopIdOf, splitShopId } from '../domain/ids.ts';
import type { OrderSeen, SiteId } from '../domain/observation.ts';
import { readKebanJson, type KebanFile } from '../files/keban-json.ts';
import {
  readOrderFile,
  type OrderBatch,
  type OrderFileDescription,
  type ReadOrderFileOptions,
  type UnmappedOrderFile,
} from '../files/order-file.ts';
import type { Problem } from '../files/problem.ts';
import type { OrderMapping } from '../files/recognise.ts';

/** Rows of a file that are shown before it is imported. */
const PREVIEW = 5;

/** A chosen file once it was looked into. */
export type OpenedFile =
  | {
      kind: 'orders';
      description: OrderFileDescription;
      preview: OrderSeen[];
      shopNames: string[];
      bad: number;
      /** An amount of which the file does not say the currency; absent when it says it of all. */
      unpriced?: string;
      /** Reads the file; `currency` is that of amounts without one. */
      batches: (currency?: string) => AsyncIterable<OrderBatch>;
    }
  | { kind: 'unmapped'; file: UnmappedOrderFile }
  | { kind: 'keban'; content: KebanFile }
  | { kind: 'refused'; problem: Problem };

/** A file of orders. */
export type OpenedOrders = OpenedFile & { kind: 'orders' };

/** Looks into a chosen file: what it is, its first rows, which shop it names. `mapping` in `how` names columns by hand. */
export async function openImport(file: File, how: ReadOrderFileOptions = {}): Promise<OpenedFile> {
  const head = new TextDecoder()
    .decode(await file.slice(0, 64).arrayBuffer())
    .replace(/^\ufeff/, '')
    .trimStart();
  if (head.startsWith('{')) {
    const content = await readKebanJson(file);
    return content.status === 'ready' ? { kind: 'keban', content } : { kind: 'refused', problem: content.problem };
  }
  const read = await readOrderFile(file, file.name, how);
  if (read.status === 'refused') return { kind: 'refused', problem: read.problem };
  if (read.status === 'needsMapping') return { kind: 'unmapped', file: read };
  return {
    kind: 'orders',
    description: read.description,
    batches: (currency) => read.batches(currency),
    ...(await firstRows(read.batches())),
  };
}

type FirstRows = Pick<OpenedOrders, 'preview' | 'shopNames' | 'bad' | 'unpriced'>;

async function firstRows(batches: AsyncGenerator<OrderBatch>): Promise<FirstRows> {
  const preview: OrderSeen[] = [];
  const shopNames = new Set<string>();
  let bad = 0;
  let unpriced: string | undefined;
  for await (const { rows } of batches) {
    for (const row of rows) {
      if (row.order && preview.length < PREVIEW) preview.push(row.order);
      if (row.shopName) shopNames.add(row.shopName);
      if (row.error) bad += 1;
      unpriced ??= row.warnings?.find(({ reason }) => reason.code === 'noCurrency')?.value;
    }
    // The first piece of a file is enough to judge by.
    if (preview.length >= PREVIEW) break;
  }
  return { preview, shopNames: [...shopNames], bad, ...(unpriced !== undefined && { unpriced }) };
}

/** Returns the key of a shop that a person names: the main account's nick (also from `主号:子号`), or AliExpress's channel id. */
export function newShopKey(site: SiteId, text: string): string {
  return (site === 'taobao' ? text.replace(/[:：].*$/s, '') : text).trim();
}

/** Returns the id of a shop that a person names, see `newShopKey`. */
export function newShopId(site: SiteId, text: string): string {
  return shopIdOf(site, newShopKey(site, text));
}

/** Returns what the shop of an id is called: its name when it is known, else its key. */
export function shopLabel(shopId: string, shops: readonly ShopRow[]): string {
  return shops.find((shop) => shop.id === shopId)?.name ?? splitShopId(shopId).key;
}

const MAPPING_KEY = 'dash.mapping.';

/** Returns the mapping that was made by hand for files with these columns, or undefined. */
export function storedMapping(fingerprint: string): OrderMapping | undefined {
  const stored = localStorage.getItem(MAPPING_KEY + fingerprint);
  return stored ? (JSON.parse(stored) as OrderMapping) : undefined;
}

/** Keeps a mapping for the next file with these columns. */
export function keepMapping(fingerprint: string, mapping: OrderMapping): void {
  localStorage.setItem(MAPPING_KEY + fingerprint, JSON.stringify(mapping));
}

const CURRENCY_KEY = 'dash.currency.';

/** Returns the currency that a person said a shop's files are in, or ''. */
export function shopCurrency(shopId: string): string {
  return localStorage.getItem(CURRENCY_KEY + shopId) ?? '';
}

/** Keeps the currency of a shop's files for the next one. */
export function keepShopCurrency(shopId: string, currency: string): void {
  localStorage.setItem(CURRENCY_KEY + shopId, currency);
}
