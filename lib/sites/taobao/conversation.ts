import type { MessageSeen, Observation, PeerRef, Reading, ShopRef } from '#lib/domain/observation.ts';
import { cleanText } from '#lib/domain/text.ts';
import { createTally, only, present, REFUSED, type Tally } from '../found.ts';
import { type Json, nested, objectOf, stringOf } from './json.ts';
import { readingOf } from './page.ts';
import { bareNick, lineIn, mainNick, millisIn, peerIn } from './shape.ts';
import { shopOf } from './shell.ts';

/** A conversation code `<buyerUid>.1-<sellerMainUid>.1#11001`: its id without the domain, and who is who. */
export interface Code {
  id: string;
  buyer: string;
  seller: string;
}

/** Returns the parts of a conversation code, or null for another form (group chats, other sites). */
export function codeOf(value: unknown): Code | null {
  const match = /^((\d{5,16})\.1-(\d{5,16})\.1#11001)(?:@cntaobao)?$/.exec(stringOf(value));
  return match ? { id: match[1] ?? '', buyer: match[2] ?? '', seller: match[3] ?? '' } : null;
}

/** One message of any chat protocol, before it is judged. */
export interface RawMessage {
  id: unknown;
  code: Code | null;
  senderUid: unknown;
  senderNick: unknown;
  receiverNick: unknown;
  at: unknown;
  type: MessageSeen['type'];
  text: string;
}

/** What a list of conversations says about one of them. */
export interface RawConversation {
  code: Code;
  names: string[];
  createdAt?: unknown;
  at?: unknown;
  staffUid?: string;
  preview?: string;
}

const CUSTOM: Record<string, MessageSeen['type']> = {
  1: 'card',
  2: 'card',
  3: 'file',
  4: 'item',
  7: 'image',
  8: 'file',
  9: 'file',
  11: 'image',
  1001: 'system',
};

/** Returns the type of a message's content; `custom` is the number that cards and files carry. Without either it is not known. */
export function typeOf(contentType: unknown, custom: unknown): MessageSeen['type'] {
  const kind = stringOf(contentType);
  if (kind === '1') return 'text';
  if (kind === '2') return 'image';
  const card = stringOf(custom);
  return kind === '' || card === '' ? 'empty' : (CUSTOM[card] ?? 'card');
}

/** Tells whether the site or a tool wrote the message: marketing, a template card, an answer of the server. */
function isRobot(ext: Json): boolean {
  const server = stringOf(nested(ext.bizDataExt).server_reply);
  return stringOf(ext.is_marketing) === '1' || server === '1' || ext.dynamic_msg_content !== undefined;
}

/** Tells whether a mark of robots is there but not readable: then it is not known who wrote the message. */
function isDoubtful(ext: Json): boolean {
  const marks = ['is_marketing', 'bizDataExt'].filter((mark) => mark in ext).map((mark) => ext[mark]);
  return marks.some(
    (mark) => mark === null || mark === '' || (stringOf(mark) === '' && Object.keys(objectOf(mark)).length === 0),
  );
}

/** Returns the type of a message of the shop: a robot's, or unknown where the mark of robots cannot be read. */
export function shopType(ext: Json, type: MessageSeen['type']): MessageSeen['type'] {
  if (isRobot(ext)) return 'robot';
  return isDoubtful(ext) ? 'empty' : type;
}

function uidOf(value: unknown): string {
  const uid = stringOf(value).replace(/@cntaobao$/, '');
  return /^\d{5,16}$/.test(uid) ? uid : '';
}

function nickOf(value: unknown): string {
  return bareNick(stringOf(value));
}

interface Side {
  raw: RawMessage;
  code: Code;
  buyer: boolean;
}

function sidesOf(raws: readonly RawMessage[], tally: Tally): Side[] {
  return raws.flatMap((raw): Side[] => {
    const uid = uidOf(raw.senderUid);
    // Staff write by numbers of their own: without a name nobody can tell that it is one of them.
    const isTold = uid === raw.code?.buyer || uid === raw.code?.seller || (uid !== '' && nickOf(raw.senderNick) !== '');
    const known = tally.take('message.side', raw.code && isTold ? raw.code : REFUSED);
    return known ? [{ raw, code: known, buyer: uid === known.buyer }] : [];
  });
}

/** The buyer of each conversation with every nick the messages and lists give; two nicks refuse the nick. */
function peersOf(sides: readonly Side[], listed: readonly RawConversation[], tally: Tally): Map<string, PeerRef> {
  const names = new Map<string, { uid: string; nicks: string[] }>();
  const note = (code: Code, nicks: readonly string[]): void => {
    const entry = names.get(code.id) ?? { uid: code.buyer, nicks: [] };
    entry.nicks.push(...nicks);
    names.set(code.id, entry);
  };
  for (const { code, names: nicks } of listed) note(code, nicks);
  for (const { code, raw, buyer } of sides) note(code, [nickOf(buyer ? raw.senderNick : raw.receiverNick)]);
  return new Map([...names].map(([id, { uid, nicks }]) => [id, tally.take('peer.nick', peerIn(nicks, { uid })) ?? { uid }]));
}

function messageOf({ raw, code, buyer }: Side, peer: PeerRef | undefined, tally: Tally): MessageSeen {
  // What cannot be told what it is says nothing either: `[图片]` may stand for a picture.
  const text = raw.type === 'empty' ? '' : cleanText(raw.text);
  tally.take('message.text', text || null);
  return present({
    kind: 'message' as const,
    id: tally.take('message.id', lineIn([stringOf(raw.id)])),
    conversation: code.id,
    side: raw.type === 'system' ? ('system' as const) : buyer ? ('buyer' as const) : ('seller' as const),
    type: raw.type === 'text' && !text ? ('empty' as const) : raw.type,
    at: tally.take('message.at', millisIn(raw.at)),
    sender: buyer ? peer : undefined,
    staff: buyer ? undefined : nickOf(raw.senderNick) || undefined,
    text: text || undefined,
  });
}

function conversationOf(listed: RawConversation, peer: PeerRef, tally: Tally): Observation {
  return present({
    kind: 'conversation' as const,
    peer,
    conversation: listed.code.id,
    createdAt: listed.createdAt === undefined ? undefined : tally.take('conversation.createdAt', millisIn(listed.createdAt)),
    at: listed.at === undefined ? undefined : tally.take('conversation.at', millisIn(listed.at)),
    staffUid: listed.staffUid || undefined,
    preview: cleanText(listed.preview ?? '') || undefined,
  });
}

/** The shop that the seller's messages and the login name; refused when they name two. */
function shopOfSides(sides: readonly Side[], login: ShopRef | null, tally: Tally): ShopRef | null {
  const nicks = sides.filter((side) => !side.buyer).map((side) => mainNick(nickOf(side.raw.senderNick)));
  const key = tally.take('shop.key', only([...nicks, login?.key ?? ''].filter(Boolean)));
  return key ? (login ?? shopOf('', key)) : null;
}

/**
 * Returns the reading of conversations and messages: one `conversation` for each code (so that messages can be joined
 * to a buyer), then the messages in their order. `login` is who the source itself says is logged in.
 */
export function readChat(
  reader: string,
  raws: readonly RawMessage[],
  listed: readonly RawConversation[] = [],
  login: ShopRef | null = null,
): Reading {
  const tally = createTally();
  const sides = sidesOf(raws, tally);
  const peers = peersOf(sides, listed, tally);
  const shop = shopOfSides(sides, login, tally);
  const rows = [...listed];
  for (const { code } of sides) if (!rows.some((row) => row.code.id === code.id)) rows.push({ code, names: [] });
  const observations = [
    ...rows.map((row) => conversationOf(row, peers.get(row.code.id) ?? { uid: row.code.buyer }, tally)),
    ...sides.map((side) => messageOf(side, peers.get(side.code.id), tally)),
  ];
  return readingOf(reader, 'ready', { observations, tally, shop });
}
