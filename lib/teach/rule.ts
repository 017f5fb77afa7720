import type { SiteId } from '../domain/observation.ts';

/** What a person can point at. Names are those of the readers' health, so that both speak of the same field. */
export const teachFields = [
  'peer.name',
  'chat.row',
  'chat.editor',
  'peer.orderNos',
  'message.text',
  'message.own',
  'order.no',
  'order.createdAt',
  'order.paid',
  'order.stateText',
  'order.buyer',
  'case.no',
  'case.orderNo',
  'case.createdAt',
  'case.amount',
  'case.stateText',
  'case.buyer',
  'review.orderNo',
  'review.at',
  'review.text',
  'review.buyer',
] as const;
export type TeachField = (typeof teachFields)[number];

const ORDER = ['order.no', 'order.createdAt', 'order.paid', 'order.stateText', 'order.buyer'] as const;
const CASE = ['case.no', 'case.orderNo', 'case.createdAt', 'case.amount', 'case.stateText', 'case.buyer'] as const;

/** What can be pointed at on each kind of page, the most needed first. On a list of records the first tells them apart. */
export const PAGE_FIELDS = {
  chat: ['peer.name', 'chat.row', 'chat.editor', 'peer.orderNos', 'message.text', 'message.own'],
  orders: ORDER,
  order: ORDER,
  cases: CASE,
  case: CASE,
  reviews: ['review.orderNo', 'review.at', 'review.text', 'review.buyer'],
  records: ['chat.row', 'message.text', 'message.own'],
} as const satisfies Record<string, readonly TeachField[]>;

/** The kinds of page on which pointing helps; what is shown on one kind is applied to no other. */
export type TeachPage = keyof typeof PAGE_FIELDS;
export const teachPages = Object.keys(PAGE_FIELDS) as [TeachPage, ...TeachPage[]];

/** Returns the kind of page as one on which pointing helps, or null. */
export function teachPageOf(kind: string | undefined): TeachPage | null {
  return teachPages.find((page) => page === kind) ?? null;
}

/** Tells whether a field can be pointed at on a kind of page. */
export function isOnPage(field: TeachField, page: TeachPage): boolean {
  return (PAGE_FIELDS[page] as readonly TeachField[]).includes(field);
}

/** Returns the kind of page a rule belongs to; rules of before say none and are of the first two kinds there were. */
export function pageOfRule({ field, page }: Pick<FieldRule, 'field' | 'page'>): TeachPage {
  return page ?? (field.startsWith('order.') ? 'orders' : 'chat');
}

/** Tells whether a field is one of a record (an order, a case, a review). */
export function isRecordField(field: TeachField): boolean {
  return /^(?:order|case|review)\./.test(field);
}

/** Tells whether a field is the number by which the records of a list are told apart. */
export function isKeyField(field: TeachField): boolean {
  return field === 'order.no' || field === 'case.no' || field === 'review.orderNo';
}

/** Sites whose reader tells the words of any row that is shown to be a message: no class says which part of it they are. */
export const READS_LINES: ReadonlySet<SiteId> = new Set(['aliexpress']);

/** Tells whether a field stands once in every row of a list; on the page of a single order or case it stands alone. */
export function isRowField(field: TeachField, page: TeachPage): boolean {
  return page !== 'order' && page !== 'case' && !field.startsWith('peer.') && field !== 'chat.editor';
}

/** How a candidate finds its element, the most lasting first. */
export const waysToFind = ['attribute', 'class', 'label', 'structure'] as const;
export type WayToFind = (typeof waysToFind)[number];

/** Attributes whose value may be read where an element shows no text of its own. */
export const readableAttributes = ['data-nick', 'data-name', 'data-title', 'title', 'aria-label'] as const;
export type ReadableAttribute = (typeof readableAttributes)[number];

/** One way to the field: a selector in the document, or in a row of a list; selectors hold no text of the page. */
export interface Candidate {
  by: WayToFind;
  selector: string;
  attr?: ReadableAttribute;
  /** Word of the page in front of the value (`订单号`); the value is what stands behind it. */
  label?: string;
  /** How often it gave the value that the others or the built-in reader gave, nothing, or another one. */
  hits: number;
  misses: number;
  against: number;
}

/** What was learnt for one field on one host. */
export interface FieldRule {
  field: TeachField;
  /** The kind of page it was shown on, see `pageOfRule`. */
  page?: TeachPage;
  /** Rows of the list in which the candidates look. */
  row?: string;
  /** Rows that show no number of their own belong to the order of the nearest row above that does. */
  below?: true;
  /** What only the open row, or only one's own messages, carry, on the row itself or inside it; or the edge they stand at. */
  mark?: string;
  /** The mark is no word for being open, but was seen on two rows, each while it was. */
  moved?: true;
  /** One of two like names beside each other: believed only with the open row of the list. */
  paired?: true;
  candidates: Candidate[];
  /** Epoch ms of the pointing. */
  at: number;
  origin: 'own' | 'recipe';
}

/** Everything learnt for a host; a site of the user's own has only this. */
export interface HostRules {
  site: SiteId;
  host: string;
  fields: FieldRule[];
}

/** Wrong answers after which a candidate is not asked again, unless it was right far more often. */
const TOO_OFTEN = 2;

/** Tells whether a candidate is still asked: it did not contradict what is known, or hardly ever. */
export function isAlive({ hits, against }: Candidate): boolean {
  return against < TOO_OFTEN || hits >= against * 10;
}

/** Returns the rule of a field on a kind of page, or undefined. */
export function ruleFor(rules: HostRules, field: TeachField, page: TeachPage): FieldRule | undefined {
  return rules.fields.find((rule) => rule.field === field && pageOfRule(rule) === page);
}
