import type { FieldHealth, PeerSeen, Reading } from '../domain/observation.ts';
import { REFUSED } from '../sites/found.ts';
import type { ChatReader, PageReader, PageSource } from '../sites/site.ts';
import { type TaughtChat, taughtChat, taughtEditor, taughtPeer } from './apply-chat.ts';
import { addedMessages, fillWords, SeenRows, withAdded } from './apply-messages.ts';
import { blank, foundAll, isOwnBySign, mayRead, noted, tell, type Wrapping } from './wrapping.ts';

/** Returns the reader of a chat, completed by the rules that were taught for chats. */
export function chatReader(reader: PageReader | undefined, wrapping: Wrapping): PageReader {
  if (reader && reader.kind !== 'chat') return reader;
  const base = reader as ChatReader | undefined;
  const { rules } = wrapping;
  const chat: ChatReader = {
    id: base?.id ?? `${rules.site}/taught`,
    site: rules.site,
    kind: 'chat',
    recognises: () => true,
    read: (source) => readChat(base, source, wrapping),
    editor: (document) => base?.editor(document) ?? taughtEditor(document, rules),
    fingerprint: (source) => base?.fingerprint(source) ?? taughtMarks(base, source, wrapping),
    thread: (source) =>
      typeof base?.fingerprint(source) === 'string' ? (base.thread?.(source) ?? null) : taughtMarks(base, source, wrapping),
    root: (document) => base?.root(document) ?? document.body,
  };
  return chat;
}

/** Returns the reader of a page of chat records, completed by the rules that were taught for such pages. */
export function sayingsReader(base: PageReader | undefined, wrapping: Wrapping): PageReader | undefined {
  // Around the frame with the records is a page of the same kind, which has none itself.
  if (!base || base.kind !== 'records') return base;
  return { ...base, recognises: () => true, read: (source) => readChat(base, source, wrapping) };
}

/** Tells whether the built-in reader saw signals about the buyer that it did not believe: then nobody else names one. */
function hasDoubt(health: Record<string, FieldHealth>): boolean {
  return ['peer.name', 'peer.nick', 'message.sender'].some((field) => health[field] === 'refused');
}

const peerIn = ({ observations }: Reading): PeerSeen | undefined => observations.find((o): o is PeerSeen => o.kind === 'peer');

function readChat(base: PageReader | undefined, source: PageSource, wrapping: Wrapping): Reading {
  const { rules, print, page } = wrapping;
  const rows = new SeenRows(source.rows);
  const reading = blank(base, { ...source, rows }, wrapping);
  if (!mayRead(reading.state)) return reading;
  const taught = taughtChat(source.document, rules, page, print);
  const seen = peerIn(reading);
  tell(wrapping, taught.decisions, seen?.peer.name, `${seen?.peer.name ?? String(taught.name)}|${source.url.href}`);
  const hasEditor = base?.kind === 'chat' && (base as ChatReader).editor(source.document) !== null;
  const editor = page === 'chat' && !hasEditor && taughtEditor(source.document, rules) ? ['chat.editor'] : [];
  const chat: Chat = { base, source, rows, wrapping, taught, editor };
  if (seen) return completedChat(reading, seen, chat, []);
  // Two places that a person pointed at, head and open row, agree: that settles what the reader could not.
  if (hasDoubt(reading.health) && !taught.confirmed) return noted(reading, {}, editor, reading.observations);
  if (taught.name === REFUSED) return noted(reading, { 'peer.name': 'refused' }, editor, reading.observations);
  return taught.name === null ? noted(reading, {}, editor, reading.observations) : namedChat(reading, taught.name, chat);
}

/** What a chat is completed from. */
interface Chat {
  base: PageReader | undefined;
  source: PageSource;
  rows: SeenRows;
  wrapping: Wrapping;
  taught: TaughtChat;
  /** The editor, where the rules found it. */
  editor: readonly string[];
}

/** A chat whose buyer the reader knows: more orders beside it, and messages where it read none. */
function completedChat(reading: Reading, seen: PeerSeen, chat: Chat, names: readonly string[]): Reading {
  const { source, rows, wrapping, taught, editor } = chat;
  const filled = fillWords(rows, source.document, wrapping);
  const messages = addedMessages(reading, chat, seen, rows);
  const said = messages.length > 0 ? ['message.text', 'message.sender'] : filled ? ['message.text'] : [];
  const settled = reading.health['peer.orderNos'] !== 'refused' || isOwnBySign(wrapping, 'peer.orderNos');
  const more = settled && Array.isArray(taught.orderNos) ? taught.orderNos : [];
  // More of the same list, never another one.
  const mayAdd = more.length > seen.orderNos.length && seen.orderNos.every((no) => more.includes(no));
  const told = [...names, ...(mayAdd ? ['peer.orderNos'] : []), ...said];
  const others = mayAdd ? reading.observations.map((o) => (o === seen ? { ...seen, orderNos: more } : o)) : reading.observations;
  return noted(reading, foundAll(told), [...told, ...editor], withAdded(others, messages));
}

/** A chat whose buyer only the rules name. */
function namedChat(reading: Reading, name: string, chat: Chat): Reading {
  const { base, source, rows, wrapping, taught, editor } = chat;
  const { rules } = wrapping;
  const confirmed = taught.confirmed || rowsName(reading, name);
  // With the name settled the reader reads all else: what it reads of a chat it does not read of nobody's.
  const again = confirmed && base ? base.read({ ...source, rows, buyer: name }) : null;
  const seen = again && peerIn(again);
  if (seen?.peer.name === name) return completedChat(again!, seen, chat, ['peer.name', ...(seen.peer.nick ? ['peer.nick'] : [])]);
  const peer = taughtPeer(rules.site, name, confirmed);
  const orderNos = Array.isArray(taught.orderNos) ? taught.orderNos : [];
  const names = ['peer.name', ...(orderNos.length > 0 ? ['peer.orderNos'] : [])];
  const first: PeerSeen = { kind: 'peer', peer, orderNos };
  const messages = addedMessages(reading, chat, first, rows);
  const told = noted(
    reading,
    foundAll([...names, ...(peer.nick ? ['peer.nick'] : [])]),
    [...names, ...(messages.length > 0 ? ['message.text'] : []), ...editor],
    [first, ...withAdded(reading.observations, messages)],
  );
  return rules.site === 'custom' ? { ...told, shop: { site: 'custom', key: rules.host } } : told;
}

/** The list of conversations that the built-in reader knows shows the same name. */
function rowsName(reading: Reading, name: string): boolean {
  return reading.observations.some((o) => o.kind === 'conversation' && o.peer.nick === name);
}

/** The marks of a chat that only taught rules name: the name, which of several rows of that name, and the address. */
function taughtMarks(base: ChatReader | undefined, source: PageSource, wrapping: Wrapping): string | null {
  const { rules, print, page } = wrapping;
  const taught = taughtChat(source.document, rules, page, print);
  if (typeof taught.name !== 'string') return null;
  const reading = base?.read(source);
  if (reading && (!mayRead(reading.state) || (hasDoubt(reading.health) && !taught.confirmed))) return null;
  return JSON.stringify(['taught', rules.host, taught.name, taught.ordinal, digest(source.url.href)]);
}

/** A short sign for an address: it may hold what must not be kept. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (const sign of text) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(36);
}
