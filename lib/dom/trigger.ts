import { isComposing } from './composing.ts';
import { readDraft } from './caret.ts';

/** Where a palette was asked for: the place in the editor's text at which trigger and query stand. */
export interface TriggerPoint {
  /** By a typed character, which is part of the draft until it is replaced, or by keys. */
  kind: 'typed' | 'keys';
  /** Place of the trigger character; for keys the caret or the beginning of the selection. */
  at: number;
  /** Length of the trigger in the draft: 1 if typed, 0 by keys. */
  length: 0 | 1;
}

/** A trigger at the very beginning or after white space; in dates, links and fractions something else stands before it. */
const TYPED = /(?:^|\s)[/、／]$/;

/** Tells whether a text up to the caret ends in a trigger character that asks for the palette. */
export function endsInTrigger(before: string): boolean {
  return TYPED.test(before.slice(-2));
}

/**
 * Watches a document for `/`, `、` or `／` typed into the editor at the beginning or after white space, and for Alt+/ by
 * its place on the keyboard. Nothing is opened while an input method is composing. Ends with `signal`.
 */
export function watchTrigger(
  document: Document,
  editorOf: () => HTMLElement | null,
  onOpen: (editor: HTMLElement, point: TriggerPoint) => void,
  signal: AbortSignal,
): void {
  // The document may be that of a frame, whose nodes and events are not instances of this window's classes.
  const editorAt = ({ target }: Event): HTMLElement | null => {
    const editor = target && 'nodeType' in target ? editorOf() : null;
    return editor?.contains(target as Node) ? editor : null;
  };
  const typed = (event: Event, data: string | null): void => {
    const editor = /^[/、／]$/.test(data ?? '') ? editorAt(event) : null;
    if (!editor) return;
    const { text, start, end } = readDraft(editor);
    if (start === end && endsInTrigger(text.slice(0, start))) onOpen(editor, { kind: 'typed', at: start - 1, length: 1 });
  };
  let composed: string | null = null;
  const input = (event: Event): void => {
    if (!('inputType' in event) || !event.isTrusted) return;
    const { data, inputType, isComposing } = event as InputEvent;
    composed = isComposing ? data : null;
    if (inputType === 'insertText' && !isComposing) typed(event, data);
  };
  // Some input methods give 、 by a composition of its own. Its end is where it is really typed, but Chromium does not
  // mark that event as trusted, so what counts is the trusted input before it.
  const end = (event: Event): void => {
    typed(event, composed);
    composed = null;
  };
  const pressed = (event: KeyboardEvent): void => {
    if (!event.isTrusted || event.code !== 'Slash' || !event.altKey || event.ctrlKey || event.metaKey || isComposing(event))
      return;
    const editor = editorAt(event);
    if (!editor) return;
    event.preventDefault();
    onOpen(editor, { kind: 'keys', at: readDraft(editor).start, length: 0 });
  };
  const options = { capture: true, signal };
  document.addEventListener('input', input, options);
  document.addEventListener('compositionend', end, options);
  document.addEventListener('keydown', pressed, options);
}
