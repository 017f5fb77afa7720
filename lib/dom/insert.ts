import { readDraft, selectDraft } from './caret.ts';
import { editableText, isField, rangeOf } from './editable.ts';

/** What happened to the text. `undo` takes a good insertion back as long as nothing else was typed. */
export type InsertResult =
  | { outcome: 'inserted'; undo: () => boolean }
  | { outcome: 'copied' }
  | { outcome: 'failed' }
  | { outcome: 'too-long'; over: number }
  | { outcome: 'no-editor' };

/** How to insert. */
export interface InsertOptions {
  /** The stretch of the draft to replace; otherwise the selection. */
  replace?: { start: number; end: number };
  /** What undoing puts in place of the text; otherwise what was selected, or nothing for a given stretch. */
  restore?: string;
  /** Where in the text the caret is left, in UTF-16 units; at its end if not given. */
  cursor?: number;
  /** The most characters the editor takes, where the site knows better than `limitOf`. */
  limit?: number;
}

/** After these milliseconds the text is read back; sites that control their editor revert within a frame or two. */
const READ_BACK = [16, 50] as const;

/**
 * Puts a text into an editor at the caret, keeping the rest of the draft, and reads back whether it stayed. What would
 * exceed the editor's limit is not inserted; what does not stay goes to the clipboard. The draft is changed
 * synchronously within the call, so whatever was checked right before it still holds. Presses no key, clicks nothing.
 */
export async function insertText(editor: HTMLElement, text: string, options: InsertOptions = {}): Promise<InsertResult> {
  if (!isUsable(editor)) return { outcome: 'no-editor' };
  editor.focus({ preventScroll: true });
  const draft = readDraft(editor);
  const { start, end } = bounded(options.replace ?? draft, draft.text.length);
  const piece = fitted(draft.text.slice(0, start), text, draft.text.slice(end));
  const expected = draft.text.slice(0, start) + piece + draft.text.slice(end);
  const over = expected.length - (options.limit ?? limitOf(editor));
  if (over > 0 && piece.length > end - start) return { outcome: 'too-long', over };
  if (!put(editor, draft.text, { text: piece, start, end })) return copy(editor, text);
  const restore = options.restore ?? (options.replace ? '' : draft.text.slice(start, end));
  for (const wait of READ_BACK) {
    await pause(wait);
    // What a person has typed behind it meanwhile is no sign of failure.
    if (!plain(readDraft(editor).text).startsWith(plain(draft.text.slice(0, start) + piece))) return copy(editor, text);
  }
  const stop = start + caretIn(piece, text, options.cursor);
  const change = { text: restore, start, end: start + piece.length };
  if (stop !== change.end) moveCaret(editor, expected, change.end, stop);
  return { outcome: 'inserted', undo: () => takeBack(editor, expected, change, stop) };
}

/** Returns where in the piece that was put in the caret goes; blanks may have been added before it or taken away. */
function caretIn(piece: string, text: string, cursor: number | undefined): number {
  if (cursor === undefined) return piece.length;
  const blanks = (each: string): number => each.length - each.trimStart().length;
  return Math.min(Math.max(cursor + blanks(piece) - blanks(text), 0), piece.length);
}

/** Moves the caret from the end of what was put in to where typing goes on, unless somebody has typed or moved it. */
function moveCaret(editor: HTMLElement, expected: string, from: number, to: number): void {
  const { start, end } = readDraft(editor);
  if (start === from && end === from && holds(editor, expected)) selectDraft(editor, to, to);
}

function takeBack(editor: HTMLElement, expected: string, change: Change, stop: number): boolean {
  const { start, end } = readDraft(editor);
  const untouched = start === end && (start === change.end || start === stop);
  if (!editor.isConnected || !holds(editor, expected) || !untouched) return false;
  return put(editor, expected, change);
}

function isUsable(editor: HTMLElement): boolean {
  if (!editor.isConnected) return false;
  if (isField(editor)) return !editor.disabled && !editor.readOnly;
  return editor.isContentEditable;
}

function bounded({ start, end }: { start: number; end: number }, length: number): { start: number; end: number } {
  const from = Math.min(Math.max(start, 0), length);
  return { start: from, end: Math.min(Math.max(end, from), length) };
}

