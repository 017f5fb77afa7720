import type { MessageSeen, Observation, PeerRef, Reading, ShopRef, SiteId } from '#lib/domain/observation.ts';
import { isCut, LIMITS } from '#lib/domain/text.ts';
import { joinedIn } from '#lib/dom/alike.ts';
import { all, first } from '#lib/dom/first.ts';
import { leavesOf, lineOf, shownText } from '#lib/dom/text-of.ts';
import { valuesOf } from '#lib/dom/values-of.ts';
import { isWritten, writtenText } from '#lib/dom/written-text.ts';
import { createTally, type Found, only, present, REFUSED, type Tally } from '../found.ts';
import { readRow } from '../row-memo.ts';
import type { ChatReader, PageSource } from '../site.ts';
import { isWithdrawn } from './chat-body.ts';
import { besideForm, isMarkedOwn, linesIn, nicksOf, saidIn } from './chat-line.ts';
import { readingOf, stateOf } from './page.ts';
import { CHAT } from './selectors.ts';
import { mainNick, numberIn, peerIn } from './shape.ts';
import { alone } from './shown.ts';
import { loginIn, shopOf } from './shell.ts';

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
  const active = activeRows(all(document, CHAT.row)).map(rowNames);
  const header = all(document, CHAT.header).flatMap((name) => joinedIn(name, LIMITS.nick));
  const names = [...new Set(header.length > 0 ? header : namesLike(document, active))];
  if (names.length === 0) return null;
  // A tag stands beside the name: what says the name alone, in the list or on a line, tells which of them it is.
  const isTold = names.length === 1 || active.some((texts) => texts.length === 1);
  const told = isTold ? names : linesOf(document).filter((name) => names.includes(name));
  const fitting = told.filter((name) => active.every((texts) => texts.some((text) => isShortOf(text, name))));
  return fitting.length === 1 ? (fitting[0] ?? null) : REFUSED;
}

/** Tells whether the list shows this name: whole, or as much of it as there is room for. */
function isShortOf(shown: string, name: string): boolean {
  return isCut(shown) ? name.startsWith(shown.replace(/(?:…|\.\.\.)$/, '')) : name === shown;
}

/** The only name that stands alone on lines of others; none where there are two. */
function linesOf(document: Document): string[] {
  const nicks = linesIn(document).flatMap((line) => (isMarkedOwn(line) ? [] : [nicksOf(line)]));
  const name = only(nicks.filter((texts) => texts.length === 1));
  return name === null || name === REFUSED ? [] : name;
}

/** Without its class the header is known by saying what the active row says, above list and messages. */
function namesLike(document: Document, active: readonly string[][]): string[] {
  const [name, ...more] = active.flat();
  if (!name || more.length > 0) return [];
  const within = all(document, CHAT.container).flatMap((container) => [...container.querySelectorAll('div, span')]);
  const alike = within.filter((element) => element.childElementCount === 0 && lineOf(element, LIMITS.nick) === name);
  return alike.some((element) => !element.closest(CHAT.box)) ? [name] : [];
}

/** How the list tells when something was said last. */
const RECENTLY = /^(?:\d{1,2}:\d\d|[昨前今]天|(?:星期|周).|(?:\d{4}[-/])?\d{1,2}[-/]\d{1,2})$/;

/** What stands in a row as the name: with a tag or a count beside it more than one. */
function rowNames(row: Element): string[] {
  const marked = first(row, CHAT.rowName);
  return marked ? joinedIn(marked, LIMITS.nick) : [besideForm(row, RECENTLY)?.name ?? ''].filter(Boolean);
}

function ordersBeside(document: Document): Found<string[]> {
  const tab = first(document, CHAT.tab);
  const numbers: string[] = [];
  for (const element of tab?.querySelectorAll(CHAT.orderNo) ?? []) {
    const found = numberIn(
      valuesOf(element)
        .map((text) => text.replace(/^订单(?:编?号)?\s*[:：]\s*/, ''))
        .filter(Boolean),
    );
    if (found === REFUSED) return REFUSED;
    if (found && !numbers.includes(found)) numbers.push(found);
  }
  return numbers.length > 0 ? numbers : null;
}

/** The shop's name is the first line beside the chat; what looks like a tip, a price or a card is none. */
function shopName(tab: Element | null): string {
  const lines = [...(tab?.children ?? [])].filter((child) => child.matches(`div:not(${CHAT.orderNo})`) && lineOf(child));
  const [title, ...others] = lines.map((line) => (line.querySelector('a, img') ? [] : leavesOf(line)));
  const [name = '', ...rest] = title ?? [];
  const clear = rest.length === 0 && others.every((leaves) => leaves.length !== 1);
  return clear && !/^\d*$|加载中|[…*:：￥¥$，。！]|\d{6}/.test(name) ? name : '';
}

/** Own lines where no class can tell them: those that bear the shop's name, unless it is that of whom one writes to. */
function ownByName(document: Document, lines: readonly Element[], name: string): Element[] {
  const open = openName(document);
  if (typeof open !== 'string' || mainNick(open) === name || lines.some((line) => line.querySelector('.message-item'))) return [];
  return lines.filter((line) => nicksOf(line).some((nick) => mainNick(nick) === name));
}

/**
 * Returns the shop that the chat page names: beside the conversation, or by who wrote the own lines. An account without
 * staff may as well be a private one that buys: it is a shop's only if that shop is known from elsewhere.
 */
