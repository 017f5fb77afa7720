import type { MessageSeen, Observation, PeerRef } from '#lib/domain/observation.ts';
import { cleanLine, cleanText, isCut, isMasked, LIMITS } from '#lib/domain/text.ts';
import { inertCopy } from '#lib/dom/copy.ts';
import { all, first } from '#lib/dom/first.ts';
import { leavesOf } from '#lib/dom/text-of.ts';
import { valuesOf } from '#lib/dom/values-of.ts';
import { writtenText } from '#lib/dom/written-text.ts';
import { isJson, parseJson } from '../aliexpress/json.ts';
import { type Found, only, present, REFUSED, type Tally } from '../found.ts';
import { isOpenRow, siblingChat } from '../sibling.ts';
import { OWN_ACCOUNT, type PageSource } from '../site.ts';
import { cacheIn, contactsIn, conversationsIn } from './conversations.ts';
import { alibabaMeta } from './meta.ts';

/** Where things are in messenger and OneTalk, which share their parts. */
const CHAT = {
  anchor: ['#im-chat', '.message-flow-wrapper', '.send-textarea'], // 2026-05
  root: ['#im-chat', '.message-flow-wrapper'], // 2026-05
  name: ['.content-header .contact-name', '.contact-name', '[class*="contact-name"]', '.content-header > :first-child'], // 2026-05
  row: '[data-name]', // 2026-06
  rowSign: '.unread-num, .contact-time', // 2026-06
  unread: '.unread-num', // 2026-06
  message: ['.message-item-wrapper', '.message-flow-wrapper .scrollbar-box > *'], // 2026-05
  list: '.message-flow-wrapper .scrollbar-box', // 2026-05
  own: 'item-right', // 2026-05
  sender: ['.item-base-info .name', '.name'], // 2026-05
  body: ['.session-rich-content'], // 2026-05
  head: '.item-base-info', // 2026-05
  quote: '.quote-container', // 2026-05
  editor: [
    '#send-box-wrapper .send-textarea', // 2026-06
    '.send-textarea', // 2026-06
    '#send-box-wrapper pre[contenteditable="true"]', // 2026-06
    '#send-box-wrapper textarea',
  ],
} as const;

/** `messageType` of `data-expinfo`; others are only "a card". */
const TYPES: Readonly<Record<string, MessageSeen['type']>> = { 1: 'text', 60: 'image', 2000: 'image', 63: 'file', 50: 'card' };

/** The rows of the contact list: the attribute is also on other parts of the page, the time and count only there. */
function rowsOf(document: Document): Element[] {
  const rows = [...document.querySelectorAll(CHAT.rowSign)].map((sign) => sign.closest(CHAT.row) ?? nearestRow(sign));
  return [...new Set(rows)];
}

/** A row whose attribute is gone: what is marked as open above the sign, else what is around it. */
function nearestRow(sign: Element): Element {
  for (let at = sign.parentElement; at; at = at.parentElement) if (isOpenRow(at)) return at;
  return sign.parentElement ?? sign;
}

function nameOf(row: Element): string {
  return cleanLine(row.getAttribute('data-name') ?? '', LIMITS.name);
}

/** Without any class for it the name is what a message begins with, if date and time follow. */
function headOf(item: Element): string[][] {
  const [name = '', time = ''] = leavesOf(item);
  return /^\d{4}-\d{1,2}-\d{1,2} \d{1,2}:\d\d/.test(time) ? [[name]] : [];
}

/** Tells whether names are marked anywhere on the page. */
const areNamed = (document: Document): boolean => first(document, CHAT.sender) !== null;

/**
 * The texts of each element that names who wrote a message: a tag may stand beside the name. What it quotes does not count.
 * `named` tells whether names are marked on the page.
 */
function sendersOf(item: Element, named: boolean): string[][] {
  if (!named) return headOf(item);
  const names = all(item, CHAT.sender).filter((each) => !each.closest(CHAT.quote));
  return names.map((each) => valuesOf(each, LIMITS.name)).filter((texts) => texts.length > 0);
}

