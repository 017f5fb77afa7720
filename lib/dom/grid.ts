/** No table of ours is wider or joins more rows; a page may claim anything. */
const MOST = 200;

function spanOf(cell: Element, name: 'rowspan' | 'colspan'): number {
  const span = Number(cell.getAttribute(name) ?? 1);
  return Number.isInteger(span) && span > 0 ? Math.min(span, MOST) : 1;
}

/**
 * Returns for each row which cell a person sees in which column: a cell that spans rows stands in all of them. Where a
 * cell spans columns there is null, because it is not the value of one of them.
 */
export function gridOf(rows: readonly Element[]): (Element | null)[][] {
  const grid: (Element | null)[][] = rows.map(() => []);
  for (const [index, row] of rows.entries()) {
    let column = 0;
    for (const cell of row.children) {
      while (grid[index]?.[column] !== undefined) column += 1;
      const [width, height] = [spanOf(cell, 'colspan'), spanOf(cell, 'rowspan')];
      for (const line of grid.slice(index, index + height)) {
        for (let at = column; at < column + width; at += 1) line[at] = width === 1 ? cell : null;
      }
      column += width;
    }
  }
  return grid;
}

/** Returns the rows of a table without those of tables inside it. */
export function rowsOf(table: Element): Element[] {
  return [...table.querySelectorAll('tr')].filter((row) => row.closest('table') === table);
}
