import type { Sheet } from './read-table.ts';
import { type Columns, TEMPLATE_FIELDS, type TemplateField, valuesOf } from './table-columns.ts';

/** What a person has said of the columns of a table of replies. */
export interface ColumnsAnswer {
  /** Name of the sheet that was asked about. */
  sheet: string;
  columns: Columns;
  /** The first row is a reply too, and no row of names. */
  isHeadless: boolean;
  /** They are to be looked over once more. */
  again?: boolean;
}

/** A table whose text is in no column that is known: a person says which it is. */
export interface UnmappedTemplates {
  status: 'needsMapping';
  sheet: string;
  headers: { text: string; at: number; samples: string[]; guess?: TemplateField }[];
  isHeadless: boolean;
}

/** Values of a column that are shown. */
const SAMPLES = 3;
const LONGEST = 40;

/** Returns what is asked of the sheet that most likely holds replies; null where none could. */
export function columnsAsked(
  sheets: readonly Sheet[],
  answer: ColumnsAnswer | undefined,
  guessOf: (sheet: Sheet) => { columns: Columns; isHeadless: boolean } | null,
): UnmappedTemplates | null {
  const guessed = sheets.flatMap((sheet) => {
    const guess = guessOf(sheet);
    const isAnswered = answer?.columns['body'] !== undefined && answer.sheet === sheet.name;
    return guess ? [{ sheet, guess: isAnswered ? answer : guess }] : [];
  });
  const sizeOf = (sheet: Sheet): number => sheet.rows.reduce((sum, { cells }) => sum + cells.join('').length, 0);
  const [found] = guessed.toSorted(
    (a, b) => Number(b.guess === answer) - Number(a.guess === answer) || sizeOf(b.sheet) - sizeOf(a.sheet),
  );
  if (!found) return null;
  const { sheet, guess } = found;
  const rows = [...(guess.isHeadless && sheet.head ? [sheet.head] : []), ...sheet.rows].map(({ cells }) => cells);
  const headers = (sheet.headers?.texts ?? []).map((text, at) => {
    const field = TEMPLATE_FIELDS.find((each) => guess.columns[each] === at);
    const samples = valuesOf(rows, at)
      .slice(0, SAMPLES)
      .map((value) => value.slice(0, LONGEST));
    return { text, at, samples, ...(field && { guess: field }) };
  });
  return { status: 'needsMapping', sheet: sheet.name, headers, isHeadless: guess.isHeadless };
}
