import { isComposing } from '../dom/composing.ts';
import { editorIn, isWithin } from '../dom/editable.ts';
import type { OpenChat } from './page-watch.ts';
import type { WordingSession } from './wording-session.ts';
import type { WordingView } from './wording-view.ts';

/** What a key does while drafts are looked through. By its place on the keyboard, since Alt changes the character on some systems. */
export const WORDING_KEYS = {
  next: { code: 'Period', alt: true, shown: 'Alt+.' },
  pass: { code: 'Comma', alt: true, shown: 'Alt+,' },
  accept: { code: 'Tab', alt: false, shown: 'Tab' },
  close: { code: 'Escape', alt: false, shown: 'Esc' },
} as const;

type Act = keyof typeof WORDING_KEYS;

/** Returns what a key pressed in the editor does, or null when it belongs to the page. */
export function wordingAct(event: KeyboardEvent, { cardOpen, showing }: { cardOpen: boolean; showing: boolean }): Act | null {
  const { code, altKey, ctrlKey, metaKey, shiftKey, isTrusted } = event;
  if (!isTrusted || isComposing(event) || ctrlKey || metaKey || shiftKey) return null;
  for (const act of Object.keys(WORDING_KEYS) as Act[]) {
    const key = WORDING_KEYS[act];
    if (key.code === code && key.alt === altKey) return (act === 'next' ? showing : cardOpen) ? act : null;
  }
  return null;
}

/**
 * Follows what is typed into the editor of the open chat, in each document that it is told of: the editor may stand in a
 * frame of its own. Every timer is set off by something a person does; while an input method composes, nothing is.
 */
export function watchDrafts(
  openChat: () => OpenChat | null,
  session: WordingSession,
  view: WordingView,
  signal: AbortSignal,
): (document: Document) => void {
  const inEditor = ({ target }: Event): boolean => isWithin(target, editorIn(openChat()?.reader.editor(document) ?? null));
  const changed = (event: Event): void => {
    if (!inEditor(event)) return;
    view.stale();
    if (session.cardOpen) session.closeCard();
    session.later();
  };
  const pressed = (event: KeyboardEvent): void => {
    if (!session.showing || !inEditor(event)) return;
    const act = wordingAct(event, session);
    if (!act) {
      // Enter sends in most chats; what becomes of the draft is looked at then.
      if (event.key === 'Enter') session.later();
      return;
    }
    if (act === 'next' && !session.next()) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    if (act === 'accept') void session.accept();
    else if (act === 'pass') session.pass();
    else if (act === 'close') session.closeCard();
  };
  const clicked = (event: Event): void => {
    if (!session.showing || event.target === view.host) return;
    if (inEditor(event)) session.openAtCaret();
    else {
      session.closeCard();
      session.later();
    }
  };
  const options = { capture: true, signal };
  signal.addEventListener('abort', () => session.stop());
  // What was typed while this was being loaded.
  session.later();
  return (each) => {
    each.addEventListener('input', changed, options);
    each.addEventListener('compositionstart', (event) => inEditor(event) && session.composing(true), options);
    each.addEventListener('compositionend', (event) => inEditor(event) && session.composing(false), options);
    each.defaultView?.addEventListener('keydown', pressed, options);
    each.addEventListener('click', clicked, options);
  };
}
