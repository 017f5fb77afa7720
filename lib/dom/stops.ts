import { readDraft, selectDraft } from './caret.ts';
import { plain } from './change-draft.ts';

/** A draft right after a text was put into it, and the places in it that the caret goes to; at the first it stands. */
export interface Stopped {
  draft: string;
  /** UTF-16 units from the start of the draft, ascending. */
  stops: readonly number[];
}

/**
 * Returns what moves the caret to the next place, as long as the draft is what it was but for what was typed at the place
 * before. It tells whether it did; once it did not (the draft was sent, edited elsewhere, belongs to another chat) it never
 * does again. `allowed` is asked right before.
 */
export function nextStop(editor: HTMLElement, { draft, stops }: Stopped, allowed: () => boolean): () => boolean {
  let known = plain(draft);
  let left = stops;
  return () => {
    const [at, to] = left;
    const now = editor.isConnected && allowed() ? readDraft(editor).text : '';
    const text = plain(now);
    const typed = text.length - known.length;
    const stands = typed >= 0 && text.startsWith(known.slice(0, at)) && text.endsWith(known.slice(at));
    if (to === undefined || !now || !stands) {
      left = [];
      return false;
    }
    known = text;
    left = left.slice(1).map((each) => each + typed);
    selectDraft(editor, to + typed, to + typed);
    return true;
  };
}
