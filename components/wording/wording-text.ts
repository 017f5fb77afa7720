import type { WordingKind, WordingRow, WordingSeverity } from '#lib/domain/wording.ts';

/** What a person writes of an entry. `words` is null where something is found by its form. */
export interface WordingText {
  words: string | null;
  kind: WordingKind;
  severity: WordingSeverity;
  /** One to a line: a better wording may hold commas. */
  better: string;
}

/** Returns an entry as a person edits it. */
export function textOf({ words, kind, severity, better, detect }: WordingRow): WordingText {
  return { words: detect ? null : words.join('\n'), kind, severity, better: better.join('\n') };
}

/** Returns what a person has made of an entry: the lists that were not touched are those it had. */
export function rowFrom(text: WordingText, row: WordingRow): Partial<WordingRow> {
  const before = textOf(row);
  const words = text.words === null || text.words === before.words ? row.words : wordsIn(text.words, row.words);
  const better = text.better === before.better ? row.better : linesIn(text.better);
  return { words, severity: text.severity, better, ...(row.own && { kind: text.kind }) };
}

/** Returns the words of a text, which are separated by line breaks, `、` or commas; a line that is one of `known` is one word. */
export function wordsIn(text: string, known: readonly string[] = []): string[] {
  return linesIn(text).flatMap((line) =>
    known.includes(line)
      ? [line]
      : line
          .split(/[、，,;；]+/)
          .map((each) => each.trim())
          .filter(Boolean),
  );
}

/** Returns the lines of a text that hold something. */
export function linesIn(text: string): string[] {
  return text
    .split('\n')
    .map((each) => each.trim())
    .filter(Boolean);
}