/** Who else the page says is open: the row that is, and those over messages that are not one's own, each with what stands beside. */
function namedBeside(document: Document): string[][] {
  const others = all(document, CHAT.message).filter((item) => !item.classList.contains(CHAT.own));
  const named = areNamed(document);
  const senders = others.flatMap((item) => sendersOf(item, named));
  const open = rowsOf(document).filter(isOpenRow).map(nameOf);
  // A row whose name is gone says nothing, if the messages do.
  return [...open.filter((name) => name !== '' || senders.length === 0).map((name) => [name]), ...senders];
}

/** The id in the address goes stale when the chat is switched: it counts only if the page's own list gives it this name. */
function uidOf({ document, url }: PageSource, name: string): string | undefined {
  const ids = new Set(url.searchParams.getAll('activeAccountId'));
  const [id = ''] = ids;
  if (ids.size !== 1) return undefined;
  const named = contactsIn(cacheIn(document)).filter((contact) => contact.uid === id || contact.name === name);
  return named.length === 1 && named[0]?.uid === id && named[0].name === name ? id : undefined;
}

/** Of several texts in the element of the name that one is the name which the row or a message says as well. */
function namesIn(element: Element, beside: readonly string[][]): string[] {
  const texts = valuesOf(element, LIMITS.name);
  const known = texts.filter((text) => beside.some((each) => each.length === 1 && each[0] === text));
  return texts.length > 1 && known.length === 1 ? known : texts;
}

/** Without its class the header's name is known by saying what the messages say, outside of them, of the list and the editor. */
function repeatedNames(document: Document, beside: readonly string[][]): string[] {
  const within = [...all(document, CHAT.message), ...rowsOf(document), ...all(document, CHAT.editor)];
  const leaves = [...document.querySelectorAll('span, div, b, strong, h1, h2, h3')].filter(
    (each) => each.childElementCount === 0,
  );
  const outside = leaves.filter((each) => !within.some((other) => other.contains(each)) && !each.closest(CHAT.quote));
  const said = new Set(beside.flatMap((texts) => (texts.length === 1 ? texts : [])));
  return outside.flatMap((each) => valuesOf(each, LIMITS.name)).filter((text) => said.has(text));
}

function peerOf(source: PageSource): Found<PeerRef> {
  const { document } = source;
  const beside = namedBeside(document);
  const marked = all(document, CHAT.name).flatMap((each) => namesIn(each, beside));
  const name = only(marked.length > 0 ? marked : repeatedNames(document, beside));
  if (name === null || name === REFUSED) return name;
  // The list and the messages follow a click late: while one of them shows somebody else nobody is named.
  if (isCut(name) || beside.some((texts) => !texts.includes(name))) return REFUSED;
  if (isMasked(name)) return { name, masked: true };
  return present({ name, uid: uidOf(source, name) });
}

function withoutQuote(body: Element): Element {
  const copy = inertCopy(body);
  for (const quote of copy.querySelectorAll(CHAT.quote)) quote.remove();
  return copy;
}

/** What was written: the original where the page keeps it beside its translation; of one's own words what is shown. */
function wordsOf(item: Element, bodies: readonly Element[], own: boolean): Found<string> {
  const original = cleanText(item.getAttribute('data-original') ?? '');
  if (original) return original;
  const texts = bodies.filter((each) => each.matches('.text'));
  // What is shown of the other side may be a translation; blocks side by side are not all of them words.
  const doubtful = !own || texts.length > 1 || texts.some((each) => each.querySelector('div, p, section, table, ul, img'));
  const shown = texts.map((each) => writtenText(withoutQuote(each)));
  if (shown.includes(null)) return REFUSED;
  return shown.join('') === '' ? null : doubtful ? REFUSED : shown.join('');
}

/** The bubbles of a message; without their class, what alone stands there or beside the line with name and time. */
function bodiesOf(item: Element): Element[] {
  const marked = all(item, CHAT.body).filter((each) => !each.closest(CHAT.quote));
  if (marked.length > 0) return marked;
  const around = item.querySelector(CHAT.head)?.parentElement ?? item;
  const rest = [...around.children].filter((each) => !each.matches(`${CHAT.head}, ${CHAT.quote}`));
  return rest.length === 1 ? rest : [];
}

