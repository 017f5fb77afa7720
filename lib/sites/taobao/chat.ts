import type { MessageSeen, Observation, PeerRef, ShopRef } from '#lib/domain/observation.ts';
import { cleanLine, isCut, LIMITS } from '#lib/domain/text.ts';
import { all, first } from '#lib/dom/first.ts';
import { leavesOf, lineOf, shownText, textsOf } from '#lib/dom/text-of.ts';
import { createTally, type Found, only, present, REFUSED, type Tally } from '../found.ts';
import { readRow } from '../row-memo.ts';
import type { ChatReader, PageSource } from '../site.ts';
import { kindOf, readingOf, stateOf } from './page.ts';
import { CHAT } from './selectors.ts';
import { mainNick, numberIn, peerIn, timeIn } from './shape.ts';
import { shopOf } from './shell.ts';

const WITHDRAWN = /撤回了?一条消息/;

/** The open conversation's row: by its class, otherwise the only one that carries a class no other row has. */
function activeRows(rows: readonly Element[]): Element[] {
  const marked = rows.filter((row) => row.classList.contains('active'));
  if (marked.length > 0 || rows.length < 3) return marked;
  const counts = new Map<string, number>();
  for (const row of rows) for (const token of row.classList) counts.set(token, (counts.get(token) ?? 0) + 1);
  const odd = rows.filter((row) => [...row.classList].some((token) => counts.get(token) === 1));
  return odd.length === 1 ? odd : [];
}

/** Name in the header: the one that the active row of the list (cut or not) names as well, refused when there is none. */
function openName(document: Document): Found<string> {
  const active = activeRows(all(document, CHAT.row)).map(rowName);
  const header = all(document, CHAT.header).map((name) => lineOf(name, LIMITS.nick));
  const names = [...new Set((header.length > 0 ? header : namesLike(document, active)).filter(Boolean))];
  if (names.length === 0) return null;
  const fits = (name: string): boolean =>
    active.every((shown) => (isCut(shown) ? name.startsWith(shown.replace(/(?:…|\.\.\.)$/, '')) : name === shown));
  const fitting = names.filter(fits);
  return fitting.length === 1 && (names.length === 1 || active.length > 0) ? (fitting[0] ?? null) : REFUSED;
}

/** Without its class the header is known by saying what the active row says, above list and messages. */
function namesLike(document: Document, active: readonly string[]): string[] {
  const [name, ...more] = active;
  if (!name || more.length > 0) return [];
  const within = all(document, CHAT.container).flatMap((container) => [...container.querySelectorAll('div, span')]);
  const alike = within.filter((element) => element.childElementCount === 0 && lineOf(element, LIMITS.nick) === name);
  return alike.some((element) => !element.closest(CHAT.box)) ? [name] : [];
}

function rowName(row: Element): string {
  return lineOf(first(row, CHAT.rowName), LIMITS.nick);
}

function ordersBeside(document: Document): Found<string[]> {
  const tab = first(document, CHAT.tab);
  const numbers: string[] = [];
  for (const element of tab?.querySelectorAll(CHAT.orderNo) ?? []) {
    const found = numberIn([lineOf(element)]);
    if (found === REFUSED) return REFUSED;
    if (found && !numbers.includes(found)) numbers.push(found);
  }
  return numbers.length > 0 ? numbers : null;
}

/** The shop's name is the first line beside the chat; what looks like a tip, a price or a card is none. */
function shopName(tab: Element | null): string {
  const lines = [...(tab?.children ?? [])].filter((child) => !child.matches(CHAT.orderNo) && lineOf(child));
  const [title, ...others] = lines.map((line) => (line.querySelector('a, img') ? [] : leavesOf(line)));
  const [name = '', ...rest] = title ?? [];
  const clear = rest.length === 0 && others.every((leaves) => leaves.length !== 1);
  return clear && !/^\d*$|加载中|[…*:：￥¥$，。！]|\d{6}/.test(name) ? name : '';
}

