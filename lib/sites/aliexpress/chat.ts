import { first, isShown } from '../../dom/first.ts';
import type { MessageSeen, Observation, PeerSeen } from '../../domain/observation.ts';
import { LIMITS } from '../../domain/text.ts';
import { createTally, only, present, REFUSED, type Found, type Tally } from '../found.ts';
import { readRow } from '../row-memo.ts';
import type { ChatReader, PageSource } from '../site.ts';
import { known, orderNoIn, peerOf, upTo, values } from './fields.ts';
import { messageText } from './message-text.ts';
import { chatAddress, sessionOf } from './meta.ts';
import { field, lineIn, outermost, pageReader, shopOf, stateOf } from './page.ts';
import { CHAT } from './selectors.ts';

const ACTIVE = /(?:^|[-_])(?:active|selected|current)(?:[-_]|$)/i;

function isActive(row: Element): boolean {
  const wrapper = row.parentElement;
  const alone = wrapper?.querySelectorAll(CHAT.row[0]).length === 1 ? [wrapper] : [];
  return [row, ...alone].some(
    (element) => element.getAttribute('aria-selected') === 'true' || [...element.classList].some((token) => ACTIVE.test(token)),
  );
}

interface ActiveRow {
  name: string;
  /** Which of the rows of that name it is, '' when it is the only one; names are not unique. */
  ordinal: number | '';
}

/** Returns the open conversation's row when exactly one row carries a sign of being it. */
function activeRow(document: Document): ActiveRow | null {
  const rows = outermost(document, CHAT.row[0]).map((row) => ({
    name: known(field(row, CHAT.rowName, upTo(LIMITS.name))) ?? '',
    active: isActive(row),
  }));
  const [open, ...others] = rows.filter((row) => row.active);
  if (!open || open.name === '' || others.length > 0) return null;
  const alike = rows.filter((row) => row.name === open.name);
  return { name: open.name, ordinal: alike.length > 1 ? alike.indexOf(open) : '' };
}

/** The panel on the right follows a click late: while it and the active row name different buyers nobody is named. */
function peerName(document: Document): Found<string> {
  const panel = field(document, CHAT.name, upTo(LIMITS.name));
  const row = activeRow(document);
  return panel === REFUSED || !row ? panel : only([...values(panel), row.name]);
}

/** Returns the order numbers of the cards beside the conversation (not of cards sent as a message), each once. */
function cardOrders(document: Document, tally: Tally): string[] {
  const selector = CHAT.card.find((each) => document.querySelector(each));
  const cards = selector ? outermost(document, selector).filter((card) => !card.closest(CHAT.message[0])) : [];
  if (cards.length === 0) tally.take('peer.orderNos', null);
  const found = cards.flatMap((card) => {
    const subtitle = first(card, CHAT.cardSubtitle);
    const no = subtitle ? orderNoIn(lineIn(subtitle)) : null;
    return tally.take('peer.orderNos', no ?? REFUSED) ?? [];
  });
  return [...new Set(found)];
}

/** What the panel says about the buyer; nothing when it names nobody, since it may still be the previous buyer's. */
function readPeer(source: PageSource, name: string, tally: Tally): PeerSeen {
  const { document, url } = source;
  const fromPanel = field(document, CHAT.name, upTo(LIMITS.name)) !== null;
  const told = (what: keyof typeof CHAT, max: number): string | undefined =>
    tally.take(`peer.${what}`, fromPanel ? field(document, CHAT[what], upTo(max)) : null);
  return present({
    kind: 'peer',
    peer: present({ ...peerOf(name), country: told('country', LIMITS.name) }),
    orderNos: fromPanel ? cardOrders(document, tally) : [],
    conversation: sessionOf(url) ?? undefined,
    url: chatAddress(url) ?? undefined,
    remark: told('remark', LIMITS.note),
    level: told('level', LIMITS.tag),
  });
}

function typeOf(item: Element, text: string): MessageSeen['type'] {
  if (first(item, CHAT.card)) return 'order';
  if (text !== '') return 'text';
  const pictures = [...item.querySelectorAll('img')].filter((img) => /^(?:https?:)?\/\//.test(img.getAttribute('src') ?? ''));
  return pictures.length > 0 ? 'image' : 'empty';
}

function readMessage(item: Element, conversation: string | null, tally: Tally): MessageSeen {
  const words = messageText(item);
  const type = typeOf(item, words);
  const text = type === 'order' ? (orderNoIn(words) ?? words) : words;
  tally.take('message.text', text || null);
  return present({
    kind: 'message',
    conversation: conversation ?? undefined,
    side: [...item.classList].some((token) => token.includes('self')) ? 'seller' : 'buyer',
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
  const name = tally.take('peer.name', peerName(document));
  const items = outermost(document, CHAT.message[0]);
  if (items.length === 0) tally.take('message.text', null);
  // Messages of a conversation whose buyer is in doubt would be filed under the wrong one.
  if (name === undefined) return [];
  const session = sessionOf(url);
  const messages = items.map((item) =>
    readRow(source.rows, item, session ?? '', tally, (own) => readMessage(item, session, own)),
  );
  return [readPeer(source, name, tally), ...messages.flatMap((found) => values(found))];
}

function fingerprintOf(source: PageSource): string | null {
  const { document, url } = source;
  if (stateOf(source, CHAT.editor) !== 'ready') return null;
  const name = known(peerName(document));
  if (name === undefined) return null;
  const row = activeRow(document);
  const orders = cardOrders(document, createTally()).toSorted();
  const shop = known(shopOf(source))?.key ?? '';
  // With an id of its own the conversation needs no other mark; rows move up when messages arrive, orders come late.
  const session = sessionOf(url);
  return JSON.stringify(session ? [shop, name, session] : [shop, name, row?.ordinal ?? '', orders]);
}

const ANCHORS = [...CHAT.message, ...CHAT.row, ...CHAT.name, ...CHAT.editor];

function chatReader(id: string, knows: (source: PageSource) => boolean): ChatReader {
  return {
    ...pageReader(id, 'chat', { anchors: ANCHORS, knows, observe }),
    editor: editorOf,
    fingerprint: fingerprintOf,
    root: (document) => first(document, CHAT.root) ?? document.body,
  };
}

const isClassic = ({ url }: PageSource): boolean => url.hostname === 'msg.aliexpress.com';
const isBuild2024 = ({ document }: PageSource): boolean =>
  document.querySelector("[class*='csp-im_im-message-content']") !== null;

/** Chat of csp (`ai-im`) and gsp (`im-chat`), also while it is still loading. */
export const chat2026 = chatReader('aliexpress/chat-2026', (source) => !isClassic(source) && !isBuild2024(source));

/** Chat as opened from the order detail in 2024: the same parts in another frame, of which only the editor is known. */
export const chat2024 = chatReader('aliexpress/chat-2024', (source) => !isClassic(source) && isBuild2024(source));

/** The classic message page (until about 2021), of which only the editor is known. */
export const chat2019 = chatReader('aliexpress/chat-2019', isClassic);
