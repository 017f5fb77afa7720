import type { Observation, PeerRef } from '#lib/domain/observation.ts';
import { isCut, isMasked, LIMITS } from '#lib/domain/text.ts';
import { all, first } from '#lib/dom/first.ts';
import { leavesOf } from '#lib/dom/text-of.ts';
import { valuesOf } from '#lib/dom/values-of.ts';
import { type Found, only, present, REFUSED, type Tally } from '../found.ts';
import { isOpenRow, siblingChat } from '../sibling.ts';
import type { PageSource } from '../site.ts';
import { centreOf, lazadaMeta } from './meta.ts';

/** Where things are in the message window. How its messages look is not known: only who is there is read. */
const CHAT = {
  anchor: ['.session-list', '.session-view', '#_lzd-im-container'], // 2021
  root: ['#_lzd-im-container', '.session-view'], // 2021
  list: ['.session-list'], // 2021
  row: ['.session-list .session-item', '.session-item', '.session-list > *'], // 2021
  rowName: ['.title-name', '[class*="title-name"]'], // 2021
  unread: ['.badge'], // 2021
  preview: ['.desc'], // 2021
  editor: ['textarea.message-fields__autosize', '.im-message-input-input-wrap textarea', 'textarea'], // 2021, 2024-08
} as const;

const TIME = /^(?:\d{1,2}:\d{2}|(?:\d{4}-)?\d{1,2}[-/]\d{1,2}|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Yesterday)$/;

/**
 * Where the classes are gone: a row's texts are perhaps a count, name, time, preview, or nothing but a name in an element
 * of its own, where other rows are of the same kind; anything else is not understood.
 */
function byPlace(row: Element): string[] | null {
  const marked = first(row, CHAT.rowName);
  if (marked && leavesOf(marked).length > 1) return null;
  const words = leavesOf(row);
  const rest = /^\d{1,3}$/.test(words[0] ?? '') ? words.slice(1) : words;
  if (rest.length === 3 && TIME.test(rest[1] ?? '')) return rest;
  const [kind = ''] = row.classList;
  const alike = [...(row.parentElement?.children ?? [])].filter((other) => other !== row && other.classList.contains(kind));
  return words.length === 1 && row.childElementCount === 1 && kind !== '' && alike.length > 0 ? words : null;
}

/** The only text of an element; '' where there is none or more than one. */
function textIn(element: Element | null): string {
  const [text = '', ...more] = valuesOf(element);
  return more.length > 0 ? '' : text;
}

/** The name of a row; '' where something stands beside it in its element, because either may be the name. */
function nameOf(row: Element): string {
  const marked = first(row, CHAT.rowName);
  return (marked ? textIn(marked) : (byPlace(row)?.[0] ?? '')).slice(0, LIMITS.name);
}

/** The page is not known to show the buyer's name but in the list: the one open row says who it is. */
function peerOf({ document }: PageSource): Found<PeerRef> {
  const open = all(document, CHAT.row).filter(isOpenRow);
  if (open.length > 1) return REFUSED;
  const name = only(open.map(nameOf).filter(Boolean));
  if (name === null || name === REFUSED) return name;
  if (isCut(name)) return REFUSED;
  return isMasked(name) ? { name, masked: true } : { name };
}

/** Rows of one name are told apart by which of them is open. */
function marksOf({ document, url }: PageSource): string[] {
  const rows = all(document, CHAT.row);
  const open = rows.find(isOpenRow);
  const alike = open ? rows.filter((row) => nameOf(row) === nameOf(open)) : [];
  return [url.hostname, alike.length > 1 && open ? String(alike.indexOf(open)) : ''];
}

function rowOf(row: Element, open: Element | undefined, tally: Tally): Observation[] {
  const name = tally.take('conversation.peer', nameOf(row) || REFUSED);
  if (name === undefined || row === open) return [];
  const count = /^\d{1,4}$/.exec(textIn(first(row, CHAT.unread)))?.[0];
  const shown = first(row, CHAT.preview);
  const preview = shown ? textIn(shown) : byPlace(row)?.[2];
  return [
    present({
      kind: 'conversation' as const,
      peer: isMasked(name) ? { name, masked: true } : { name },
      preview: preview || undefined,
      unread: tally.take('conversation.unread', count === undefined ? null : Number(count)),
    }),
  ];
}

function rowsIn(document: Document, tally: Tally): Observation[] {
  const rows = all(document, CHAT.row);
  const listed = first(document, CHAT.list)?.childElementCount ?? 0;
  // Somebody in the list who is no row as we know it: said, so that nobody relies on the rest being all.
  if (rows.length === 0 || listed > rows.length) tally.take('conversation.peer', rows.length === 0 ? null : REFUSED);
  const open = rows.filter(isOpenRow);
  return rows.flatMap((row) => rowOf(row, open.length === 1 ? open[0] : undefined, tally));
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
  observe: ({ document }, _peer, tally) => rowsIn(document, tally),
});
