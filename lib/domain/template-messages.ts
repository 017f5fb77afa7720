import type { Rendered } from './chat.ts';

/** Returns a text as far as it is filled; what is missing shows as a gap. */
export function textSoFar(rendered: Rendered): string {
  if (rendered.outcome === 'ready') return rendered.text;
  return rendered.outcome === 'gone' ? '' : rendered.partial;
}

/** The first message of a filled template, and how many follow it: a person sends one before the next can be put in. */
export function firstOf({ text, cursors = [], messages }: Rendered & { outcome: 'ready' }): {
  text: string;
  /** Where in it the caret goes in turn. */
  cursors: number[];
  rest: number;
} {
  const [first = text] = messages ?? [];
  return {
    text: first,
    cursors: cursors.filter((each) => each <= first.length),
    rest: (messages?.length ?? 1) - 1,
  };
}
