import * as z from 'zod/mini';
import { moneySchema } from './money.ts';

/**
 * What readers report: facts seen on a page, in a response or in a file. An observation names only what was really
 * there; a field that could not be read is absent, an unknown time is absent (never "now"). Ids are strings.
 */
export const siteIds = ['taobao', 'aliexpress', 'goofish', 'alibaba1688', 'lazada', 'alibaba', 'custom'] as const;
export type SiteId = (typeof siteIds)[number];

const id = z.string().check(z.regex(/^[\w.@#:=+/-]{1,128}$/));
const orderNo = z.string().check(z.regex(/^\d{11,20}$/));
const line = z.string().check(z.minLength(1), z.maxLength(512));
const text = z.string().check(z.maxLength(10_000));
const epoch = z.number().check(z.int(), z.gte(0), z.lte(4_102_444_800_000));

/** The shop a page works for. `key` is stable: Taobao the main account's nick, AliExpress the channelId. */
export const shopSchema = z.object({
  site: z.enum(siteIds),
  key: line,
  name: z.optional(line),
  staff: z.optional(line),
  /** The page shows only the shop's name; which shop that is must be known from another page. */
  keyIsName: z.optional(z.literal(true)),
});
export type ShopRef = z.infer<typeof shopSchema>;

/** Who a page says the buyer is. `name` is what is shown; only unmasked `nick` (Taobao), `uid` and `enc` identify. */
export const peerSchema = z.object({
  name: z.optional(line),
  masked: z.optional(z.boolean()),
  nick: z.optional(line),
  uid: z.optional(id),
  enc: z.optional(id),
  country: z.optional(line),
  language: z.optional(line),
});
export type PeerRef = z.infer<typeof peerSchema>;

const orderStates = ['unpaid', 'paid', 'shipped', 'done', 'closed', 'refunding', 'unknown'] as const;
export type OrderState = (typeof orderStates)[number];

const itemSchema = z.object({
  lineNo: z.optional(orderNo),
  itemId: z.optional(z.string().check(z.regex(/^\d{5,20}$/))),
  title: z.optional(line),
  sku: z.optional(line),
  code: z.optional(line),
  quantity: z.optional(z.number().check(z.int(), z.gte(0))),
  price: z.optional(moneySchema),
  refund: z.optional(line),
});
export type OrderItem = z.infer<typeof itemSchema>;

export const orderSchema = z.object({
  kind: z.literal('order'),
  no: orderNo,
  state: z.enum(orderStates),
  stateText: z.optional(line),
  createdAt: z.optional(epoch),
  paidAt: z.optional(epoch),
  shippedAt: z.optional(epoch),
  receivedAt: z.optional(epoch),
  /** What the buyer paid. */
  paid: z.optional(moneySchema),
  shipping: z.optional(moneySchema),
  items: z.array(itemSchema).check(z.maxLength(200)),
  buyer: z.optional(peerSchema),
  recipient: z.optional(
    z.object({
      name: z.optional(line),
      phone: z.optional(line),
      email: z.optional(line),
      address: z.optional(line),
      zip: z.optional(line),
      city: z.optional(line),
      region: z.optional(line),
      country: z.optional(line),
    }),
  ),
  carrier: z.optional(line),
  tracking: z.optional(z.array(line).check(z.maxLength(20))),
  /** The platform's memo flag by colour word; `none` when the page shows the empty flag. */
  flag: z.optional(z.enum(['none', 'red', 'yellow', 'green', 'blue', 'purple', 'white'])),
  memo: z.optional(text),
  buyerNote: z.optional(text),
  tags: z.optional(z.array(line).check(z.maxLength(20))),
});
export type OrderSeen = z.infer<typeof orderSchema>;

/** An open conversation: who it is with and which orders the page itself shows beside it. */
const peerSeenSchema = z.object({
  kind: z.literal('peer'),
  peer: peerSchema,
  orderNos: z.array(orderNo).check(z.maxLength(100)),
  /** The page's own id of the conversation, where it has one. */
  conversation: z.optional(id),
  /** Address at which this conversation was seen, without tokens; opening it brings the chat back. */
  url: z.optional(z.string().check(z.maxLength(1000))),
  remark: z.optional(text),
  level: z.optional(line),
});
export type PeerSeen = z.infer<typeof peerSeenSchema>;

const messageKinds = ['text', 'image', 'file', 'item', 'order', 'card', 'system', 'robot', 'withdrawn', 'empty'] as const;

export const messageSchema = z.object({
  kind: z.literal('message'),
  id: z.optional(id),
  conversation: z.optional(id),
  side: z.enum(['buyer', 'seller', 'system']),
  type: z.enum(messageKinds),
  at: z.optional(epoch),
  sender: z.optional(peerSchema),
  /** The staff account that wrote it (`shop:sub`), where the page says so. */
  staff: z.optional(line),
  text: z.optional(text),
  read: z.optional(z.boolean()),
});
export type MessageSeen = z.infer<typeof messageSchema>;

/** A row of a list of conversations (chat list or chat-record search): who, when last; not the open one. */
const conversationSchema = z.object({
  kind: z.literal('conversation'),
  peer: peerSchema,
  conversation: z.optional(id),
  createdAt: z.optional(epoch),
  at: z.optional(epoch),
  staffUid: z.optional(id),
  preview: z.optional(text),
  unread: z.optional(z.number().check(z.int(), z.gte(0))),
  tags: z.optional(z.array(line)),
});

/** A refund or dispute. It is known by its number, on AliExpress also by that of its line; an entry without either says nothing. */
const caseSchema = z.object({
  kind: z.literal('case'),
  no: z.optional(orderNo),
  lineNo: z.optional(orderNo),
  orderNo: z.optional(orderNo),
  orderLineNo: z.optional(orderNo),
  type: z.optional(line),
  stateText: z.optional(line),
  amount: z.optional(moneySchema),
  quantity: z.optional(z.number().check(z.int(), z.gte(0))),
  createdAt: z.optional(epoch),
  orderCreatedAt: z.optional(epoch),
  deadlineText: z.optional(line),
  itemId: z.optional(z.string()),
  title: z.optional(line),
  buyer: z.optional(peerSchema),
});

const reviewSchema = z.object({
  kind: z.literal('review'),
  id: z.optional(id),
  orderNo: z.optional(orderNo),
  orderLineNo: z.optional(orderNo),
  rating: z.optional(z.enum(['good', 'neutral', 'bad'])),
  at: z.optional(epoch),
  text: z.optional(text),
  appendText: z.optional(text),
  appendDays: z.optional(z.number().check(z.int())),
  itemId: z.optional(z.string()),
  title: z.optional(line),
  pictures: z.optional(z.number().check(z.int(), z.gte(0))),
  replyDaysLeft: z.optional(z.number().check(z.int())),
  buyer: z.optional(peerSchema),
});

export type CaseSeen = z.infer<typeof caseSchema>;
export type ReviewSeen = z.infer<typeof reviewSchema>;

/** What is kept with an order: the order itself, a refund or dispute of it, and what the buyer wrote about it. */
export const recordSchema = z.discriminatedUnion('kind', [orderSchema, caseSchema, reviewSchema]);
export type RecordSeen = z.infer<typeof recordSchema>;

export const observationSchema = z.discriminatedUnion('kind', [
  orderSchema,
  peerSeenSchema,
  messageSchema,
  conversationSchema,
  caseSchema,
  reviewSchema,
]);
export type Observation = z.infer<typeof observationSchema>;

/** State of one field of one reader: read, not on the page, or there but refused (wrong shape, two candidates, masked key). */
export type FieldHealth = 'found' | 'missing' | 'refused';

/** Why a page is not read although its address fits. */
export const pageStates = ['ready', 'loading', 'login', 'punish', 'empty', 'unknown'] as const;
export type PageState = (typeof pageStates)[number];

/** One reading of a page, response or file. `zone` is the zone in which the source prints times. */
export interface Reading {
  reader: string;
  state: PageState;
  shop?: ShopRef;
  zone: string;
  observations: Observation[];
  /** `order.paid` → state of that field over all rows: found if found in any row and refused in none. */
  health: Record<string, FieldHealth>;
}
