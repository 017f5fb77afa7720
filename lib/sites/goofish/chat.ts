import type { MessageSeen, Observation, PeerRef } from '#lib/domain/observation.ts';
import { cleanLine, isMasked, LIMITS } from '#lib/domain/text.ts';
import { all, first } from '#lib/dom/first.ts';
import { lineOf } from '#lib/dom/text-of.ts';
import { type Found, only, present, REFUSED, type Tally } from '../found.ts';
import { siblingChat } from '../sibling.ts';
import { OWN_ACCOUNT, type PageSource } from '../site.ts';
import { messageIn } from './message.ts';
import { goofishMeta } from './meta.ts';
import { CHAT, MASKED_ID, NOBODY, ROW_STATE, ROW_TIME } from './selectors.ts';

/** The masked account id, wherever it stands alone. */
function maskedIds(document: Document): Element[] {
  const named = all(document, CHAT.maskedId).filter((each) => MASKED_ID.test(lineOf(each)));
  if (named.length > 0) return named;
  return [...document.querySelectorAll('span, div')].filter(
    (each) => each.childElementCount === 0 && MASKED_ID.test(lineOf(each)),
  );
}

/** The name in the top bar, else what stands right before the masked id. It is a shown name and no key. */
function peerOf({ document }: PageSource): Found<PeerRef> {
  const inBar = all(document, CHAT.name).map((each) => lineOf(each, LIMITS.nick));
  const before = maskedIds(document).map((each) => lineOf(each.previousElementSibling, LIMITS.nick));
  const names = inBar.some(Boolean) ? inBar : before;
  const name = only(names.filter((each) => each !== '' && !MASKED_ID.test(each)));
  if (name === null || name === REFUSED) return name;
  return isMasked(name) ? { name, masked: true } : { name };
}

/** The masked account id and the item of the open conversation tell two people of one name apart. */
function marksOf({ document }: PageSource): string[] {
  const href = first(document, CHAT.item)?.getAttribute('href') ?? '';
  return [lineOf(maskedIds(document)[0], LIMITS.nick), /[?&]id=(\d{5,20})/.exec(href)?.[1] ?? ''];
}

/** A row's texts are name, perhaps a state, preview, time; anything else is not understood and refused. */
function rowOf(row: Element, tally: Tally): Found<Observation> {
  const words = [...row.querySelectorAll('*')]
    .filter((each) => each.childElementCount === 0 && !each.closest(CHAT.rowAvatar) && each.tagName !== 'SUP')
    .map((each) => lineOf(each, LIMITS.title))
    .filter(Boolean);
  const [name = '', second = ''] = words;
  if (row.querySelector('img[alt="reminder"]') || NOBODY.test(name)) return null;
  const fits = ROW_TIME.test(words.at(-1) ?? '') && (words.length === 3 || (words.length === 4 && ROW_STATE.test(second)));
  if (!fits || isMasked(name)) return REFUSED;
  const preview = words.at(-2) ?? '';
  const badge = row.querySelector(CHAT.unread);
  const count = /^\d{1,4}$/.exec(badge?.getAttribute('title') ?? lineOf(badge))?.[0];
  return present({
    kind: 'conversation' as const,
    peer: { name: cleanLine(name, LIMITS.nick) },
    preview: words.length === 3 && ROW_STATE.test(preview) ? undefined : preview,
    unread: tally.take('conversation.unread', count === undefined ? null : Number(count)),
  });
}

function rowsIn(document: Document, tally: Tally): Observation[] {
  const rows = all(document, CHAT.row);
  if (rows.length === 0) tally.take('conversation.peer', null);
  return rows.flatMap((row) => tally.take('conversation.peer', rowOf(row, tally)) ?? []);
}

/** The messages whose side is certain; none at all while one of them names somebody else (the list lags behind). */
function messagesIn(document: Document, peer: PeerRef, rows: readonly Observation[], tally: Tally): MessageSeen[] {
  const names = rows.flatMap((row) => (row.kind === 'conversation' && row.peer.name ? [row.peer.name] : []));
  const others = new Set(names.filter((name) => name !== peer.name));
  const found = all(document, CHAT.message).map((row) => messageIn(row, peer, others, tally));
  if (found.length === 0) tally.take('message.sender', null);
  for (const each of found) tally.take('message.sender', each ?? REFUSED);
  return found.includes(REFUSED) ? [] : found.filter((each) => each !== null && each !== REFUSED);
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
    const rows = rowsIn(document, tally);
    return [...(peer ? messagesIn(document, peer, rows, tally) : []), ...rows];
  },
});
