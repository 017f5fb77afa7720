import type { CaretRect } from '../dom/caret.ts';
import type { TemplateBrief } from '../domain/template.ts';
import type { Ranked } from '../search/rank.ts';
import type { OpenPeer } from './palette-api.ts';

/** One field of the form: a slot, whether it must be filled, and values to choose from. */
export interface SlotField {
  name: string;
  required: boolean;
  placeholder: string;
  choices: string[];
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

/** What the open palette shows. */
export interface PanelState {
  caret: CaretRect;
  /** undefined: not known yet; null: the extension does not know; false: no conversation is open. */
  peer: OpenPeer | null | undefined | false;
  /** undefined: still being read. */
  rows: Ranked[] | undefined;
  total: number;
  query: string;
  selected: number;
  busy: boolean;
  form: SlotFormState | null;
  /** A line of the panel about what just went wrong. */
  problem: string | null;
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

/** Returns what is still to be filled in. */
export function missingFields({ fields, values }: SlotFormState): SlotField[] {
  return fields.filter((field) => field.required && !values[field.name]?.trim());
}
