import type { CaretRect } from '../dom/caret.ts';
import type { Stopped } from '../dom/stops.ts';
import type { AskedSlot, Rendered } from '../domain/chat.ts';
import { textSoFar } from '../domain/template-messages.ts';
import { slotsOf } from '../domain/template-slots.ts';
import { isForShop, type TemplateBrief } from '../domain/template.ts';
import type { Suggestion, Why } from '../intent/suggestion.ts';
import type { OpenBuyer } from '../messaging.ts';
import { rankTemplates, type Ranked } from '../search/rank.ts';
import type { TemplateIndex } from '../search/template-index.ts';

/** One field of the form: a slot, whether it must be filled, and values to choose from. */
export interface SlotField {
  name: string;
  required: boolean;
  choices: string[];
  /** What tells the choices apart, in the same order. */
  hints: string[];
  kind: NonNullable<AskedSlot['kind']> | 'text';
  /** What was filled in for this buyer last. */
  last?: string;
}

/** The form for the slots of one template; `values` by the slot's name. */
export interface SlotFormState {
  template: TemplateBrief;
  fields: SlotField[];
  values: Record<string, string>;
  preview: string;
  /** Set after somebody tried to insert with required fields empty. */
  complaint: boolean;
}

/** A row of the list; `why` if it is offered for what the buyer wrote. */
export interface PaletteRow extends Ranked {
  why?: Why;
}

/** What the open palette shows. */
export interface PanelState {
  caret: CaretRect;
  /** undefined: not known yet; null: the extension does not know; false: no conversation is open. */
  peer: OpenBuyer | null | undefined | false;
  /** undefined: still being read. */
  rows: PaletteRow[] | undefined;
  total: number;
  query: string;
  selected: number;
  /** What the selected one would read like for this buyer, see `splitGaps`; null: not known. */
  sample: string | null;
  busy: boolean;
  form: SlotFormState | null;
  /** A line of the panel about what just went wrong. */
  problem: string | null;
}

/** Returns what is shown at first; `inChat`: a conversation is open. */
export function firstPanel(caret: CaretRect, inChat: boolean, query: string): PanelState {
  return {
    caret,
    peer: inChat ? undefined : false,
    rows: undefined,
    total: 0,
    query,
    selected: 0,
    sample: null,
    busy: false,
    form: null,
    problem: null,
  };
}

/** A line that stays for a moment beside the caret after the palette has closed. */
export interface Toast {
  tone: 'good' | 'bad';
  text: string;
  hint?: string;
  caret: CaretRect;
}

/** Everything that is drawn in the page. */
export interface InpageState {
  panel: PanelState | null;
  toast: Toast | null;
}

/** How a session tells what is going on: the panel changed, a line is to be said, or it is over. */
export interface SessionEvents {
  changed(panel: PanelState): void;
  said(tone: 'good' | 'bad', text: string, undo?: () => boolean): void;
  closed(): void;
  /** A text is in: `allowed` tells whether its conversation is still the open one. */
  placed(text: Stopped, allowed: () => boolean): void;
}

/** How an insertion was asked for. */
export interface ChooseOptions {
  /** Keep the palette open for another one. */
  stay?: boolean;
  /** Show the slots even when all have values. */
  form?: boolean;
}

/** Returns what a person has filled in. */
export function answersIn({ values }: Pick<SlotFormState, 'values'>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim()));
}

/** Returns what is still to be filled in. */
export function missingFields({ fields, values }: SlotFormState): SlotField[] {
  return fields.filter((field) => field.required && !values[field.name]?.trim());
}

/**
 * Returns the form for a template: what has no value, and with `all` what is filled by itself too, so that it can be
 * changed. Keeps what was answered before.
 */
export function formFor(template: TemplateBrief, rendered: Rendered, before: SlotFormState | null, all: boolean): SlotFormState {
  const missing = rendered.outcome === 'missing' ? rendered.slots : [];
  const required = missing.map(fieldOf);
  const filled = slotsOf(template.body).filter(({ name }) => !missing.some((slot) => slot.name === name));
  const fields = all ? [...required, ...filled.map(({ name }) => ({ ...fieldOf({ name }), required: false }))] : required;
  const last = Object.fromEntries(missing.flatMap(({ name, last }) => (last ? [[name, last] as const] : [])));
  const values = before?.template.id === template.id ? { ...last, ...before.values } : last;
  return { template, fields, values, preview: textSoFar(rendered), complaint: false };
}

function fieldOf({ name, kind, choices = [], hints = [], last }: Omit<AskedSlot, 'label'>): SlotField {
  return { name, required: true, kind: kind ?? 'text', choices, hints, ...(last && { last }) };
}

/** Most rows that are drawn. */
const MAX_ROWS = 40;

/**
 * Returns the templates in force that fit what was typed, those in the buyer's language first; before them, while nothing
 * is typed, those that are offered.
 */
export function rowsFor(
  index: TemplateIndex,
  query: string,
  peer: PanelState['peer'],
  offered: readonly Suggestion[],
): PaletteRow[] {
  const found = rankTemplates(index, query, {
    limit: MAX_ROWS,
    at: Date.now(),
    ...(peer ? { language: peer.language, stage: peer.stage, shopId: peer.shopId } : {}),
  });
  if (query !== '' || offered.length === 0) return found;
  const first = offered.map(({ template, why }): PaletteRow => ({ template, why, hits: [], by: 'recent' }));
  const others = found.filter(({ template }) => !offered.some((each) => each.template.id === template.id));
  return [...first, ...others].slice(0, MAX_ROWS);
}

/**
 * Returns what stays on show when it becomes known late whose chat it is: what is for other shops goes, the rest keeps its
 * order; once something has been chosen nothing goes. Null when nothing is on show, or nothing of it stays.
 */
export function withoutOtherShops({
  rows,
  selected,
  peer,
  form,
  busy,
}: PanelState): Pick<PanelState, 'rows' | 'selected'> | null {
  if (!rows) return null;
  const left = !peer || form || busy ? rows : rows.filter(({ template }) => isForShop(template, peer.shopId));
  if (left.length === 0 && rows.length > 0) return null;
  return { rows: left, selected: Math.max(0, left.indexOf(rows[selected] as PaletteRow)) };
}
