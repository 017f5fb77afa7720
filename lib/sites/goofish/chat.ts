import type { MessageSeen, Observation, PeerRef } from '#lib/domain/observation.ts';
import { cleanLine, isMasked, LIMITS } from '#lib/domain/text.ts';
import { all, first } from '#lib/dom/first.ts';
import { leavesOf, lineOf } from '#lib/dom/text-of.ts';
import { partsOf, valuesOf } from '#lib/dom/values-of.ts';
import { isBlock } from '#lib/dom/walk.ts';
import { type Found, only, present, REFUSED, type Tally } from '../found.ts';
import { siblingChat } from '../sibling.ts';
import { OWN_ACCOUNT, type PageSource } from '../site.ts';
import { messageIn } from './message.ts';
import { goofishMeta } from './meta.ts';
import { CHAT, MASKED_ID, NOBODY, ROW_STATE, ROW_TIME } from './selectors.ts';

/** The masked account id, wherever it stands alone. */
function maskedIds(document: Document): Element[] {
  const named = all(document, CHAT.maskedId).filter((each) => maskedIdIn(each) !== undefined);
  if (named.length > 0) return named;
  return [...document.querySelectorAll('span, div')].filter(
    (each) => each.childElementCount === 0 && MASKED_ID.test(lineOf(each)),
  );
}

function maskedIdIn(element: Element | undefined): string | undefined {
  return valuesOf(element).find((text) => MASKED_ID.test(text));
}

/** Of several texts beside a name in its element that one is the name which the list or the messages show as well. */
function namesIn(element: Element | null, document: Document): string[] {
  const texts = valuesOf(element, LIMITS.nick).filter((text) => !MASKED_ID.test(text));
  if (texts.length < 2) return texts;
  const shown = [...all(document, CHAT.row), ...all(document, CHAT.message)].flatMap((each) => leavesOf(each));
  const known = texts.filter((text) => shown.includes(text));
  return known.length === 1 ? known : texts;
}

/** The name in the top bar, else what stands right before the masked id. It is a shown name and no key. */
function peerOf({ document }: PageSource): Found<PeerRef> {
  const inBar = all(document, CHAT.name).flatMap((each) => namesIn(each, document));
  const before = (): string[] => maskedIds(document).flatMap((each) => namesIn(each.previousElementSibling, document));
  const name = only(inBar.length > 0 ? inBar : before());
  if (name === null || name === REFUSED) return name;
  return isMasked(name) ? { name, masked: true } : { name };
}

/** The masked account id and the item of the open conversation tell two people of one name apart. */
function marksOf({ document }: PageSource): string[] {
  const href = first(document, CHAT.item)?.getAttribute('href') ?? '';
  return [maskedIdIn(maskedIds(document)[0]) ?? '', /[?&]id=(\d{5,20})/.exec(href)?.[1] ?? ''];
}

/** The texts of a row, each a line of its own; null where a line holds more than one. */
function linesOf(row: Element): string[] | null {
  const parts = partsOf(row, ({ tagName }) => /^(?:MARK|WBR|BR)$/.test(tagName)).filter(
    ({ host }) => !host?.closest(`${CHAT.rowAvatar}, ${CHAT.unread}`),
  );
  const lines = parts.map(({ text, host }) => {
    let line = host ?? row;
    while (line !== row && !isBlock(line)) line = line.parentElement ?? row;
    return { text: cleanLine(text), texts: valuesOf(line) };
  });
  const own = lines.filter(({ text, texts }) => texts.includes(text));
  return own.every(({ texts }) => texts.length === 1) ? own.map(({ text }) => text) : null;
}

/** The number of unread messages in the badge of a row. */
function unreadIn(row: Element): Found<number> {
  const badges = [...row.querySelectorAll(CHAT.unread)].flatMap((badge) => badge.getAttribute('title') ?? valuesOf(badge));
  return only(badges.flatMap((text) => (/^\d{1,4}$/.test(text) ? Number(text) : [])));
}

/** A row's texts are name, perhaps a state, preview, time; anything else is not understood and refused. */
function rowOf(row: Element, tally: Tally): Found<Observation> {
  const words = linesOf(row) ?? [];
  const [name = '', second = ''] = words;
  if (row.querySelector('img[alt="reminder"]') || NOBODY.test(name)) return null;
  const isOne = !words.slice(0, -1).some((word) => ROW_TIME.test(word));
  const fits =
    isOne && ROW_TIME.test(words.at(-1) ?? '') && (words.length === 3 || (words.length === 4 && ROW_STATE.test(second)));
  if (!fits || isMasked(name)) return REFUSED;
  const preview = words.at(-2) ?? '';
  return present({
    kind: 'conversation' as const,
    peer: { name: cleanLine(name, LIMITS.nick) },
    preview: words.length === 3 && ROW_STATE.test(preview) ? undefined : preview,
    unread: tally.take('conversation.unread', unreadIn(row)),
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
