import { fitted } from './fitted.ts';
import { readDraft, selectDraft } from './caret.ts';
import { changeDraft, holds, mend, pause, plain } from './change-draft.ts';
import { editorIn, isField } from './editable.ts';
import type { Change } from './insert-ways.ts';
import { limitOf } from './limit.ts';
import type { Stopped } from './stops.ts';

/**
 * What happened to the text. `undo` takes a good insertion back as long as nothing else was typed; `stops` are the places the
 * caret goes to in turn, at the first it is left.
 */
export type InsertResult =
  | ({ outcome: 'inserted'; undo: () => boolean } & Stopped)
  | { outcome: 'copied' }
  | { outcome: 'failed' }
  | { outcome: 'too-long'; over: number }
  /** It was no longer wanted when it could be put in; nothing of it is in the editor. */
  | { outcome: 'not-allowed' }
  | { outcome: 'no-editor' };

/** How to insert. */
export interface InsertOptions {
  /** The stretch of the draft to replace; otherwise the selection. */
  replace?: { start: number; end: number };
  /** What undoing puts in place of the text; otherwise what was selected, or nothing for a given stretch. */
  restore?: string;
  /** Where in the text the caret goes in turn, in UTF-16 units: left at the first; at the text's end if there is none. */
  cursors?: readonly number[];
  /** The most characters the editor takes, where the site knows better than `limitOf`. */
  limit?: number;
  /**
   * Asked right before every change of the draft, in the same task: whether the text still belongs here. The first time
   * is within the call, unless the editor has to be told of the selection first.
   */
  allowed?: () => boolean;
}

/** After these milliseconds the text is read back; sites that control their editor revert within a frame or two. */
const READ_BACK = [16, 50] as const;

/**
 * Puts a text into an editor at the caret, keeping the rest of the draft, and reads back whether it stayed: at once, in
 * the next frame and after 50 ms. `target` is the editor or what it stands in (see `editorIn`). What would exceed the
 * editor's limit is not inserted; what does not stay goes to the clipboard, and the draft is then as it was. Presses no
 * key, clicks nothing.
 */
export async function insertText(target: HTMLElement, text: string, options: InsertOptions = {}): Promise<InsertResult> {
  const editor = editorIn(target);
  if (!editor || !isUsable(editor)) return { outcome: 'no-editor' };
  const draft = readDraft(editor);
  const { start, end } = bounded(options.replace ?? draft, draft.text.length);
  const lines = lined(editor, text);
  const piece = fitted(draft.text.slice(0, start), lines, draft.text.slice(end));
  const expected = draft.text.slice(0, start) + piece + draft.text.slice(end);
  const over = expected.length - (options.limit ?? limitOf(editor));
  if (over > 0 && piece.length > end - start) return { outcome: 'too-long', over };
  const allowed = options.allowed ?? (() => true);
  const done = await changeDraft(editor, draft.text, { text: piece, start, end }, allowed);
  if (done === 'not-allowed') return { outcome: 'not-allowed' };
  const restore = options.restore ?? (options.replace ? '' : draft.text.slice(start, end));
  if (done === 'failed') return copy(editor, text);
  const stayed = await stays(editor, draft.text, draft.text.slice(0, start) + piece, allowed);
  if (stayed !== 'stayed') return stayed === 'gone' ? copy(editor, text) : { outcome: 'not-allowed' };
  const places = options.cursors?.map((each) => start + placeIn(piece, lines, lined(editor, text.slice(0, each)).length));
  const stops = places?.length ? [...new Set(places)] : [start + piece.length];
  const [stop = start] = stops;
  const change = { text: restore, start, end: start + piece.length };
  if (stop !== change.end) moveCaret(editor, expected, change.end, stop);
  return { outcome: 'inserted', undo: () => takeBack(editor, expected, change, stop), draft: expected, stops };
}

/**
 * Reads back whether the draft still begins with `head`. Where it does not, the former draft is put back, unless somebody
 * types or another conversation is open by now, whose draft is none of ours.
 */
async function stays(
  editor: HTMLElement,
  before: string,
  head: string,
  allowed: () => boolean,
): Promise<'stayed' | 'gone' | 'not-allowed'> {
  const over = new AbortController();
  let typing = false;
  const typed = ({ isTrusted }: Event): void => {
    typing ||= isTrusted;
  };
  const options = { capture: true, signal: over.signal };
  for (const type of ['keydown', 'pointerdown']) editor.ownerDocument.addEventListener(type, typed, options);
  try {
    for (const wait of READ_BACK) {
      await pause(wait);
      // What a person has typed behind it meanwhile is no sign of failure.
      if (plain(readDraft(editor).text).startsWith(plain(head))) continue;
      if (!allowed()) return 'not-allowed';
      if (!typing && editor.isConnected && !holds(editor, before)) await mend(editor, before, allowed);
      return 'gone';
    }
    return 'stayed';
  } finally {
    over.abort();
  }
}

/** Returns which place in the piece that was put in one of the text is; blanks may have been added before it or taken away. */
function placeIn(piece: string, text: string, at: number): number {
  const blanks = (each: string): number => each.length - each.trimStart().length;
  return Math.min(Math.max(at + blanks(piece) - blanks(text), 0), piece.length);
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
  void changeDraft(editor, expected, change, () => true, false);
  return true;
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

/** Returns the text as this editor can hold it: a field of one line takes breaks for blanks. */
function lined(editor: HTMLElement, text: string): string {
  const lines = text.replaceAll('\r\n', '\n');
  return editor.tagName === 'INPUT' ? lines.replaceAll(/\s*\n\s*/g, ' ') : lines;
}

async function copy(editor: HTMLElement, text: string): Promise<InsertResult> {
  return { outcome: (await copyText(editor, text)) ? 'copied' : 'failed' };
}

/** Puts a text on the clipboard from the page of an editor. Returns whether it is there; never throws. */
export async function copyText(editor: HTMLElement, text: string): Promise<boolean> {
  const { ownerDocument: document } = editor;
  try {
    await document.defaultView?.navigator.clipboard.writeText(text);
    return true;
  } catch {
    // A frame of another origin may not; the older way only needs the key or click of a moment ago. If that is refused
    // too, the person is told that nothing happened.
    return copiedByCommand(document, text);
  }
}

function copiedByCommand(document: Document, text: string): boolean {
  const over = new AbortController();
  const options = { capture: true, signal: over.signal };
  let taken = false;
  const fill = (event: ClipboardEvent): void => {
    event.stopImmediatePropagation();
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
    taken = true;
  };
  document.defaultView?.addEventListener('copy', fill, options);
  const done = document.execCommand('copy');
  over.abort();
  return done && taken;
}
