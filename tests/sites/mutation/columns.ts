import type { Mutate } from './mutation.ts';

/** Where a cell stands in its table, counted in columns: cells that span rows or columns push others aside. */
export interface Placed {
  cell: Element;
  column: number;
  width: number;
}

function spanOf(cell: Element, name: 'rowspan' | 'colspan'): number {
  return Number(cell.getAttribute(name) ?? 1) || 1;
}

/** Returns the cells of each row with the column in which a person sees them. */
export function placedRows(rows: readonly Element[]): Placed[][] {
  const taken: Set<number>[] = rows.map(() => new Set());
  return rows.map((row, index) => {
    let column = 0;
    return [...row.children].map((cell) => {
      while (taken[index]?.has(column)) column += 1;
      const [width, height] = [spanOf(cell, 'colspan'), spanOf(cell, 'rowspan')];
      for (let y = index; y < Math.min(rows.length, index + height); y += 1) {
        for (let x = column; x < column + width; x += 1) taken[y]?.add(x);
      }
      const placed = { cell, column, width };
      column += width;
      return placed;
    });
  });
}

/** Returns the header rows of a page (cells are `th`), and the rows below that have as many columns. */
export function tablesWithHeads(document: Document): { head: Element; rows: Placed[][] }[] {
  return [...document.querySelectorAll('thead tr')].flatMap((head) => {
    const width = head.children.length;
    const own = head.closest('table');
    const others = [...document.querySelectorAll('table')].filter((table) => table === own || !table.querySelector('thead'));
    const rows = others.flatMap((table) => {
      const placed = placedRows([...table.querySelectorAll('tr')].filter((row) => !row.closest('thead')));
      const columns = Math.max(0, ...placed.flatMap((cells) => cells.map((cell) => cell.column + cell.width)));
      return columns === width ? placed : [];
    });
    return rows.length > 0 ? [{ head, rows }] : [];
  });
}

/** Moves one column, head and cells, to another place. Cells that span columns keep theirs, so only tables of plain cells. */
export const moveColumns: Mutate = (document, random) => {
  const tables = tablesWithHeads(document);
  if (tables.length === 0) return null;
  const { head, rows } = random.pick(tables);
  const spanning = rows.flatMap((cells) => cells.filter((cell) => cell.width > 1 && cell.width < head.children.length));
  const locked = new Set(spanning.flatMap((cell) => Array.from({ length: cell.width }, (_value, index) => cell.column + index)));
  const free = [...head.children].map((_cell, index) => index).filter((column) => !locked.has(column));
  if (free.length < 2) return null;
  const order = random.shuffled(free);
  const targetOf = new Map(free.map((column, index) => [column, order[index] ?? column]));
  const arrange = (row: Element, cells: readonly { cell: Element; column: number }[]): void => {
    const sorted = cells.toSorted((a, b) => (targetOf.get(a.column) ?? a.column) - (targetOf.get(b.column) ?? b.column));
    row.replaceChildren(...sorted.map((placed) => placed.cell));
  };
  arrange(
    head,
    [...head.children].map((cell, column) => ({ cell, column })),
  );
  for (const cells of rows) {
    const row = cells[0]?.cell.parentElement;
    if (row && !cells.some((cell) => cell.width === head.children.length)) arrange(row, cells);
  }
  return { what: `columns in the order ${[...head.children].map((cell) => cell.textContent?.trim()).join('|')}` };
};
