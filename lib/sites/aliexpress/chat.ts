import { joinedIn } from '../../dom/alike.ts';
import { first, isShown } from '../../dom/first.ts';
import { leavesOf } from '../../dom/text-of.ts';
import { valuesOf } from '../../dom/values-of.ts';
import type { MessageSeen, Observation, PeerSeen } from '../../domain/observation.ts';
import { LIMITS } from '../../domain/text.ts';
import { createTally, only, present, REFUSED, type Found, type Tally } from '../found.ts';
import { readRow } from '../row-memo.ts';
import { type ChatReader, once, type PageSource } from '../site.ts';
import { known, orderNoAmong, peerOf, upTo, values } from './fields.ts';
import { isOwn, messagesIn, neutralClasses } from './message-side.ts';
import { messageText } from './message-text.ts';
import { chatAddress, sessionOf } from './meta.ts';
import { field, lineIn, outermost, pageReader, shopOf, stateOf } from './page.ts';
import { CHAT, type Selectors } from './selectors.ts';

/** Class words of the row that is open. Any other class, also one that a single row carries, may mean something else. */
const ACTIVE = /(?:^|[-_])(?:active|actived|selected|current|cur|checked|chosen|focus|focused|highlight|open|opened)(?:[-_]|$)/i;

/** Classes of each row, and of what is around it where every row has such a thing of its own. */
function classesOf(rows: readonly Element[]): string[][] {
  const all = rows.every(({ parentElement: at }) => at?.querySelectorAll(CHAT.row[0]).length === 1);
  return rows.map((row) => [...row.classList, ...(all ? (row.parentElement?.classList ?? []) : [])]);
}

/** Returns the rows that are marked as the open one. */
function activeRows(rows: readonly Element[]): Element[] {
  const classes = classesOf(rows);
  return rows.filter((row, i) => row.getAttribute('aria-selected') === 'true' || classes[i]?.some((token) => ACTIVE.test(token)));
}

/** The texts of each element that shows a name: more than one where something stands beside the name in it. */
function namesAt(root: ParentNode, selectors: Selectors): string[][] {
  for (const selector of selectors) {
    const hits = outermost(root, selector).map((hit) => joinedIn(hit, LIMITS.name));
    const said = hits.filter((texts) => texts.length > 0);
    if (said.length > 0) return said;
  }
  return [];
}

/** The names that a row of the list may show. */
const rowNames = (row: Element): string[] => namesAt(row, CHAT.rowName).flat();

/** The rows of the list; without their class, the parts of one list that each show one name in bold. */
function listRows(document: Document): Element[] {
  const marked = outermost(document, CHAT.row[0]);
  const names = marked.length > 0 ? [] : [...document.querySelectorAll('b')].filter((name) => !name.closest(NO_ROW));
  const rows = names.map((name) => {
    let at: Element = name;
    while (at.parentElement && at.parentElement.querySelectorAll('b').length === 1) at = at.parentElement;
    return at;
  });
  return marked.length > 0 || rows.length < 2 ? marked : rows;
}

const NO_ROW = [...CHAT.message, ...CHAT.card].join(', ');

/** The list of conversations. */
interface List {
  rows: readonly Element[];
  /** The row that is marked as the open one; null when none or several are. */
  active: Element | null;
}

function listOf({ document }: PageSource): List {
  const rows = listRows(document);
  const [row, ...others] = activeRows(rows);
  return { rows, active: row && others.length === 0 ? row : null };
}

/** Which of the rows of that name is open, '' when it is the only one; names are not unique. */
function ordinalOf(source: PageSource, name: string): number | '' {
  const { rows, active } = once(source, listOf);
  if (!active) return '';
  const alike = rows.filter((row) => rowNames(row).includes(name));
  return alike.length > 1 ? alike.indexOf(active) : '';
}

/**
 * The panel on the right follows a click late: nobody is named unless the open row of the list names the same buyer. A
 * list of one row can only be open; where none of several is known to be, the panel may be the former buyer's still. The
 * address does not help: it changes with the click, and does not say who its conversation is with.
 */
