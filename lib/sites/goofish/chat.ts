import type { MessageSeen, Observation, PeerRef } from '#lib/domain/observation.ts';
import { cleanLine, isMasked, LIMITS } from '#lib/domain/text.ts';
import { all, first } from '#lib/dom/first.ts';
import { leavesOf, lineOf, shownText } from '#lib/dom/text-of.ts';
import { type Found, only, present, REFUSED, type Tally } from '../found.ts';
import { siblingChat } from '../sibling.ts';
import { OWN_ACCOUNT, type PageSource } from '../site.ts';
import { goofishMeta } from './meta.ts';
import { CHAT, ROW_STATE, ROW_TIME } from './selectors.ts';

/** The name in the top bar. It is a shown name and no key: two people may have it. */
function peerOf({ document }: PageSource): Found<PeerRef> {
  const name = only(
    all(document, CHAT.name)
      .map((each) => lineOf(each, LIMITS.nick))
      .filter(Boolean),
  );
  if (name === null || name === REFUSED) return name;
  return isMasked(name) ? { name, masked: true } : { name };
}

/** The masked account id and the item of the open conversation tell two people of one name apart. */
function marksOf({ document }: PageSource): string[] {
  const href = first(document, CHAT.item)?.getAttribute('href') ?? '';
  return [lineOf(first(document, CHAT.maskedId), LIMITS.nick), /[?&]id=(\d{5,20})/.exec(href)?.[1] ?? ''];
}

/** The line's parts in a row: wrappers with a single child are looked through. */
function partsOf(row: Element): Element[] {
  let at = row;
  while (at.childElementCount === 1 && at.firstElementChild && !at.firstElementChild.matches(CHAT.body))
    at = at.firstElementChild;
  return [...at.children];
}

function holds(part: Element | undefined, selector: string): boolean {
  return part !== undefined && (part.matches(selector) || part.querySelector(selector) !== null);
}

/** The avatar stands before the words of the other side and behind one's own; the name beside it must not contradict. */
function sideOf(row: Element, name: string): Found<'buyer' | 'seller'> {
  const parts = partsOf(row);
  const [head, tail] = [holds(parts[0], CHAT.avatar), holds(parts.at(-1), CHAT.avatar)];
  if (parts.length < 2 || head === tail) return REFUSED;
  const shown = parts.filter((part) => !holds(part, CHAT.avatar) && !holds(part, CHAT.body)).flatMap((part) => leavesOf(part));
  const named = shown.includes(name);
  // Somebody else's name on the other side: the list still shows the former conversation.
  if (head && shown.length > 0 && !named) return REFUSED;
  if (tail && named) return REFUSED;
  return head ? 'buyer' : 'seller';
}

function bodyOf(row: Element): Pick<MessageSeen, 'type' | 'text'> {
  const card = first(row, CHAT.card);
  if (card) return { type: 'card', text: lineOf(card) };
  const words = first(row, CHAT.text);
  const text = words ? shownText(words) : '';
  if (text) return { type: /撤回了?一条消息/.test(text) ? 'withdrawn' : 'text', text };
  const pictures = [...row.querySelectorAll('img')].filter((image) => !image.closest(CHAT.avatar));
  return { type: pictures.length > 0 ? 'image' : 'empty' };
}

function messagesIn(document: Document, peer: PeerRef, tally: Tally): MessageSeen[] {
  const messages: MessageSeen[] = [];
  for (const row of all(document, CHAT.message)) {
    const side = tally.take('message.side', sideOf(row, peer.name ?? ''));
    if (side === undefined) return [];
    const { type, text } = bodyOf(row);
    tally.take('message.text', text || null);
    messages.push(present({ kind: 'message' as const, side, type, sender: side === 'buyer' ? peer : undefined, text }));
  }
  return messages;
}

/** A row's texts are name, perhaps a state, preview, time; anything else is not understood and refused. */
function rowOf(row: Element): Found<Observation> {
  if (row.querySelector('img[alt="reminder"]')) return null;
  const words = [...row.querySelectorAll('*')]
    .filter((each) => each.childElementCount === 0 && !each.closest(CHAT.rowAvatar) && each.tagName !== 'SUP')
    .map((each) => lineOf(each, LIMITS.title))
    .filter(Boolean);
  const [name = '', second = ''] = words;
  const fits = ROW_TIME.test(words.at(-1) ?? '') && (words.length === 3 || (words.length === 4 && ROW_STATE.test(second)));
  if (!fits || !name || isMasked(name)) return REFUSED;
  const preview = words.at(-2) ?? '';
  const count = /^\d{1,4}$/.exec(row.querySelector(CHAT.unread)?.getAttribute('title') ?? '')?.[0];
  return present({
    kind: 'conversation' as const,
    peer: { name: cleanLine(name, LIMITS.nick) },
    preview: words.length === 3 && ROW_STATE.test(preview) ? undefined : preview,
    unread: count === undefined ? undefined : Number(count),
  });
}

/** The message centre of 闲鱼 (`/im`): who the open conversation is with, and what is visible of it. */
export const chat2026 = siblingChat({
  id: 'goofish/chat-2026',
  site: goofishMeta,
  anchors: CHAT.anchor,
  editors: CHAT.editor,
  roots: CHAT.root,
  shop: () => ({ site: 'goofish', key: OWN_ACCOUNT, name: '闲鱼' }),
  peer: peerOf,
  marks: marksOf,
  observe({ document }, peer, tally) {
    const rows = all(document, CHAT.row).flatMap((row) => tally.take('conversation.peer', rowOf(row)) ?? []);
    return [...(peer ? messagesIn(document, peer, tally) : []), ...rows];
  },
});
