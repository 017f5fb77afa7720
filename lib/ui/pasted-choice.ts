import { whoIsPasted, type Pasted, type PastedWho } from '../db/pasted.ts';
import { ownersOf } from '../db/orders.ts';
import { db, type ShopRow } from '../db/database.ts';
import { customerById } from '../db/customers.ts';
import { shopIdOf, splitShopId } from '../domain/ids.ts';
import type { MessageSeen, OrderSeen, PeerSeen } from '../domain/observation.ts';
import { mainNick } from '../sites/taobao/shape.ts';
import { readClipboard, type ClipboardReading } from '../sites/taobao/clipboard.ts';
import { useMemo } from 'preact/hooks';
import { useLive, type Live } from './use-live.ts';

/** What a person has said about a copied chat where it does not tell by itself. */
export interface PasteChoice {
  buyer?: string;
  shopId?: string;
  customerId?: string;
}

/** A copied chat as it would be taken in. */
export interface PasteView {
  reading: ClipboardReading;
  /** Shops to choose from: the known ones, and the one that the text names. */
  shops: { id: string; name: string; known: boolean }[];
  shopId: string | null;
  /** Null while no shop is chosen or there is nothing to take in. */
  pasted: Pasted | null;
  who: PastedWho | null;
}

/** Reads a copied chat with what a person has said and what the database knows, and follows the latter. */
export function usePasteView(text: string, choice: PasteChoice): Live<PasteView> {
  const key = [choice.buyer, choice.shopId, choice.customerId].join('\n');
  const reading = useMemo(() => new Map<string, ClipboardReading>(), [text]);
  return useLive(() => viewOf(text, choice, reading), [text, key]);
}

async function viewOf(text: string, choice: PasteChoice, read: Map<string, ClipboardReading>): Promise<PasteView> {
  const rows = (await db.shops.toArray()).filter((row) => row.site === 'taobao');
  const chosen = choice.shopId ? [splitShopId(choice.shopId).key] : [];
  const sellers = [...new Set([...rows.map((row) => row.key), ...chosen])];
  const hints = { sellers, ...(choice.buyer ? { buyer: choice.buyer } : {}) };
  const key = JSON.stringify(hints);
  // The database is asked again whenever it changes, the text never does.
  const reading = read.get(key) ?? readClipboard(text, hints);
  read.set(key, reading);
  const orders = reading.observations.filter((o): o is OrderSeen => o.kind === 'order');
  const shops = shopsFor(rows, reading);
  const shopId = choice.shopId ?? (await shopOf(shops, reading, orders));
  const peer = reading.observations.find((o): o is PeerSeen => o.kind === 'peer') ?? null;
  const messages = reading.observations.filter((o): o is MessageSeen => o.kind === 'message');
  const customer = choice.customerId ? { chosenId: choice.customerId } : {};
  const pasted = shopId && (peer || orders.length > 0) ? { shopId, peer, orders, messages, ...customer } : null;
  return { reading, shops, shopId, pasted, who: pasted ? await whoIsPasted(pasted) : null };
}

function shopsFor(rows: readonly ShopRow[], reading: ClipboardReading): PasteView['shops'] {
  const known = rows.map((row) => ({ id: row.id, name: row.name, known: true }));
  if (!reading.shop) return known;
  const id = shopIdOf('taobao', reading.shop.key);
  return known.some((shop) => shop.id === id) ? known : [...known, { id, name: reading.shop.key, known: false }];
}

/**
 * The shop that the chat names, else the one whose known orders the panel lists, else the only one there is. A shop that is
 * not known, and of whose messages some are not believed, a person has to choose.
 */
async function shopOf(
  shops: PasteView['shops'],
  reading: ClipboardReading,
  orders: readonly OrderSeen[],
): Promise<string | null> {
  if (reading.shop) {
    const { key } = reading.shop;
    const id = shopIdOf('taobao', key);
    const isDoubted = reading.messages.some(({ seen, nick }) => seen === null && mainNick(nick) === key);
    return isDoubted && shops.some((shop) => shop.known) && shops.some((shop) => shop.id === id && !shop.known) ? null : id;
  }
  const owners = await ownersOf(orders.map((order) => order.no));
  const people = await Promise.all([...new Set([...owners.values()].map((o) => o.customerId))].map((id) => customerById(id)));
  const ids = [...new Set(people.flatMap((customer) => customer?.shopId ?? []))];
  if (ids.length > 0) return ids.length === 1 ? (ids[0] ?? null) : null;
  return shops.length === 1 ? (shops[0]?.id ?? null) : null;
}