function peerName(source: PageSource): Found<string> {
  const { document } = source;
  const { rows, active } = once(source, listOf);
  const marked = namesAt(document, CHAT.name);
  const [alone, ...others] = rows;
  const open = others.length > 0 ? active : (alone ?? null);
  const listed = (open ? [open] : rows).flatMap((row) => namesAt(row, CHAT.rowName));
  const panel = marked.length > 0 ? marked : listed.filter(([name = '']) => repeats(document, name));
  if (panel.length === 0) return null;
  const common = open && (marked.length > 0 || listed.length === 1) ? commonOf(panel, listed) : [];
  return common.length > 0 ? only(common) : REFUSED;
}

/** Names that both sides show; where one side shows more than a name in its element, the other must show the name alone. */
function commonOf(panel: readonly string[][], listed: readonly string[][]): string[] {
  const alone = (texts: readonly string[]): string[] => (texts.length === 1 ? [...texts] : []);
  const whole = [...panel, ...listed].flatMap((texts) => alone(texts));
  const shown = listed.flat();
  return panel.flat().filter((name) => shown.includes(name) && whole.includes(name));
}

/** Tells whether a name stands a second time on the page, outside list, messages and editor. */
function repeats(document: Document, name: string): boolean {
  const others = `${CHAT.row[0]}, ${NO_ROW}, a, b`;
  return [...document.querySelectorAll('div, span')].some(
    (element) => element.childElementCount === 0 && lineIn(element) === name && !element.closest(others),
  );
}

/** Tells whether a card stands in the panel of the name, where no class tells which cards were sent as messages. */
function besideName(card: Element): boolean {
  let at = card.parentElement;
  while (at && !first(at, CHAT.name)) at = at.parentElement;
  return at !== null && (at === card.parentElement || first(at, [...CHAT.row, 'textarea']) === null);
}

/** Returns the cards beside the conversation, without those sent as a message. */
function cardsBeside(document: Document): Element[] {
  const selector = CHAT.card.find((each) => document.querySelector(each));
  const cards = selector ? outermost(document, selector) : [];
  if (cards.length === 0) return [];
  // Asked after every burst of changes: with their class the messages need not be gone through.
  if (document.querySelector(CHAT.message[0])) return cards.filter((card) => !card.closest(CHAT.message[0]));
  const messages = messagesIn(document);
  return cards.filter((card) => (messages.length > 0 ? !messages.some((item) => item.contains(card)) : besideName(card)));
}

/** The order number of each card beside the conversation; refused where a card shows none. */
function cardNumbers({ document }: PageSource): Found<string>[] {
  return cardsBeside(document).map((card) => orderNoAmong(valuesOf(first(card, CHAT.cardSubtitle))) ?? REFUSED);
}

/** Returns the order numbers of the cards beside the conversation, each once. */
function cardOrders(source: PageSource, tally: Tally): string[] {
  const cards = once(source, cardNumbers);
  if (cards.length === 0) tally.take('peer.orderNos', null);
  return [...new Set(cards.flatMap((no) => tally.take('peer.orderNos', no) ?? []))];
}

/** What the panel says about the buyer it names. */
function readPeer(source: PageSource, name: string, tally: Tally): PeerSeen {
  const { document, url } = source;
  const told = (what: keyof typeof CHAT, max: number): string | undefined =>
    tally.take(`peer.${what}`, field(document, CHAT[what], upTo(max), what === 'remark' ? joinedIn : undefined));
  return present({
    kind: 'peer',
    peer: present({ ...peerOf(name), country: told('country', LIMITS.name) }),
    orderNos: cardOrders(source, tally),
    conversation: sessionOf(url) ?? undefined,
    url: chatAddress(url) ?? undefined,
    remark: told('remark', LIMITS.note),
    level: told('level', LIMITS.tag),
  });
}