export function shopBeside(document: Document, lines: readonly Element[] = linesIn(document)): ShopRef | null {
  const name = shopName(first(document, CHAT.tab));
  const marked = lines.filter(isMarkedOwn);
  const ours = marked.length > 0 || !name ? marked : ownByName(document, lines, name);
  const own = ours.flatMap((line) => loginIn(nicksOf(line), name) || []);
  const staff = only(own);
  if (typeof staff === 'string') {
    const shop = shopOf(name, staff);
    return shop && !shop.staff ? { ...shop, keyIsName: true } : shop;
  }
  const main = staff === REFUSED ? only(own.map((login) => mainNick(login))) : null;
  return main === REFUSED ? null : shopOf(name, main ?? '');
}

interface Ends {
  peer: PeerRef;
  shop: ShopRef | null;
}

/** One line of the list; null for one that shows nothing or is not understood, REFUSED when it is another conversation's. */
function messageOf(line: Element, { peer, shop }: Ends, tally: Tally): Found<MessageSeen> {
  const nicks = nicksOf(line);
  if (nicks.length === 0) return systemLine(line, tally);
  const isOwn = (nick: string): boolean => shop !== null && [shop.key, shop.name].includes(mainNick(nick));
  const own = nicks.length > 1 ? nicks.filter(isOwn) : nicks;
  const ours = isMarkedOwn(line) || nicks.some(isOwn);
  // Beside a tag only the name that the header tells is known to be one.
  if (!ours && !nicks.includes(peer.name ?? '')) return REFUSED;
  const said = saidIn(line);
  if (!said.body) return notUnderstood(tally);
  const at = tally.take('message.at', said.at);
  const { type, text } = said.body;
  tally.take('message.text', text === null ? REFUSED : text || null);
  return present({
    kind: 'message' as const,
    side: ours ? ('seller' as const) : ('buyer' as const),
    type,
    at,
    sender: ours ? undefined : peer,
    staff: ours ? alone(own) || undefined : undefined,
    text: text || undefined,
    read: ours ? said.read : undefined,
  });
}

function notUnderstood(tally: Tally): null {
  tally.take('message.text', REFUSED);
  return null;
}

/** A line without a person: one text of its own. A line with a time is a person's, who could be anybody. */
function systemLine(line: Element, tally: Tally): Found<MessageSeen> {
  const text = writtenText(line);
  if (text === '') return null;
  if (/\d{4}-\d\d-\d\d \d\d:\d\d/.test(shownText(line))) return REFUSED;
  if (text === null || valuesOf(line, LIMITS.message, isWritten).length > 1 || line.querySelector('img'))
    return notUnderstood(tally);
  return { kind: 'message', side: 'system', type: isWithdrawn(text) ? 'withdrawn' : 'system', text };
}

/** Messages of the open conversation; none at all while a line names another person (the list lags behind). */
function messagesIn(lines: readonly Element[], rows: PageSource['rows'], ends: Ends, tally: Tally): MessageSeen[] {
  const { peer, shop } = ends;
  const between = `${peer.name ?? ''}|${shop?.key ?? ''}|${shop?.name ?? ''}`;
  const messages: MessageSeen[] = [];
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
function rowsIn(listed: readonly Element[], tally: Tally): Observation[] {
  const rows: Observation[] = [];
  const active = activeRows(listed);
  if (listed.length === 0) tally.take('conversation.peer', null);
  for (const row of listed) {
    if (active.includes(row)) continue;
    const peer = tally.take('conversation.peer', peerIn(rowNames(row)));
    const preview = alone(valuesOf(first(row, CHAT.rowPreview))) || undefined;
    if (peer) rows.push(present({ kind: 'conversation' as const, peer, preview }));
  }
  return rows;
}

/**
 * Returns the reader of the web chat, which several sites show: who the open conversation is with, and what is visible of
 * it. `recognises` knows the site's own pages.
 */
export function webChat(id: string, site: SiteId, recognises: ChatReader['recognises']): ChatReader {
  return {
    id,
    site,
    kind: 'chat',
    recognises,
    read: (source) => readChat(id, source),
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
}

function readChat(id: string, source: PageSource): Reading {
  const { document } = source;
  const state = stateOf(source, hasSign(document));
  if (state !== 'ready') return readingOf(id, state);
  const tally = createTally(/^message\.at$|^conversation\.peer$/);
  const lines = linesIn(document);
  const shop = shopBeside(document, lines);
  const name = tally.take('peer.name', source.buyer ?? openName(document));
  const peer = tally.take('peer.nick', name ? peerIn([name]) : null);
  const orderNos = tally.take('peer.orderNos', ordersBeside(document)) ?? [];
  tally.take('shop.key', shop && !shop.keyIsName ? shop.key : null);
  const listed = all(document, CHAT.row);
  source.rows?.listed?.(listed, lines);
  const observations: Observation[] = rowsIn(listed, tally);
  if (peer) observations.unshift({ kind: 'peer', peer, orderNos });
  if (peer) observations.push(...messagesIn(lines, source.rows, { peer, shop }, tally));
  return readingOf(id, state, { observations, tally, shop });
}

/** Tells whether a document has what only the web chat has. */
export function hasSign(document: Document): boolean {
  return first(document, CHAT.sign) !== null;
}
