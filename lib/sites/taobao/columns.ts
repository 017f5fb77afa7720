import { gridOf, rowsOf } from '#lib/dom/grid.ts';
import { valuesOf } from '#lib/dom/values-of.ts';
import { only, REFUSED } from '../found.ts';

/** One row of a table, its cells by the words of the header line. */
export interface TableRow<Column extends string> {
  element: Element;
  /** Returns the cell of a column, or null where it is not known which one it is. */
  cell(column: Column): Element | null;
  /** Returns whether the row is one line across the table instead of cells. */
  isLine: boolean;
}

/** Words of the only header line that names at least four of the columns; without one, where they stood in 2026. */
function headOf(document: Document, columns: readonly string[]): readonly string[] {
  const wordIn = (cell: Element): string => {
    const words = valuesOf(cell);
    return words.find((word) => columns.includes(word)) ?? words.join(' ');
  };
  const rows = new Set([...document.querySelectorAll('th')].flatMap((head) => head.parentElement ?? []));
  const heads = [...rows].map((row) => [...row.children].map(wordIn));
  const head = only(heads.filter((words) => columns.filter((column) => words.includes(column)).length >= 4));
  return head === REFUSED ? [] : (head ?? columns);
}

/**
 * Returns how to read the rows of a page's tables. A row that is not as wide as the header line has no cells, because
 * it could only be guessed which column each of them stands in.
 */
export function rowReader<Column extends string>(
  document: Document,
  columns: readonly Column[],
): (table: Element) => TableRow<Column>[] {
  const head = headOf(document, columns);
  const places = new Map(
    columns.map((column) => [column, head.indexOf(column) === head.lastIndexOf(column) ? head.indexOf(column) : -1]),
  );
  return (table) => {
    const rows = rowsOf(table);
    const grid = gridOf(rows);
    return rows.map((element, index) => {
      const cells = grid[index] ?? [];
      const fits = head === columns ? cells.length >= columns.length : cells.length === head.length;
      return {
        element,
        cell: (column) => (fits ? (cells[places.get(column) ?? -1] ?? null) : null),
        isLine: element.childElementCount === 1 && cells.length > 1,
      };
    });
  };
}