/** Joins the text to its neighbours: Latin words are kept apart by one blank, blanks and empty lines are not doubled. */
function fitted(before: string, text: string, after: string): string {
  let piece = text.replaceAll('\r\n', '\n');
  if (/(?:^|\s)$/.test(before)) piece = piece.replace(/^\s+/, '');
  else if (/[\w.,;:!?)]$/.test(before) && /^\w/.test(piece)) piece = ` ${piece}`;
  if (/^\s/.test(after)) piece = piece.replace(/\s+$/, '');
  else if (/^\w/.test(after) && /[\w.,;:!?)]$/.test(piece)) piece = `${piece} `;
  return piece;
}

/** Returns the most characters an editor takes: its `maxlength`, or the limit of a counter beside it such as `0 / 500`. */
export function limitOf(editor: HTMLElement): number {
  if (isField(editor) && editor.maxLength > 0) return editor.maxLength;
  let around: Element | null = editor.parentElement;
  for (let level = 0; around && level < 3; level++, around = around.parentElement) {
    // A counter that stands beside several editors may be another one's.
    if (
      [...around.querySelectorAll('textarea, [contenteditable]')].some(
        (other) => !editor.contains(other) && !other.contains(editor),
      )
    )
      break;
    for (const element of around.querySelectorAll('*')) {
      if (element.childElementCount > 0 || editor.contains(element)) continue;
      const limit = /^\s*\d{1,5}\s*\/\s*(\d{3,5})\s*$/.exec(element.textContent)?.[1];
      if (limit) return Number(limit);
    }
  }
  return Number.POSITIVE_INFINITY;
}

interface Change {
  text: string;
  start: number;
  end: number;
}

/** Tries the ways of changing the draft in order, each from the unchanged draft. */
function put(editor: HTMLElement, before: string, change: Change): boolean {
  const expected = before.slice(0, change.start) + change.text + before.slice(change.end);
  const ways = isField(editor) ? [byCommand, bySetter] : [byCommand, byNode];
  for (const way of ways) {
    way(editor, change, expected);
    if (holds(editor, expected)) return true;
    if (!holds(editor, before)) return false;
  }
  return false;
}

/** The browser's own way: keeps the undo history and is noticed by every editor. */
function byCommand(editor: HTMLElement, { text, start, end }: Change): void {
  const { ownerDocument: document } = editor;
  selectDraft(editor, start, end);
  if (text === '' && start === end) return;
  if (text === '') document.execCommand('delete');
  // Elsewhere than in fields and pre, a line break inside a text becomes a block, which reads as two breaks when empty.
  else if (isField(editor) || editor.tagName === 'PRE' || !text.includes('\n')) document.execCommand('insertText', false, text);
  else {
    for (const [index, line] of text.split('\n').entries()) {
      if (index > 0) document.execCommand('insertLineBreak');
      if (line) document.execCommand('insertText', false, line);
    }
  }
}

/** For fields whose `value` is watched by the page's framework: the prototype's setter, then an input event. */
function bySetter(editor: HTMLElement, { text, start }: Change, expected: string): void {
  if (!isField(editor)) return;
  const view = editor.ownerDocument.defaultView;
  const prototype = editor.tagName === 'INPUT' ? view?.HTMLInputElement.prototype : view?.HTMLTextAreaElement.prototype;
  const setter = prototype && Object.getOwnPropertyDescriptor(prototype, 'value')?.set;
  setter?.call(editor, expected);
  editor.setSelectionRange(start + text.length, start + text.length);
  announce(editor, text);
}

function byNode(editor: HTMLElement, { text, start, end }: Change): void {
  const range = rangeOf(editor, editableText(editor), start, end);
  range.deleteContents();
  const node = editor.ownerDocument.createTextNode(text);
  range.insertNode(node);
  editor.ownerDocument.getSelection()?.collapse(node, text.length);
  announce(editor, text);
}

function announce(editor: HTMLElement, data: string): void {
  editor.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText', data }));
}

function holds(editor: HTMLElement, expected: string): boolean {
  return plain(readDraft(editor).text) === plain(expected);
}

/** The form in which drafts are compared: no-break blanks and a last line break do not count. */
function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ').replaceAll('\r\n', '\n').replace(/\n+$/, '');
}

async function copy(editor: HTMLElement, text: string): Promise<InsertResult> {
  try {
    await editor.ownerDocument.defaultView?.navigator.clipboard.writeText(text);
    return { outcome: 'copied' };
  } catch {
    // Refused without a gesture or permission; the person is told that nothing happened.
    return { outcome: 'failed' };
  }
}

/** Waits; not by animation frames, which stand still in a hidden tab. */
function pause(ms: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, ms));
}
