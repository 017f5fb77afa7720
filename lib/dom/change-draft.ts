import { readDraft, selectDraft } from './caret.ts';
import { waysInto, type Change } from './insert-ways.ts';

/** An editor that has not drawn what it took after these milliseconds did not take it. */
const DRAWN_AFTER = [0, 16, 40] as const;

/** The most milliseconds until a page hears that the selection is another one. */
const HEARD_MS = 60;

/** Whether a change of the draft came about, and whether it was still wanted when its turn came. */
type Put = 'done' | 'failed' | 'not-allowed';

/**
 * Tries the ways of changing the draft in order, each from the unchanged draft. The first acts before anything else can
 * run, unless the editor must be told of the selection first; then, and before each further way, `allowed` is asked
 * again. What a way has spoilt is put back, unless `mends` is false: then somebody may already type on. Leaves the editor
 * focused.
 */
export async function changeDraft(
  editor: HTMLElement,
  before: string,
  change: Change,
  allowed: () => boolean,
  mends = true,
): Promise<Put> {
  const expected = before.slice(0, change.start) + change.text + before.slice(change.end);
  const known = editor.ownerDocument.activeElement === editor && isSelected(editor, change);
  editor.focus({ preventScroll: true });
  for (const [index, way] of waysInto(editor, change.text).entries()) {
    const own = way.adapt?.(editor, change) ?? change;
    if (way.selectsFirst !== undefined && !(known && index === 0 && own === change)) {
      await selected(editor, own, way.selectsFirst);
      if (!allowed()) return 'not-allowed';
      if (!holds(editor, before)) return 'failed';
    }
    if (!allowed()) return 'not-allowed';
    way.act(editor, own, expected);
    if (holds(editor, expected) || (await comesToHold(editor, expected))) {
      if (index > 0 && way.selectsFirst === undefined) await placeCaret(editor, expected, own.start + own.text.length);
      return 'done';
    }
    if (!holds(editor, before) && !(mends && (await mend(editor, before, allowed)))) break;
  }
  return allowed() ? 'failed' : 'not-allowed';
}

/** Puts the caret where a text ends that an editor took by the browser's command instead of its own way: it may lose sight of it. */
async function placeCaret(editor: HTMLElement, expected: string, end: number): Promise<void> {
  await pause(0);
  if (holds(editor, expected)) selectDraft(editor, end, end);
}

function isSelected(editor: HTMLElement, { start, end }: Change): boolean {
  const draft = readDraft(editor);
  return draft.start === start && draft.end === end;
}

/** Selects what is to be replaced and waits until the page has heard of it. */
async function selected(editor: HTMLElement, { start, end }: Change, ms: number): Promise<void> {
  const heard = new AbortController();
  const told = new Promise<void>((resume) => {
    editor.ownerDocument.addEventListener('selectionchange', () => resume(), { once: true, signal: heard.signal });
    setTimeout(resume, HEARD_MS);
  });
  selectDraft(editor, start, end);
  await told;
  heard.abort();
  await pause(ms);
}

/** Waits a few tasks for an editor that draws its model later than it changes it. */
async function comesToHold(editor: HTMLElement, expected: string): Promise<boolean> {
  for (const wait of DRAWN_AFTER) {
    await pause(wait);
    if (holds(editor, expected)) return true;
  }
  return false;
}

/** Puts back what has changed since the draft was `before`. Returns whether the draft is as it was. */
export async function mend(editor: HTMLElement, before: string, allowed: () => boolean): Promise<boolean> {
  const { text } = readDraft(editor);
  const most = Math.min(text.length, before.length);
  let start = 0;
  while (start < most && text[start] === before[start]) start += 1;
  let tail = 0;
  while (tail < most - start && text.at(-1 - tail) === before.at(-1 - tail)) tail += 1;
  const change = { text: before.slice(start, before.length - tail), start, end: text.length - tail };
  const [way] = waysInto(editor, change.text);
  if (way?.selectsFirst !== undefined) await selected(editor, change, way.selectsFirst);
  // The draft of another conversation is none of ours.
  if (!allowed() || !holds(editor, text)) return false;
  way?.act(editor, change, before);
  return holds(editor, before) || comesToHold(editor, before);
}

/** Whether the editor's draft is this text. */
export function holds(editor: HTMLElement, expected: string): boolean {
  return plain(readDraft(editor).text) === plain(expected);
}

/** The form in which drafts are compared: no-break blanks and a last line break do not count. */
export function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ').replaceAll('\r\n', '\n').replace(/\n+$/, '');
}

/** Waits; not by animation frames, which stand still in a hidden tab. */
export function pause(ms: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, ms));
}
