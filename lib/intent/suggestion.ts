import type { Intent } from '../domain/intent.ts';
import type { TemplateBrief } from '../domain/template.ts';

/** Why a reply is offered: what the buyer wrote, how that sounds, or that nobody has greeted yet. */
export type Why = { kind: 'asked'; intent: Intent; quote: string } | { kind: 'mood'; quote: string } | { kind: 'greeting' };

export interface Suggestion {
  template: TemplateBrief;
  why: Why;
}

/** What is offered for a moment of a conversation. */
export interface Suggestions {
  /** Best first, at most three. */
  list: Suggestion[];
  /** What the buyer wants; picking a reply now teaches that it answers these. */
  intents: Intent[];
}

export const NO_SUGGESTIONS: Suggestions = { list: [], intents: [] };
