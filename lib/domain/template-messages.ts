import type { Rendered } from './chat.ts';

/** Returns a text as far as it is filled; what is missing shows as a gap. */
export function textSoFar(rendered: Rendered): string {
  if (rendered.outcome === 'ready') return rendered.text;
  return rendered.outcome === 'gone' ? '' : rendered.partial;
}

/** The first message of a filled template, and how many follow it: a person sends one before the next can be put in. */
export function firstOf({ text, cursor, messages }: Rendered & { outcome: 'ready' }): {
  text: string;
  cursor: number | undefined;
  rest: number;
} {
  const [first = text] = messages ?? [];
  return {
    text: first,
    cursor: cursor !== undefined && cursor > first.length ? undefined : cursor,
    rest: (messages?.length ?? 1) - 1,
  };
}
