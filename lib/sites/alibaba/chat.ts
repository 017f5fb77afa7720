import type { MessageSeen, Observation, PeerRef } from '#lib/domain/observation.ts';
import { cleanText, isCut, isMasked, LIMITS } from '#lib/domain/text.ts';
import { all } from '#lib/dom/first.ts';
import { lineOf, shownText } from '#lib/dom/text-of.ts';
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
  name: ['.content-header .contact-name', '[class*="content-header"] [class*="contact-name"]'], // 2026-05
  row: '[data-name]', // 2026-06
  rowSign: '.unread-num, .contact-time', // 2026-06
  unread: '.unread-num', // 2026-06
  message: ['.message-item-wrapper'], // 2026-05
  own: 'item-right', // 2026-05
  sender: ['.item-base-info .name'], // 2026-05
  body: ['.session-rich-content'], // 2026-05
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

/** The rows of the contact list; the attribute is also on other parts of the page. */
function rowsOf(document: Document): Element[] {
  return [...document.querySelectorAll(CHAT.row)].filter((row) => row.querySelector(CHAT.rowSign));
}

function nameOf(row: Element): string {
  return (row.getAttribute('data-name') ?? '').replace(/\s+/g, ' ').trim().slice(0, LIMITS.name);
}

/** The id in the address goes stale when the chat is switched: it counts only if the page's own list gives it this name. */
function uidOf({ document, url }: PageSource, name: string): string | undefined {
  const ids = new Set(url.searchParams.getAll('activeAccountId'));
  const [id = ''] = ids;
  if (ids.size !== 1) return undefined;
  const named = contactsIn(cacheIn(document)).filter((contact) => contact.uid === id || contact.name === name);
  return named.length === 1 && named[0]?.uid === id && named[0].name === name ? id : undefined;
}

function peerOf(source: PageSource): Found<PeerRef> {
  const { document } = source;
  const name = only(
    all(document, CHAT.name)
      .map((each) => lineOf(each, LIMITS.name))
      .filter(Boolean),
  );
  if (name === null || name === REFUSED) return name;
  const open = rowsOf(document).filter(isOpenRow).map(nameOf);
  if (isCut(name) || open.some((each) => each !== name)) return REFUSED;
  if (isMasked(name)) return { name, masked: true };
  return present({ name, uid: uidOf(source, name) });
}

function bodyOf(item: Element): Pick<MessageSeen, 'type' | 'text'> {
  const info = parseJson(item.getAttribute('data-expinfo') ?? '');
  const told = isJson(info) ? (TYPES[String(info['messageType'])] ?? 'card') : undefined;
  const bodies = all(item, CHAT.body).filter((each) => !each.closest(CHAT.quote));
  const words =
    cleanText(item.getAttribute('data-original') ?? '') || bodies.map((each) => shownText(each, CHAT.quote)).join('\n');
  const media = bodies.some((each) => each.querySelector('video'))
    ? 'file'
    : bodies.some((each) => each.querySelector('img'))
      ? 'image'
      : 'empty';
  const type = told ?? (words ? 'text' : media);
  if (type === 'text' && !words) return { type: 'empty' };
  return words ? { type, text: words } : { type };
}

/** Messages of the open conversation; none while one of them names somebody else (the list lags behind). */
function messagesIn(document: Document, peer: PeerRef, tally: Tally): MessageSeen[] {
  const messages: MessageSeen[] = [];
  for (const item of all(document, CHAT.message)) {
    const own = item.classList.contains(CHAT.own);
    const senders = all(item, CHAT.sender).filter((each) => !each.closest(CHAT.quote));
    const foreign = !own && senders.some((each) => lineOf(each, LIMITS.name) !== peer.name);
    tally.take('message.sender', foreign ? REFUSED : true);
    if (foreign) return [];
    const { type, text } = bodyOf(item);
    tally.take('message.text', text || null);
    const side = own ? ('seller' as const) : ('buyer' as const);
    messages.push(present({ kind: 'message' as const, side, type, sender: own ? undefined : peer, text: text || undefined }));
  }
  return messages;
}

function rowsIn(document: Document, tally: Tally): Observation[] {
  return rowsOf(document).flatMap((row): Observation[] => {
    const name = tally.take('conversation.peer', nameOf(row) || null);
    if (name === undefined || isOpenRow(row)) return [];
    const count = /^\d{1,4}$/.exec(lineOf(row.querySelector(CHAT.unread)))?.[0];
    const peer = isMasked(name) ? { name, masked: true } : { name };
    return [present({ kind: 'conversation' as const, peer, unread: count === undefined ? undefined : Number(count) })];
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
