import type { Rendered } from './chat.ts';

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
