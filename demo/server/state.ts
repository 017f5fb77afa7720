import { demoShops } from '../data.ts';
import type { Site } from '../data.ts';
import type { Buyer, Chat, Message, Shop } from '../data/types.ts';

export interface Sent {
  at: number;
  site: Site;
  buyer: string;
  text: string;
}
/** What a person (or, wrongly, a program) did in the pages besides sending. */
interface Act {
  at: number;
  site: Site;
  action: 'open' | 'reveal';
  subject: string;
}
export type DemoEvent =
  | { type: 'message'; site: Site; buyer: string; message: Message }
  | { type: 'change'; site: Site; buyer: string; message: Message }
  | { type: 'switch'; site: Site; buyer: string }
  | { type: 'offline' | 'punish' | 'calm'; site: Site }
  | { type: 'reset' };

export interface State {
  shops: Record<Site, Shop>;
  log: Sent[];
  acts: Act[];
  clock: () => number;
  listeners: Set<(event: DemoEvent) => void>;
  base: number;
  started: number;
}

/** A fresh practice shop whose clock starts at `now` (epoch ms) and runs on. */
export function createState(now: number): State {
  const started = Date.now();
  return {
    shops: demoShops(now),
    log: [],
    acts: [],
    listeners: new Set(),
    base: now,
    started,
    clock: () => now + (Date.now() - started),
  };
}

/** Tells every open page about a change. */
export function publish(state: State, event: DemoEvent): void {
  for (const listener of state.listeners) listener(event);
}

/** Finds a buyer by id, conversation id or shown name; throws if there is none. */
export function findBuyer(shop: Shop, who: string): Buyer {
  const buyer =
    shop.buyers.find((entry) => entry.id === who || entry.session === who) ?? shop.buyers.find((entry) => entry.name === who);
  if (!buyer) throw new Error(`no such buyer: ${who}`);
  return buyer;
}

/** The conversation of a buyer. */
export function chatOf(shop: Shop, buyer: Buyer): Chat {
  const chat = shop.chats.find((entry) => entry.buyer === buyer.id);
  if (!chat) throw new Error(`no chat with ${buyer.name}`);
  return chat;
}

function append(state: State, site: Site, buyer: Buyer, part: Pick<Message, 'from' | 'nick' | 'text'>): Message {
  const chat = chatOf(state.shops[site], buyer);
  const message: Message = {
    ...part,
    kind: 'text',
    at: state.clock(),
    id: `${buyer.id}-${String(chat.messages.length + 1).padStart(4, '0')}`,
    ...(part.from === 'shop' ? { read: false } : {}),
  };
  chat.messages.push(message);
  publish(state, { type: 'message', site, buyer: buyer.id, message });
  return message;
}

/** A new message of the buyer arrives. */
export function receive(state: State, site: Site, who: string, text: string): Message {
  const buyer = findBuyer(state.shops[site], who);
  chatOf(state.shops[site], buyer).unread += 1;
  return append(state, site, buyer, { from: 'buyer', nick: buyer.name, text });
}

/** Somebody pressed send in the page; this is the only place that writes the log. */
export function send(state: State, site: Site, who: string, text: string): Message {
  const shop = state.shops[site];
  const buyer = findBuyer(shop, who);
  state.log.push({ at: state.clock(), site, buyer: buyer.name, text });
  return append(state, site, buyer, { from: 'shop', nick: shop.staff, text });
}

const TALK: Record<Site, string[]> = {
  taobao: ['在吗', '在吗', '在的亲', '什么时候发货', '今天发出', '好的', '好的', '谢谢', '不客气亲', '嗯'],
  aliexpress: ['Hello', 'Hello', 'Hi dear', 'Where is it?', 'On the way', 'Ok', 'Ok', 'Thanks', 'You are welcome', '?'],
};

/** Puts so many older messages before a conversation: short words that repeat, and every seventh one of its own. */
export function addHistory(state: State, site: Site, who: string, count: number): void {
  const shop = state.shops[site];
  const buyer = findBuyer(shop, who);
  const chat = chatOf(shop, buyer);
  const first = chat.messages[0]?.at ?? state.clock();
  const old = Array.from({ length: count }, (_, i): Message => {
    const from = i % 5 === 2 || i % 5 === 4 ? 'shop' : 'buyer';
    const text = i % 7 === 0 ? `${TALK[site][i % 10]} #${i}` : (TALK[site][i % 10] ?? '');
    const at = first - (count - i) * 47_000;
    return { id: `${buyer.id}-old-${i}`, from, nick: from === 'shop' ? shop.staff : buyer.name, at, kind: 'text', text };
  });
  chat.messages.unshift(...old);
}

/** The newest message of the buyer is withdrawn, in place. */
export function withdraw(state: State, site: Site, who: string): void {
  const buyer = findBuyer(state.shops[site], who);
  const last = chatOf(state.shops[site], buyer).messages.findLast(
    (message) => message.from === 'buyer' && message.kind !== 'system',
  );
  if (!last) return;
  last.kind = 'withdrawn';
  last.text = '';
  publish(state, { type: 'change', site, buyer: buyer.id, message: last });
}

/** Puts both shops back to how they stood at the start and empties the logs. */
export function reset(state: State): void {
  state.shops = demoShops(state.base);
  state.log.length = 0;
  state.acts.length = 0;
  publish(state, { type: 'reset' });
}
