import { leavesOf } from '../../dom/text-of.ts';
import { orderNoAt, outermost } from './page.ts';
import { ORDERS, type Selectors } from './selectors.ts';

/** The elements (a table, or a header row and the rows below it) that belong to one order. */
export type OrderBlock = readonly Element[];

/** Parts of an order that are known by their class; a row without any may be anything. */
const SIGNS = [...ORDERS.title, ...ORDERS.price, ...ORDERS.skuCode, ...ORDERS.buyer, ...ORDERS.time].join(', ');

/** Tells whether a text is nothing but a number as orders have it. */
export const isNumber = (text: string): boolean => /^\d{15,17}$/.test(text);

/** A row with a number of its own begins an order, also where no class says which number it is. */
function beginsOrder(row: Element): boolean {
  if (row.matches(ORDERS.groupHeader) || orderNoAt(row, ORDERS.no) !== null) return true;
  return row.querySelector(SIGNS) !== null && leavesOf(row).some((leaf) => isNumber(leaf));
}

/** Returns the orders of a list: a table each, or rows grouped under a header row or by the number they show. */
export function orderBlocks(document: Document): OrderBlock[] {
  const tables = outermost(document, ORDERS.table);
  if (tables.length > 0) return tables.map((table) => [table]);
  const open = new Map<Element | null, Element[]>();
  const blocks: Element[][] = [];
  const marked = document.querySelector(`${ORDERS.groupHeader}, ${ORDERS.row}, ${ORDERS.no[0]}`) !== null;
  for (const row of marked ? document.querySelectorAll('tr') : []) {
    // Rows of another table never continue the order above.
    const table = row.closest('table');
    const before = open.get(table);
    if (before && !beginsOrder(row)) before.push(row);
    else {
      const block = [row];
      open.set(table, block);
      blocks.push(block);
    }
  }
  return blocks;
}

/** Tells whether a class has gone from the whole page, so that what it marked must be known by other signs. */
export function isGone(block: OrderBlock, selectors: Selectors): boolean {
  const document = block[0]?.ownerDocument;
  return document !== undefined && selectors.every((selector) => document.querySelector(selector) === null);
}

/** The texts that stand beside each other in each cell of a row, without those of blocks that hold several. */
function cellsOf(row: Element): string[][] {
  return [...row.querySelectorAll('td')].map((cell) => {
    let at: Element = cell;
    while (at.childElementCount === 1 && at.firstElementChild) at = at.firstElementChild;
    return [...at.children].map((each) => leavesOf(each)).flatMap((leaves) => (leaves.length === 1 ? leaves : []));
  });
}

/** Returns the cells that show a number as orders have it, in rows that are those of an order by a class. */
export function numberCells(block: OrderBlock): string[][] {
  const rows = block.flatMap((part) => (part.tagName === 'TR' ? [part] : [...part.querySelectorAll('tr')]));
  const own = rows.filter((row) => row.matches(ORDERS.groupHeader) || row.querySelector(SIGNS));
  return own.flatMap((row) => cellsOf(row)).filter((texts) => texts.some((text) => isNumber(text)));
}