function bodyOf(item: Element, own: boolean, tally: Tally): Pick<MessageSeen, 'type' | 'text'> {
  const info = parseJson(item.getAttribute('data-expinfo') ?? '');
  const told = isJson(info) ? (TYPES[String(info['messageType'])] ?? 'card') : undefined;
  const bodies = bodiesOf(item);
  const holds = (selector: string): boolean => bodies.some((each) => each.querySelector(selector));
  const media = holds('video') ? 'file' : holds('img') ? 'image' : undefined;
  const text = tally.take('message.text', media ? null : wordsOf(item, bodies, own));
  const type = told ?? media ?? (text ? 'text' : 'empty');
  if (type === 'text' && !text) return { type: 'empty' };
  return text ? { type, text } : { type };
}

/** Whose a message is: by its place, or by the name above it, which may stand only over the first of several. */
function sideOf(item: Element, name: string, placed: boolean, named: boolean): 'buyer' | 'seller' | null {
  if (item.classList.contains(CHAT.own)) return 'seller';
  return placed || sendersOf(item, named).some((texts) => texts.includes(name)) ? 'buyer' : null;
}

/** Messages of the open conversation, those that can be told apart by side. */
function messagesIn(document: Document, peer: PeerRef, tally: Tally): MessageSeen[] {
  const items = all(document, CHAT.message);
  const placed = items.some((item) => item.classList.contains(CHAT.own));
  const named = areNamed(document);
  if (items.length === 0) tally.take('message.sender', null);
  // Something of a message's size beside the messages: said, so that nobody takes the rest for all.
  const list = document.querySelector(CHAT.list) ?? items[0]?.parentElement;
  const beside = [...(list?.children ?? [])].filter((each) => !items.some((item) => each === item || each.contains(item)));
  if (beside.some((each) => each.querySelectorAll('*').length > 2)) tally.take('message.sender', REFUSED);
  return items.flatMap((item): MessageSeen[] => {
    const side = tally.take('message.sender', sideOf(item, peer.name ?? '', placed, named) ?? REFUSED);
    if (side === undefined) return [];
    const body = bodyOf(item, side === 'seller', tally);
    return [present({ kind: 'message' as const, side, sender: side === 'seller' ? undefined : peer, ...body })];
  });
}

function rowsIn(document: Document, tally: Tally): Observation[] {
  const rows = rowsOf(document);
  if (rows.length === 0) tally.take('conversation.peer', null);
  return rows.flatMap((row): Observation[] => {
    const name = tally.take('conversation.peer', nameOf(row) || REFUSED);
    if (name === undefined || isOpenRow(row)) return [];
    const counts = valuesOf(row.querySelector(CHAT.unread)).flatMap((text) => (/^\d{1,4}$/.test(text) ? Number(text) : []));
    const unread = tally.take('conversation.unread', only(counts));
    return [present({ kind: 'conversation' as const, peer: isMasked(name) ? { name, masked: true } : { name }, unread })];
  });
}

/** Rows of one name are told apart by which of them is open. */
function marksOf({ document }: PageSource): string[] {
  const rows = rowsOf(document);
  const open = rows.find(isOpenRow);
  const alike = open ? rows.filter((row) => nameOf(row) === nameOf(open)) : [];
  return alike.length > 1 && open ? [String(alike.indexOf(open))] : [];
}

const parts = {
  site: alibabaMeta,
  editors: CHAT.editor,
  roots: CHAT.root,
  shop: () => ({ site: 'alibaba' as const, key: OWN_ACCOUNT, name: '阿里国际站' }),
  peer: peerOf,
  marks: marksOf,
};

/** The messenger of Alibaba.com (`messenger.htm`). */
export const messenger2026 = siblingChat({
  ...parts,
  id: 'alibaba/chat-2026',
  anchors: CHAT.anchor,
  knows: ({ url }) => url.hostname === 'message.alibaba.com',
  observe: ({ document }, peer, tally) => [...(peer ? messagesIn(document, peer, tally) : []), ...rowsIn(document, tally)],
});

/** OneTalk (`weblitePWA.htm`): the same parts, and a list of conversations with ids in an inline script. */
export const oneTalk2026 = siblingChat({
  ...parts,
  id: 'alibaba/chat-onetalk.2026',
  anchors: CHAT.anchor,
  sign: (document) => cacheIn(document) !== null,
  knows: ({ url }) => url.hostname === 'onetalk.alibaba.com',
  observe({ document }, peer, tally) {
    const list = conversationsIn(cacheIn(document), tally);
    return [...(peer ? messagesIn(document, peer, tally) : []), ...(list.length > 0 ? list : rowsIn(document, tally))];
  },
});
