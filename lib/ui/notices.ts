import { signal } from '@preact/signals';
import { undo } from '../db/changes.ts';
import { CustomerGone } from '../db/customer-gone.ts';
import { NoteChanged } from '../db/notes.ts';
import { ReadOnlyError } from '../db/read-only.ts';
import type { Change } from '../domain/change.ts';
import { askChatsAgain } from './ask-chats.ts';
import { splitLabel } from './split-label.ts';

/** One short message at the bottom of a page. */
export interface Notice {
  kind: 'done' | 'info' | 'failed';
  /** Message key and values, as in `Change.label`. */
  label: { key: string; params?: Record<string, string | number> };
  /** The change that 撤销 takes back. */
  changeId?: string;
  /** The change is itself an undoing, so that taking it back restores. */
  redo?: boolean;
  action?: { label: string; run: () => void };
}

/** Milliseconds a message stays; one that offers to undo stays longer, a failure until it is closed. */
const STAY = { undo: 12_000, plain: 5_000 } as const;

/** The message on show, or null. */
export const notice = signal<Notice | null>(null);

/** Changes made on this page, newest last, that Ctrl+Z takes back one after the other. */
let stack: Pick<Change, 'id' | 'label'>[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows a message in place of the one before. */
export function showNotice(next: Notice): void {
  notice.value = next;
  startTimer();
}

/** Closes the message. */
export function dismissNotice(): void {
  clearTimeout(timer);
  notice.value = null;
}

/** Keeps the message on show while the pointer or the focus is on it. */
export function holdNotice(held: boolean): void {
  if (held) clearTimeout(timer);
  else startTimer();
}

function startTimer(): void {
  clearTimeout(timer);
  const shown = notice.value;
  if (!shown || shown.kind === 'failed') return;
  timer = setTimeout(() => (notice.value = null), shown.changeId ? STAY.undo : STAY.plain);
}

/** Names a change that was made and offers to take it back; null (nothing was different) shows nothing. */
export function offerUndo(change: Change | null): void {
  if (!change) return;
  stack = [...stack.slice(-49), change];
  showNotice({ kind: 'done', label: change.label, changeId: change.id });
}

/** Carries out a change and offers to undo it; a failure is shown with its reason. Returns whether it went through. */
export async function doing(work: () => Promise<Change | null>): Promise<boolean> {
  try {
    offerUndo(await work());
    return true;
  } catch (error) {
    showFailure(error);
    return false;
  }
}

/** Shows that something failed, with the reason. */
export function showFailure(error: unknown): void {
  if (error instanceof ReadOnlyError) return showNotice({ kind: 'failed', label: { key: 'ui.readOnly' } });
  if (error instanceof CustomerGone) return showNotice({ kind: 'failed', label: { key: 'ui.customerGone' } });
  if (error instanceof NoteChanged) return showNotice({ kind: 'failed', label: { key: 'panel.noteNotSaved' } });
  const reason = error instanceof Error ? error.message || error.name : String(error);
  showNotice({ kind: 'failed', label: { key: 'ui.failed', params: { reason } } });
}

/** Takes back what the message names, or else the newest change made on this page; pressed again, the one before. */
export async function undoLast(): Promise<void> {
  const shown = notice.value?.redo ? undefined : notice.value?.changeId;
  const id = shown ?? stack.at(-1)?.id;
  if (id) await takeBack(id);
}

/** Takes a change back and says how that went; taking back an undoing brings the change back. */
export async function takeBack(id: string): Promise<void> {
  const redo = notice.value?.changeId === id && notice.value.redo === true;
  try {
    const result = await undo(id);
    stack = stack.filter((c) => c.id !== id);
    // A chat may be with another record now, and a reply must not go out with the former one's facts.
    if (result.outcome === 'undone' && (result.split || result.change.merge)) void askChatsAgain().catch(showFailure);
    if (result.outcome !== 'undone') showNotice({ kind: 'failed', label: { key: `ui.undo.${result.outcome}` } });
    else if (redo) offerUndo(result.change);
    else
      showNotice({
        kind: 'info',
        label: result.split ? splitLabel(result.split) : { key: 'ui.undone' },
        changeId: result.change.id,
        redo: true,
      });
  } catch (error) {
    showFailure(error);
  }
}

/** Forgets messages and the list of changes; for tests, which share one page. */
export function forgetNotices(): void {
  stack = [];
  dismissNotice();
}