/**
 * Returns the shop that the chat page names: beside the conversation, or by who wrote the own lines. An account without
 * staff may as well be a private one that buys: it is a shop's only if that shop is known from elsewhere.
 */
export function shopBeside(document: Document): ShopRef | null {
  const name = shopName(first(document, CHAT.tab));
  const own = all(document, CHAT.line)
    .filter((line) => line.querySelector('.message-item.self'))
    .map((line) => lineOf(first(line, CHAT.nick), LIMITS.nick))
    .filter(Boolean);
  const staff = only(own);
  if (typeof staff === 'string') {
    const shop = shopOf(name, staff);
    return shop && !shop.staff ? { ...shop, keyIsName: true } : shop;
  }
  const main = staff === REFUSED ? only(own.map(mainNick)) : null;
  return main === REFUSED ? null : shopOf(name, main ?? '');
}

type Body = Pick<MessageSeen, 'type' | 'text'>;

/**
 * What a bubble holds. The list empties bubbles outside the view, so an empty one says nothing about the message; neither
 * does one whose parts are not known.
 */
function bodyOf(content: Element): Body {
  const template = first(content, CHAT.template);
  if (template) return { type: 'card', text: cardText(template, CHAT.templateText, CHAT.button) };
  const words = first(content, CHAT.text);
  if (words) {
    const text = shownText(words);
    if (text) return { type: 'text', text };
    return { type: words.querySelector('img') ? 'image' : 'empty' };
  }
  const file = first(content, CHAT.file);
  if (file) return { type: 'file', text: cleanLine(file.getAttribute('title') ?? '') || lineOf(file) };
  const item = first(content, CHAT.item);
  if (item) return { type: 'item', text: cardText(item, CHAT.itemPart) };
  const text = shownText(content);
  if (!text) return { type: [...content.querySelectorAll('img')].some(isPicture) ? 'image' : 'empty' };
  if (WITHDRAWN.test(text) && textsOf(content).length === 1) return { type: 'withdrawn', text };
  return { type: content.querySelector('*') ? 'empty' : 'system', ...(content.querySelector('*') ? {} : { text }) };
}

/** Text of a card, only where every word of it stands in a known part: what a site puts between was not sent. */
function cardText(card: Element, part: string, skip?: string): string {
  const parts = [...card.querySelectorAll(part)].filter((each) => !each.querySelector(part));
  const known = parts
    .map((each) => shownText(each))
    .filter(Boolean)
    .join('\n');
  return known === shownText(card, skip) ? known : '';
}

/** Expressions are small pictures; one whose width is not known yet counts as a picture. */
function isPicture(image: HTMLImageElement): boolean {
  const width = Number(image.getAttribute('width')) || image.width;
  return !width || width > 60;
}

interface Ends {
  peer: PeerRef;
  shop: ShopRef | null;
}

/** One line of the list; null for one that shows nothing or is not understood, REFUSED when it is another conversation's. */
function messageOf(line: Element, { peer, shop }: Ends, tally: Tally): Found<MessageSeen> {
  const nick = lineOf(first(line, CHAT.nick), LIMITS.nick);
  const content = first(line, CHAT.content);
  if (!nick) return systemLine(line, tally);
  const main = mainNick(nick);
  const self = line.querySelector('.message-item.self') !== null;
  const ours = self || (shop !== null && (main === shop.key || main === shop.name));
  if (!ours && nick !== peer.name) return REFUSED;
  if (!content) return notUnderstood(tally);
  const marks = shownText(line.querySelector('.item') ?? line, '.content, .first-line').split('\n');
  const read = marks.includes('已读') ? true : marks.includes('未读') ? false : undefined;
  const at = tally.take('message.at', timeIn([lineOf(first(line, CHAT.time))]));
  const { type, text } = bodyOf(content);
  tally.take('message.text', text || null);
  return present({
    kind: 'message' as const,
    side: ours ? ('seller' as const) : ('buyer' as const),
    type,
    at,
    sender: ours ? undefined : peer,
    staff: ours ? nick : undefined,
    text: text || undefined,
    read: ours ? read : undefined,
  });
}

