import type { Draft } from '../dom/caret.ts';
import type { TriggerPoint } from '../dom/trigger.ts';

/** What was typed after the trigger, and the stretch of the draft that a template takes the place of. */
export interface TypedQuery {
  query: string;
  start: number;
  end: number;
}

/** Longest query; somebody who types more is writing a sentence. */
const MAX_QUERY = 40;

/**
 * Reads the query from the draft, or returns null when the palette is over: the trigger was deleted, the caret left it,
 * the draft before it changed, or what follows is no query. `head` is the draft before the trigger when it opened.
 */
export function typedQuery({ text, start, end }: Draft, { kind, at, length }: TriggerPoint, head: string): TypedQuery | null {
  if (text.slice(0, at) !== head) return null;
  if (kind === 'typed' && !/[/、／]/.test(text[at] ?? '')) return null;
  // Alt+/ over a selection: that is what will be replaced, until something is typed over it.
  if (start !== end) return kind === 'keys' && start === at ? { query: '', start, end } : null;
  if (start < at + length) return null;
  const query = text.slice(at + length, start);
  return query.length > MAX_QUERY || /^\s|\n/.test(query) ? null : { query, start: at, end: start };
}

/** Tells whether the draft still holds the trigger and the query where they were read; otherwise nothing may be replaced. */
export function stillTyped(text: string, { at, length, kind }: TriggerPoint, head: string, typed: TypedQuery): boolean {
  if (text.slice(0, at) !== head || typed.end > text.length) return false;
  if (kind === 'keys' && typed.query === '') return true;
  return text.slice(at + length, typed.end) === typed.query;
}
