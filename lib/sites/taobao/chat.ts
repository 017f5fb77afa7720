import type { MessageSeen, Observation, PeerRef, ShopRef } from '#lib/domain/observation.ts';
import { isCut, LIMITS } from '#lib/domain/text.ts';
import { all, first } from '#lib/dom/first.ts';
import { leavesOf, lineOf, shownText } from '#lib/dom/text-of.ts';
import { createTally, type Found, only, present, REFUSED, type Tally } from '../found.ts';
import type { ChatReader } from '../site.ts';
import { kindOf, readingOf, stateOf } from './page.ts';
import { CHAT } from './selectors.ts';
import { mainNick, numberIn, peerIn, timeIn } from './shape.ts';
import { shopOf } from './shell.ts';

const WITHDRAWN = /撤回了?一条消息/;

/** Name in the header, refused when the active row of the list (cut or not) names somebody else. */
function openName(document: Document): Found<string> {
  const name = lineOf(first(document, CHAT.header), LIMITS.nick);
  if (!name) return null;
  for (const row of all(document, CHAT.row)) {
    if (!row.classList.contains('active')) continue;
    const shown = rowName(row);
    const fits = isCut(shown) ? name.startsWith(shown.replace(/(?:…|\.\.\.)$/, '')) : name === shown;
    if (!fits) return REFUSED;
  }
  return name;
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

/** Returns the shop that the chat page names: beside the conversation, or by who wrote the own lines. */
export function shopBeside(document: Document): ShopRef | null {
  const tab = first(document, CHAT.tab);
  const title = (tab && leavesOf(tab)[0]) || '';
  const name = /^\d*$|加载中|[…*]/.test(title) ? '' : title;
  const own = all(document, CHAT.line)
    .filter((line) => line.querySelector('.message-item.self'))
    .map((line) => lineOf(first(line, CHAT.nick), LIMITS.nick))
    .filter(Boolean);
  const staff = only(own);
  if (typeof staff === 'string') return shopOf(name, staff);
  const main = staff === REFUSED ? only(own.map(mainNick)) : null;
  return main === REFUSED ? null : shopOf(name, main ?? '');
}

type Body = Pick<MessageSeen, 'type' | 'text'>;

/** What a bubble holds. The list empties bubbles outside the view, so an empty one says nothing about the message. */
function bodyOf(content: Element): Body {
  const template = first(content, CHAT.template);
  if (template) return { type: 'card', text: shownText(template, CHAT.button) };
  const words = first(content, CHAT.text);
  if (words) {
    const text = shownText(words);
    if (text) return { type: 'text', text };
    return { type: words.querySelector('img') ? 'image' : 'empty' };
  }
  const file = first(content, CHAT.file);
  if (file) return { type: 'file', text: file.getAttribute('title') || lineOf(file) };
  const item = first(content, CHAT.item);
  if (item) return { type: 'item', text: shownText(item) };
  if ([...content.querySelectorAll('img')].some(isPicture)) return { type: 'image' };
  const text = shownText(content);
  if (!text) return { type: 'empty' };
  return { type: WITHDRAWN.test(text) ? 'withdrawn' : 'system', text };
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

/** One line of the list; null for a line that shows nothing, REFUSED when it belongs to another conversation. */
function messageOf(line: Element, { peer, shop }: Ends, tally: Tally): Found<MessageSeen> {
  const nick = lineOf(first(line, CHAT.nick), LIMITS.nick);
  const content = first(line, CHAT.content);
  if (!nick || !content) return systemLine(line);
  const main = mainNick(nick);
  const self = line.querySelector('.message-item.self') !== null;
  const ours = self || (shop !== null && (main === shop.key || main === shop.name));
  if (!ours && nick !== peer.name) return REFUSED;
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

function systemLine(line: Element): Found<MessageSeen> {
  const text = shownText(line);
  if (!text) return null;
  return { kind: 'message', side: 'system', type: WITHDRAWN.test(text) ? 'withdrawn' : 'system', text };
}

/** Messages of the open conversation; none at all while a line names another person (the list lags behind). */
function messagesIn(document: Document, ends: Ends, tally: Tally): MessageSeen[] {
  const messages: MessageSeen[] = [];
  for (const line of all(document, CHAT.line)) {
    const message = messageOf(line, ends, tally);
    if (message === REFUSED) {
      tally.take('message.sender', REFUSED);
      return [];
    }
    if (message) messages.push(message);
  }
  tally.take('message.sender', messages.length > 0 ? true : null);
  return messages;
}

/** The other visible rows of the conversation list; the times there are relative and therefore unknown. */
function rowsIn(document: Document, tally: Tally): Observation[] {
  const rows: Observation[] = [];
  for (const row of all(document, CHAT.row)) {
    if (row.classList.contains('active')) continue;
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
    const name = tally.take('peer.name', openName(document));
    const peer = tally.take('peer.nick', name ? peerIn([name]) : null);
    const orderNos = tally.take('peer.orderNos', ordersBeside(document)) ?? [];
    tally.take('shop.key', shop?.key ?? null);
    const observations: Observation[] = rowsIn(document, tally);
    if (peer) observations.unshift({ kind: 'peer', peer, orderNos });
    if (peer) observations.push(...messagesIn(document, { peer, shop }, tally));
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