function notUnderstood(tally: Tally): null {
  tally.take('message.text', REFUSED);
  return null;
}

/** A line without a person: one text of its own. A line with a time is a person's, who could be anybody. */
function systemLine(line: Element, tally: Tally): Found<MessageSeen> {
  const text = shownText(line);
  if (!text) return null;
  if (/\d{4}-\d\d-\d\d \d\d:\d\d/.test(text)) return REFUSED;
  if (textsOf(line).length > 1 || line.querySelector('img')) return notUnderstood(tally);
  return { kind: 'message', side: 'system', type: WITHDRAWN.test(text) ? 'withdrawn' : 'system', text };
}

/** Messages of the open conversation; none at all while a line names another person (the list lags behind). */
function messagesIn({ document, rows }: PageSource, ends: Ends, tally: Tally): MessageSeen[] {
  const { peer, shop } = ends;
  const between = `${peer.name ?? ''}|${shop?.key ?? ''}|${shop?.name ?? ''}`;
  const messages: MessageSeen[] = [];
  const lines = all(document, CHAT.line);
  if (lines.length === 0) tally.take('message.text', null);
  for (const line of lines) {
    const message = readRow(rows, line, between, tally, (row, own) => messageOf(row, ends, own));
    if (message === REFUSED) {
      tally.take('message.sender', REFUSED);
      return [];
    }
    if (message) messages.push(message);
  }
  const unread = messages.length === 0 && tally.health['message.text'] === 'refused';
  tally.take('message.sender', messages.length > 0 ? true : unread ? REFUSED : null);
  return messages;
}

/** The other visible rows of the conversation list; the times there are relative and therefore unknown. */
function rowsIn(document: Document, tally: Tally): Observation[] {
  const rows: Observation[] = [];
  const listed = all(document, CHAT.row);
  const active = activeRows(listed);
  if (listed.length === 0) tally.take('conversation.peer', null);
  for (const row of listed) {
    if (active.includes(row)) continue;
    const peer = tally.take('conversation.peer', peerIn([rowName(row)]));
    const preview = lineOf(first(row, CHAT.rowPreview)) || undefined;
    if (peer) rows.push(present({ kind: 'conversation' as const, peer, preview }));
  }
  return rows;
}

/** The web chat frame (`/app/im/chat-core/`): who the open conversation is with, and what is visible of it. */
export const chatReader: ChatReader = {
  id: 'taobao/chat-2023',
  site: 'taobao',
  kind: 'chat',
  recognises: (source) => kindOf(source) === 'chat' && stateOf(source, hasSign(source.document)) !== 'unknown',
  read(source) {
    const { document } = source;
    const state = stateOf(source, hasSign(document));
    if (state !== 'ready') return readingOf(chatReader.id, state);
    const tally = createTally();
    const shop = shopBeside(document);
    const name = tally.take('peer.name', source.buyer ?? openName(document));
    const peer = tally.take('peer.nick', name ? peerIn([name]) : null);
    const orderNos = tally.take('peer.orderNos', ordersBeside(document)) ?? [];
    tally.take('shop.key', shop && !shop.keyIsName ? shop.key : null);
    const observations: Observation[] = rowsIn(document, tally);
    if (peer) observations.unshift({ kind: 'peer', peer, orderNos });
    if (peer) observations.push(...messagesIn(source, { peer, shop }, tally));
    return readingOf(chatReader.id, state, { observations, tally, shop });
  },
  editor: (document) => first(document, CHAT.editor) as HTMLElement | null,
  fingerprint({ document }) {
    const name = openName(document);
    if (typeof name !== 'string') return null;
    const peer = peerIn([name]);
    // The full nick is one person; the orders beside it come late and would make one chat look like two.
    return peer === null || peer === REFUSED ? null : (peer.nick ?? null);
  },
  root: (document) => first(document, CHAT.root),
};

function hasSign(document: Document): boolean {
  return first(document, CHAT.sign) !== null;
}
