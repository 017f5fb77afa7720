import { canBe, keysOf } from '../domain/identity.ts';
import type { MessageItem, Thread } from '../domain/message-stored.ts';
import type { PeerSeen } from '../domain/observation.ts';
import type { ToldChat } from '../domain/told-chat.ts';
import { namesakes } from './customers-by-name.ts';
import { customersByKeys } from './customers.ts';
import { db, type KebanDatabase } from './database.ts';
import type { PeopleSource } from './known-people.ts';
import { keepMessages, storeMessages, type ThreadOf, threadsOf } from './messages.ts';

const DAY = 86_400_000;

/** Where conversations were told. */
export interface ToldSource extends PeopleSource {
  /** The shop's own key: of Taobao the main account, with which its staff's names begin. */
  shopKey: string;
}

/**
 * Keeps what an answer or a record tells of a conversation, each message once. Only of a buyer who is known by a sure id;
 * what another account than the shop's wrote, has no time, or is older than messages are kept is left out. Returns the
 * customer of whom something was told, null where nothing was.
 */
export async function storeTold(source: ToldSource, chat: ToldChat, database: KebanDatabase = db): Promise<string | null> {
  const from = source.at - (await keepMessages(database)).days * DAY;
  const of = await threadOf(source, chat, database);
  const items = chat.items.filter((item) => timeOf(item) >= from && isOurs(item, source));
  const stored = of && items.length > 0 && (await storeMessages(of, inOrder(items), source.at, database));
  return stored ? of.customerId : null;
}

const timeOf = ({ message }: MessageItem): number => message?.at ?? 0;

/** Oldest first; those of one moment as the answer has them, which often begins with the newest. */
function inOrder(items: readonly MessageItem[]): MessageItem[] {
  const [first, last] = [items[0], items.at(-1)];
  const listed = first && last && timeOf(first) > timeOf(last) ? items.toReversed() : items;
  return listed.toSorted((a, b) => timeOf(a) - timeOf(b));
}

/** Where the writer's account is told, it must be one of the shop's. */
function isOurs({ message }: MessageItem, { shopKey }: ToldSource): boolean {
  return message?.side !== 'seller' || message.staff === undefined || message.staff.split(/[:：]/)[0] === shopKey;
}

/** Returns whose conversation it is, called as the chat page calls it, or null for nobody who is known. */
async function threadOf(
  { site, shopId }: ToldSource,
  { peer, conversation }: ToldChat,
  database: KebanDatabase,
): Promise<ThreadOf | null> {
  const keys = keysOf(shopId, peer);
  const [customer, ...others] = await customersByKeys(keys, database);
  if (!customer || others.length > 0 || !canBe(customer, peer, keys)) return null;
  const nick = peer.nick ?? customer.nick;
  const shown = peer.masked ? undefined : peer.name;
  const marks = site === 'taobao' ? [nick, peer.uid, conversation] : [conversation, peer.uid, shown];
  const [mark, ...also] = marks.filter((each) => each !== undefined);
  return mark === undefined ? null : { customerId: customer.id, shopId, mark, also };
}

/**
 * Returns what a chat page shows of its buyer with the number that answers told: of the one buyer of this name whose
 * conversation has the id that the page shows. Name and conversation must agree, because pages draw them one after the other.
 */
export async function withTold(shopId: string, seen: PeerSeen, database: KebanDatabase = db): Promise<PeerSeen> {
  const { peer, conversation } = seen;
  if (conversation === undefined || keysOf(shopId, peer).length > 0) return seen;
  const uids: string[] = [];
  for (const { id, uid } of await namesakes(shopId, peer.name ?? '', database)) {
    const isTold = (thread: Thread): boolean =>
      thread.shopId === shopId && thread.mark === conversation && thread.also?.includes(uid ?? '') === true;
    if (uid !== undefined && (await threadsOf(id, database)).some(isTold)) uids.push(uid);
  }
  const [uid, ...others] = uids;
  return uid === undefined || others.length > 0 ? seen : { ...seen, peer: { ...peer, uid } };
}
