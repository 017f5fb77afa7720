import type { SiteId } from '../domain/observation.ts';
import type { PageKind } from './site.ts';

/**
 * Which fields of which reader matter. `essential`: without it the page is of no use to the person. `usual`: on
 * practically every such page; it counts as gone only when it was there before and stays away. All others come and go
 * with the order or the buyer (no tracking yet, no note) and never alarm.
 */
export interface Vitals {
  essential: readonly string[];
  usual: readonly string[];
  /** Fields that are refused only where nothing of their kind could be read: worth a word, unlike one row of twenty. */
  whole?: readonly string[];
  /** One of these tells that there is something to read; without any of them the page is merely open. */
  open?: readonly string[];
}

/** The message editor of a chat, as a field: looked for beside what the reader reads. */
const EDITOR = 'reader.editor';

const ORDERS: Vitals = {
  // Orders whose shop is not known cannot be kept.
  essential: ['order.no', 'shop'],
  usual: ['order.createdAt', 'order.paid', 'order.buyer', 'order.state', 'order.stateText', 'item.title', 'item.price'],
};
const ORDER: Vitals = {
  essential: ['order.no', 'shop'],
  usual: ['order.stateText', 'item.title', 'order.recipient', 'recipient.name'],
};
// Cases and reviews are kept with their order, as orders are with their shop.
const CASES: Vitals = {
  essential: ['case.no', 'case.orderNo', 'shop'],
  usual: ['case.amount', 'case.createdAt', 'case.type', 'case.stateText', 'case.buyer'],
};
const REVIEWS: Vitals = { essential: ['review.orderNo', 'shop'], usual: ['review.rating', 'review.at', 'review.buyer'] };
const SIBLING_CHAT: Vitals = {
  essential: ['peer.name', EDITOR],
  usual: ['message.text'],
  open: ['peer.name', EDITOR, 'message.text'],
};
const NOTHING: Vitals = { essential: [], usual: [] };

/** By the word of the reader's id between site and year: `taobao/orders-2025` is one of `taobao/orders`. */
const TABLE: Readonly<Record<string, Vitals>> = {
  'taobao/chat': {
    essential: ['peer.name', EDITOR],
    usual: ['peer.nick', 'message.sender', 'message.at'],
    whole: ['message.sender'],
    open: ['peer.name', EDITOR, 'message.sender'],
  },
  'taobao/records': { essential: ['peer.name', 'shop'], usual: ['peer.nick', 'message.at'], open: ['peer.name', 'message.at'] },
  'taobao/orders': ORDERS,
  'taobao/order': ORDER,
  'taobao/cases': CASES,
  'taobao/case': CASES,
  'taobao/reviews': REVIEWS,
  'taobao/shell-chat': { essential: ['chat.connection'], usual: [] },
  'taobao/shell': { essential: ['shop.key'], usual: ['shop.staff'] },
  'aliexpress/chat': {
    essential: ['peer.name', EDITOR],
    usual: ['shop', 'message.text', 'message.sender', 'peer.country'],
    whole: ['message.sender'],
    open: ['peer.name', EDITOR, 'message.text'],
  },
  'aliexpress/orders': ORDERS,
  'aliexpress/order': ORDER,
  'aliexpress/disputes': CASES,
  // Its number may be that of the line in the address.
  'aliexpress/dispute': { essential: ['case.orderNo', 'shop'], usual: ['case.no', ...CASES.usual] },
  'aliexpress/feedback': REVIEWS,
  'aliexpress/export': NOTHING,
  'aliexpress/gate': NOTHING,
  'goofish/chat': SIBLING_CHAT,
  'alibaba1688/chat': SIBLING_CHAT,
  'lazada/chat': SIBLING_CHAT,
  'alibaba/chat': SIBLING_CHAT,
};

/** Sites that are read less closely: a chat is a chat by its name and its editor. */
const ELSEWHERE: Readonly<Record<string, Vitals>> = {
  chat: { essential: ['peer.name', EDITOR], usual: [], open: ['peer.name', EDITOR, 'message.text', 'message.sender'] },
  orders: ORDERS,
  order: ORDER,
};

function entryOf(reader: string): Vitals | undefined {
  const [stem = '', word = ''] = /^[\w-]+\/([a-z]+)/.exec(reader) ?? [];
  return TABLE[reader.replace(/-[\d.]+$/, '')] ?? TABLE[stem] ?? ELSEWHERE[word];
}

/** Returns which fields of a reader matter; of a reader that is in no table, none. */
export function vitalsOf(reader: string): Vitals {
  return entryOf(reader) ?? NOTHING;
}

/** Tells whether a reader is in one of the tables. */
export function hasVitals(reader: string): boolean {
  return entryOf(reader) !== undefined;
}

/** Tells whether the reader reads chats. */
export function isChatReader(reader: string): boolean {
  return /^[\w-]+\/chat-/.test(reader);
}

/** Kinds of pages that readers of a site know, where they do not know all; addresses of other kinds are not read. */
export const READ_KINDS: Readonly<Partial<Record<SiteId, readonly PageKind[]>>> = {
  taobao: ['chat', 'orders', 'order', 'cases', 'case', 'reviews', 'records', 'shell'],
  aliexpress: ['chat', 'orders', 'order', 'cases', 'case', 'reviews', 'export', 'shell'],
  goofish: ['chat'],
  alibaba1688: ['chat'],
  lazada: ['chat'],
  alibaba: ['chat'],
};