function typeOf(item: Element, text: string): MessageSeen['type'] {
  if (text !== '') return 'text';
  const pictures = [...item.querySelectorAll('img')].filter((img) => /^(?:https?:)?\/\//.test(img.getAttribute('src') ?? ''));
  return pictures.length > 0 && lineIn(item) === '' ? 'image' : 'empty';
}

/** One message; refused where it is not told whose it is, because that is part of what was said. */
function readMessage(item: Element, own: Found<boolean>, conversation: string | null, tally: Tally): Found<MessageSeen> {
  if (own === REFUSED) tally.take('message.text', REFUSED);
  if (own === REFUSED || own === null) return own;
  const words = messageText(item);
  const card = first(item, CHAT.card) !== null;
  const cut = words !== null && !card && /^订单号\s*[:：]\s*\d{15,17}$/.test(words) && item.querySelector('span') !== null;
  const type = card ? 'order' : words === null || cut ? 'empty' : typeOf(item, words);
  const text = type === 'order' ? known(orderNoAmong(leavesOf(item))) : type === 'empty' ? '' : words;
  tally.take('message.text', text || (words === null || cut ? REFUSED : null));
  return present<MessageSeen>({
    kind: 'message',
    conversation: conversation ?? undefined,
    side: own ? 'seller' : 'buyer',
    type,
    text: text || undefined,
  });
}

function editorOf(document: Document): HTMLElement | null {
  for (const selector of CHAT.editor) {
    const usable = [...document.querySelectorAll<HTMLTextAreaElement>(selector)].filter(
      (area) => !area.disabled && !area.readOnly && isShown(area),
    );
    if (usable.length > 0) return usable.length === 1 ? (usable[0] ?? null) : null;
  }
  return null;
}

function observe(source: PageSource, tally: Tally): Observation[] {
  const { document, url } = source;
  const name = tally.take('peer.name', source.buyer ?? once(source, peerName));
  const items = source.lines ? [...source.lines.keys()] : messagesIn(document);
  source.rows?.listed?.(once(source, listOf).rows, items);
  if (items.length === 0) tally.take('message.text', null);
  // Messages of a conversation whose buyer is in doubt would be filed under the wrong one.
  if (name === undefined) return [];
  const session = sessionOf(url);
  const neutral = neutralClasses(items);
  const circumstances = `${session ?? ''} ${[...neutral].join(' ')}`;
  const messages = items.map((item) =>
    readRow(source.rows, item, circumstances, tally, (row, own) =>
      readMessage(row, source.lines?.get(row) ?? isOwn(row, neutral), session, own),
    ),
  );
  tally.take('message.sender', items.length === 0 ? null : messages.every((found) => found === REFUSED) ? REFUSED : true);
  return [readPeer(source, name, tally), ...messages.flatMap((found) => values(found))];
}

function fingerprintOf(source: PageSource): string | null {
  if (stateOf(source, CHAT.editor) !== 'ready') return null;
  const name = known(once(source, peerName));
  if (name === undefined) return null;
  const orders = sessionOf(source.url) ? [] : [cardOrders(source, createTally()).toSorted()];
  return JSON.stringify([...threadMarks(source, name), ...orders]);
}

/** With an id of its own the conversation needs no other mark; rows move up when messages arrive. */
function threadMarks(source: PageSource, name: string): unknown[] {
  return [known(once(source, shopOf))?.key ?? '', name, sessionOf(source.url) ?? ordinalOf(source, name)];
}

/** What the fingerprint holds, without the orders: they come late. */
function threadOf(source: PageSource): string | null {
  const name = known(once(source, peerName));
  return name === undefined ? null : JSON.stringify(threadMarks(source, name));
}

const ANCHORS = [...CHAT.message, ...CHAT.row, ...CHAT.name, ...CHAT.editor];

function chatReader(id: string, knows: (source: PageSource) => boolean): ChatReader {
  return {
    ...pageReader(id, 'chat', { anchors: ANCHORS, knows, observe }),
    editor: editorOf,
    fingerprint: fingerprintOf,
    thread: threadOf,
    root: (document) => first(document, CHAT.root) ?? document.body,
  };
}

const isClassic = ({ url }: PageSource): boolean => url.hostname === 'msg.aliexpress.com';
/** A list of conversations, which is near the beginning of a page, saves looking through all its messages. */
const isBuild2024 = ({ document }: PageSource): boolean =>
  document.querySelector(CHAT.row[0]) === null && document.querySelector("[class*='csp-im_im-message-content']") !== null;

/** Chat of csp (`ai-im`) and gsp (`im-chat`), also while it is still loading. */
export const chat2026 = chatReader('aliexpress/chat-2026', (source) => !isClassic(source) && !isBuild2024(source));

/** Chat as opened from the order detail in 2024: the same parts in another frame, of which only the editor is known. */
export const chat2024 = chatReader('aliexpress/chat-2024', (source) => !isClassic(source) && isBuild2024(source));

/** The classic message page (until about 2021), of which only the editor is known. */
export const chat2019 = chatReader('aliexpress/chat-2019', isClassic);
