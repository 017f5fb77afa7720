import { isComposing } from '../dom/composing.ts';
import type { KeyFate } from './bridge.ts';
import type { PaletteSession } from './palette-session.ts';

/** Rows that PageUp and PageDown move by. */
const PAGE = 8;

/** Returns what a key pressed over the list does, or null when it belongs to the page (typing, moving the caret). */
function listAction(event: KeyboardEvent, session: PaletteSession): (() => void) | null {
  const { panel } = session;
  const rows = panel.rows?.length ?? 0;
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  const digit = digitOf(event);
  if (digit > 0 && !ctrlKey && !metaKey && !shiftKey && (altKey || panel.query === '') && digit <= rows) {
    return () => void session.choose(digit - 1);
  }
  // Nothing to choose from yet: a figure is no query, and nobody knows what the first row will be.
  if (digit > 0 && !ctrlKey && !metaKey && !shiftKey && panel.query === '' && !panel.rows) return () => undefined;
  if (key === 'Enter' && !shiftKey && !altKey) return () => void session.choose(panel.selected, { stay: ctrlKey || metaKey });
  if (ctrlKey || metaKey || altKey) return null;
  if (key === 'Tab' && !shiftKey) return () => void session.choose(panel.selected, { form: true });
  const moves: Record<string, number> = {
    ArrowDown: panel.selected + 1,
    ArrowUp: panel.selected - 1,
    PageDown: Math.min(panel.selected + PAGE, rows - 1),
    PageUp: Math.max(panel.selected - PAGE, 0),
  };
  const target = shiftKey ? undefined : moves[key];
  return target === undefined ? null : () => session.select(target);
}

/** Returns the digit 1–9 of a key in either row of digits; by place, since Alt changes the character on some systems. */
function digitOf({ code }: KeyboardEvent): number {
  return Number(/^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1] ?? 0);
}

/** Keys of the palette that were pressed and whose release the page must not see either. */
const held = new Set<string>();

/** What a key does in the palette's own form, or null when it is for the field it was pressed in. */
export type FormAction = (event: KeyboardEvent) => (() => void) | null;

/** Decides about a key while the palette is open. `form` is given when the key was pressed in the palette's own form. */
export function keyFate(event: KeyboardEvent, session: PaletteSession, form: FormAction | null): KeyFate {
  const inForm = form !== null;
  if (!event.isTrusted || event.type !== 'keydown' || isComposing(event)) return inForm ? 'default' : 'page';
  if (session.inserting && event.key === 'Backspace') {
    session.takeBack();
    return 'taken';
  }
  const act = event.key === 'Escape' ? () => escape(session) : form ? form(event) : listAction(event, session);
  if (!act) return inForm ? 'default' : 'page';
  held.add(event.code);
  if (!session.panel.busy || event.key === 'Escape') act();
  return 'taken';
}

function escape(session: PaletteSession): void {
  if (session.panel.form) session.leaveForm();
  else session.close();
}

/** Tells whether a key is still down from an act of the palette: its repetitions and its release are not for the page. */
export function isHeld(event: KeyboardEvent): boolean {
  return event.type === 'keyup' ? held.delete(event.code) : event.repeat && held.has(event.code);
}
