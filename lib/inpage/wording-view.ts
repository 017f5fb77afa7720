import type { Found } from './wording-session.ts';

/** Draws what was found in a draft. */
export interface WordingView {
  /** Our own element; what is clicked there is not the page's. */
  host: HTMLElement;
  /** Shows what was found, and the card of hit `at` unless that is -1; null: nothing. */
  paint(found: Found | null, at: number): void;
  /** The draft has changed and will be looked through when it is quiet. */
  stale(): void;
  /** Says something to those who listen rather than look. */
  say(text: string): void;
}
