import { readDraft, selectDraft } from '../dom/caret.ts';
import { insertText, type InsertResult } from '../dom/insert.ts';
import type { Rendered } from '../domain/chat.ts';
import { firstOf } from '../domain/template-messages.ts';
import type { PaletteContext } from './bridge.ts';
import { stillTyped, typedQuery, type TypedQuery } from './query.ts';

/** Where in the draft a palette was opened: the draft before its trigger, and what was typed behind it. */
export interface OpenedAt {
  head: string;
  typed: TypedQuery;
}

/** Reads where the palette is opened. */
export function openedAt({ editor, trigger }: Pick<PaletteContext, 'editor' | 'trigger'>): OpenedAt {
  const draft = readDraft(editor);
  const head = draft.text.slice(0, trigger.at);
  return { head, typed: typedQuery(draft, trigger, head) ?? { query: '', start: draft.start, end: draft.end } };
}

/** Puts the caret back behind what was typed. */
export function backTo(editor: HTMLElement, { typed: { end } }: OpenedAt): void {
  if (!editor.isConnected) return;
  editor.focus({ preventScroll: true });
  selectDraft(editor, end, end);
}

/**
 * Puts the first message of a filled template in the place of what was typed. Changes the draft within the call itself, so
 * that what was looked at right before still holds; null when the draft is not the one any more.
 */
export function putText(
  { editor, trigger }: PaletteContext,
  { head, typed }: OpenedAt,
  rendered: Rendered & { outcome: 'ready' },
  allowed: () => boolean,
): Promise<InsertResult> | null {
  const { text, cursors } = firstOf(rendered);
  const { start, end, query } = typed;
  const draft = readDraft(editor);
  if (!stillTyped(draft.text, trigger, head, typed)) return null;
  const restore = trigger.kind === 'keys' && query === '' ? draft.text.slice(start, end) : '';
  return insertText(editor, text, { replace: { start, end }, restore, allowed, cursors });
}
