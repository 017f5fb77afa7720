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
] as const;
export type TeachField = (typeof teachFields)[number];

/** The pages on which pointing helps: an open chat, or a list of orders. */
export const teachPages = ['chat', 'orders'] as const;
export type TeachPage = (typeof teachPages)[number];

/** Returns the page a field is on. */
export function pageOfField(field: TeachField): TeachPage {
  return field.startsWith('order.') ? 'orders' : 'chat';
}

/** Tells whether a field stands once in every row of a list. */
export function isRowField(field: TeachField): boolean {
  return field.startsWith('order.') || field.startsWith('message.') || field === 'chat.row';
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
  /** Rows of the list in which the candidates look. */
  row?: string;
  /** Rows that show no number of their own belong to the order of the nearest row above that does. */
  below?: true;
  /** What only the open row, or only one's own messages, carry, on the row itself or inside it; or the edge they stand at. */
  mark?: string;
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

/** Returns the rule of a field, or undefined. */
export function ruleFor(rules: HostRules, field: TeachField): FieldRule | undefined {
  return rules.fields.find((rule) => rule.field === field);
}
