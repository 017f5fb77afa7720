import type { MessageSeen, Observation, PeerRef } from '#lib/domain/observation.ts';
import { isCut, isMasked, LIMITS } from '#lib/domain/text.ts';
import { all, first } from '#lib/dom/first.ts';
import { lineOf } from '#lib/dom/text-of.ts';
import { messageText } from '../aliexpress/message-text.ts';
import { type Found, only, present, type Tally } from '../found.ts';
import { isOpenRow, siblingChat } from '../sibling.ts';
import type { PageSource } from '../site.ts';
import { centreOf, lazadaMeta } from './meta.ts';

/** Where things are in the message window; the parts named `im-` are those of the component it shares with AliExpress. */
const CHAT = {
  anchor: ['.session-list', '.session-view', '#_lzd-im-container'], // 2021
  root: ['#_lzd-im-container', '.session-view'], // 2021
  row: ['.session-list .session-item', '.session-item'], // 2021
  rowName: ['.title-name', '[class*="title-name"]'], // 2021
  unread: '.badge', // 2021
  preview: ['.desc'], // 2021
  message: ['.im-message-item'], // 2026-04, shared component
  editor: ['textarea.message-fields__autosize', '.im-message-input-input-wrap textarea', 'textarea'], // 2021, 2024-08
} as const;

function nameOf(row: Element): string {
  return lineOf(first(row, CHAT.rowName), LIMITS.name);
}

/** The page is not known to show the buyer's name but in the list: the one open row says who it is. */
function peerOf({ document }: PageSource): Found<PeerRef> {
  const name = only(
    all(document, CHAT.row)
      .filter(isOpenRow)
      .map(nameOf)
      .filter((each) => each !== '' && !isCut(each)),
  );
  if (typeof name !== 'string') return name;
  return isMasked(name) ? { name, masked: true } : { name };
}

/** Rows of one name are told apart by which of them is open. */
function marksOf({ document, url }: PageSource): string[] {
  const rows = all(document, CHAT.row);
  const open = rows.find(isOpenRow);
  const alike = open ? rows.filter((row) => nameOf(row) === nameOf(open)) : [];
  return [url.hostname, alike.length > 1 && open ? String(alike.indexOf(open)) : ''];
}

function rowsIn(document: Document, tally: Tally): Observation[] {
  return all(document, CHAT.row).flatMap((row): Observation[] => {
    const name = tally.take('conversation.peer', nameOf(row) || null);
    if (name === undefined || isOpenRow(row)) return [];
    const count = /^\d{1,4}$/.exec(lineOf(row.querySelector(CHAT.unread)))?.[0];
    return [
      present({
        kind: 'conversation' as const,
        peer: isMasked(name) ? { name, masked: true } : { name },
        preview: lineOf(first(row, CHAT.preview)) || undefined,
        unread: count === undefined ? undefined : Number(count),
      }),
    ];
  });
}

function messagesIn(document: Document, peer: PeerRef, tally: Tally): MessageSeen[] {
  return all(document, CHAT.message).map((item): MessageSeen => {
    const own = [...item.classList].some((token) => token.includes('self'));
    const text = messageText(item);
    tally.take('message.text', text || null);
    const type = text ? 'text' : item.querySelector('img') ? 'image' : 'empty';
    const side = own ? ('seller' as const) : ('buyer' as const);
    return present({ kind: 'message' as const, side, type, sender: own ? undefined : peer, text: text || undefined });
  });
}

/** The message window of Lazada's seller centres (`/apps/im/window`). */
export const chat2021 = siblingChat({
  id: 'lazada/chat-2021',
  site: lazadaMeta,
  anchors: CHAT.anchor,
  editors: CHAT.editor,
  roots: CHAT.root,
  shop: ({ url }) => centreOf(url),
  peer: peerOf,
  marks: marksOf,
  observe: ({ document }, peer, tally) => [...(peer ? messagesIn(document, peer, tally) : []), ...rowsIn(document, tally)],
});
