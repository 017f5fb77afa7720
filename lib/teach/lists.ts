import { besides, holdsEditor, type Seen } from './in-list.ts';
import { saysSide } from './marks.ts';
import { isRecordField, type TeachField } from './rule.ts';
import { type RowOf, rowsAround } from './rows.ts';
import { isAmbiguous, numberInRow } from './values.ts';

/**
 * The lists an element may stand in, the innermost first; bare texts of rows last: the row tells more, as who wrote it.
 * Messages of both sides come before those of the side that was pointed at, and what holds the messages is none of them.
 */
export function listsAround({ element }: Seen, field: TeachField): RowOf[] {
  const all = rowsAround(field, element);
  if (isRecordField(field)) return recordLists(all, field);
  if (!field.startsWith('message.')) return sortedLists(all, element, () => false);
  const likes = all.filter(({ row }) => row === element).reduce<readonly Element[]>((most, { rows }) => longer(most, rows), []);
  const lists = all.filter(({ row, rows }) => !rows.some(holdsEditor) && !holdsMost(row, likes));
  const isOneSide = (list: RowOf): boolean =>
    field === 'message.text' && saysSide(list.selector) && lists.some((other) => other.row === list.row && isWithin(list, other));
  return sortedLists(lists, element, isOneSide);
}

/**
 * Lists of records: cells last, which are parts of their rows. First a row with a second number, where the row inside it is
 * the only one of its list that has one: that is the number of something put into it, and its own stands further out.
 */
function recordLists(lists: readonly RowOf[], field: TeachField): RowOf[] {
  const inner = lists.find(({ row }) => !isAmbiguous(row, field));
  const others = (inner?.rows ?? []).filter((each) => each !== inner?.row);
  const isAlone = others.length > 0 && others.every((each) => numberInRow(each, field) === null);
  const isCell = ({ row }: RowOf): boolean => row.tagName === 'TD' && row.parentElement?.childElementCount !== 1;
  const isCarrier = ({ row }: RowOf): boolean => isAlone && isAmbiguous(row, field);
  const rank = (list: RowOf): number => (isCell(list) ? 2 : isCarrier(list) ? 0 : 1);
  return lists.toSorted((a, b) => rank(a) - rank(b));
}

const longer = (a: readonly Element[], b: readonly Element[]): readonly Element[] => (b.length > a.length ? b : a);

const isWithin = ({ rows }: RowOf, other: RowOf): boolean =>
  other.rows.length > rows.length && rows.every((row) => other.rows.includes(row));

/** Tells whether a row holds several of the likes of what was pointed at, and half of them all: the list, not one of it. */
function holdsMost(row: Element, likes: readonly Element[]): boolean {
  const held = likes.filter((like) => like !== row && row.contains(like)).length;
  return held > 1 && held * 2 >= likes.length;
}

function sortedLists(lists: readonly RowOf[], element: Element, isLast: (list: RowOf) => boolean): RowOf[] {
  const isBare = (list: RowOf): boolean => list.row === element && !besides(list);
  const rank = (list: RowOf): number => Number(isBare(list)) + 2 * Number(isLast(list));
  return lists.toSorted((a, b) => rank(a) - rank(b));
}
