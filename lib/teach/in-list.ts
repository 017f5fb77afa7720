import { REFUSED } from '../sites/found.ts';
import { isShown } from '../dom/first.ts';
import { attributeOf, candidatesFor } from './candidates.ts';
import { answerOf } from './decide.ts';
import { counterparts, kinOf } from './kin.ts';
import { isNameRow } from './marks.ts';
import { type Candidate, type FieldRule, isKeyField, type TeachField } from './rule.ts';
import { type RowOf, rowsAround } from './rows.ts';
import { isSecret } from './secrets.ts';
import { numberInRow, type Print, sameTaught, type Value } from './values.ts';

/** The way to an element from itself. */
const ITSELF: Candidate = { by: 'class', selector: '', hits: 0, misses: 0, against: 0 };

/** What an element would be read as. */
export interface Seen {
  element: Element;
  text: string;
  value: Value;
}

/**
 * Tells whether a name stands in one of several rows beside each other that show other names in the same place; `placed`
 * when nothing but its place finds it. The one test for what may be taught and for what was taught before.
 */
export function isInList(seen: Seen, print: Print, placed: boolean): boolean {
  return isInGroup(seen, print, placed) || (placed && isAmongKin(seen, print));
}

/** Tells whether a name that stands in a list is but one of two like names beside each other, in no other row. */
export function isOneOfTwo(seen: Seen, print: Print): boolean {
  // An item of a list, or a link to a chat, is one of a list however few there are.
  const isPair = ({ row, rows }: RowOf): boolean =>
    row === seen.element && rows.length === 2 && row.childElementCount === 0 && !/^(?:LI|TR|A|BUTTON)$/.test(row.tagName);
  return !isInGroup(seen, print, true, isPair) && !isAmongKin(seen, print);
}

/** Tells it by the rows that a lasting selector finds, those left out that are `none`. */
function isInGroup(seen: Seen, print: Print, placed: boolean, isNone: (group: RowOf) => boolean = () => false): boolean {
  return rowsAround('peer.name', seen.element, standsBeside).some((group) => {
    const { row, rows } = group;
    if (isNone(group)) return false;
    // The parts of a head stand beside each other as well: these are not of one kind.
    const ofKind = rows.length > 3 || /^(?:li|tr)$|[.[][^ ]*$/.test(group.selector) || (placed && row !== seen.element);
    if (!ofKind) return false;
    if (!besides(group) || rows.some(holdsEditor)) return false;
    if (isNameRow(group, seen.element)) return false;
    return inRows(seen, group, 'peer.name', print).some((candidate) =>
      rows.some((each) => isAnother(answerOf(each, 'peer.name', candidate, print), seen)),
    );
  });
}

/**
 * Tells it by the rows that are of one kind with one around the element, where no lasting selector finds just these: in
 * groups of one list, or where other parts of the page are as deep. What is not surely a list is none: a card or a head
 * has parts that are alike, and of the columns of a page one holds the chat.
 */
function isAmongKin(seen: Seen, print: Print): boolean {
  const { element } = seen;
  const { body } = element.ownerDocument;
  for (let row: Element | null = element, up = 0; row && row !== body && up < 12; row = row.parentElement, up += 1) {
    const at = row;
    const rows = kinOf(at);
    if (rows.length < fewest(at, element) || holdsEditor(around(at, rows))) continue;
    if (isNameRow({ row: at, rows }, element) || isLabelled(element, at, rows)) continue;
    const others = rows.filter((each) => each !== at);
    const names = counterparts(element, at, others).flatMap((each) => nameIn(each, print) ?? []);
    // A list shows whoever is open once: what it shows besides is the head.
    const isOther = names.length > 0 && names.every((name) => isAnother(name, seen));
    if (isOther && (names.length + 1) * 2 >= rows.length) return true;
  }
  return false;
}

/** How many make a list: a card or a head has parts that are alike as well, or icons, and without a class any are. */
function fewest(row: Element, element: Element): number {
  const hasClass = row.classList.length > 0;
  if (row === element && !hasClass) return Infinity;
  if (row === element || row === element.parentElement) return element.textContent ? 4 : 6;
  return hasClass ? 2 : 3;
}

/** A word that says whose name stands beside it. */
const WORD = /^(?:用户|顾客|客户|买家|访客|会员|旺旺)?(?:昵称|名字?|姓名|name)?$/i;

/** Tells whether such a word, or any with a colon before it, says what an element is: a line of a card. */
function isLabelled({ textContent }: Element, row: Element, rows: readonly Element[]): boolean {
  const words = row.textContent?.replace(textContent ?? '', '\n') ?? '';
  const word = words.trim();
  // What every row says is a tag.
  return /[:：]\s*\n/.test(words) || (WORD.test(word) && rows.some((each) => !each.textContent?.includes(word)));
}

/** Returns the part of the page that rows stand in. */
function around(row: Element, rows: readonly Element[]): Element {
  return rows.every((each) => row.contains(each)) ? row : around(row.parentElement as Element, rows);
}

/** Tells whether an answer is another name. */
function isAnother(name: ReturnType<typeof answerOf>, { value }: Seen): boolean {
  return name !== null && name !== REFUSED && !sameTaught(name, value);
}

function nameIn(element: Element | null, print: Print): ReturnType<typeof answerOf> {
  const attr = element && attributeOf(element);
  return element && answerOf(element, 'peer.name', attr ? { ...ITSELF, attr } : ITSELF, print);
}

/**
 * Tells whether all that a selector finds may stand beside a row. Asked with each look at a page, and classes that every
 * block carries find thousands: the first that stands elsewhere is enough.
 */
function standsBeside(row: Element, selector: string): boolean {
  for (const hit of row.ownerDocument.querySelectorAll(selector)) {
    if (hit.parentElement === row.parentElement) continue;
    if (hit.contains(row)) return false;
    // What stands inside another hit is none of the rows.
    if (!hit.parentElement?.closest(selector) && isShown(hit) && !isSecret(hit)) return false;
  }
  return true;
}

/** Tells whether a row holds a place to type. */
export const holdsEditor = (row: Element): boolean => row.querySelector('textarea, [contenteditable]') !== null;

/** Tells whether the rows of a group stand beside each other. */
export const besides = ({ row, rows }: RowOf): boolean => rows.every((each) => each.parentElement === row.parentElement);

/** A row that is nothing but its text is found by itself. */
function candidatesInRow({ element }: Seen, row: Element, field: TeachField): FieldRule['candidates'] {
  if (element !== row) return candidatesFor({ root: row, element, field });
  const words = field === 'message.text' || field === 'chat.row' || field === 'peer.name';
  return words ? [ITSELF] : [];
}

/**
 * Candidates that give the pointed value in its row, at most one value in every other, and something in most; with `few`
 * also those that give nothing elsewhere: rows of other shapes are shown by another click.
 */
export function inRows(seen: Seen, { row, rows }: RowOf, field: TeachField, print: Print, few = false): FieldRule['candidates'] {
  // A flat table has rows without a number, which say nothing about where numbers stand.
  const sample = rows.filter((each) => !isKeyField(field) || numberInRow(each, field) !== null).slice(0, 40);
  return candidatesInRow(seen, row, field).filter((candidate) => {
    const own = answerOf(row, field, candidate, print);
    if (own === null || own === REFUSED || !sameTaught(own, seen.value)) return false;
    const answers = sample.map((each) => answerOf(each, field, candidate, print));
    if (answers.includes(REFUSED)) return false;
    const given = answers.filter((answer) => answer !== null);
    const distinct = new Set(given.map((answer) => JSON.stringify(answer)));
    if (isKeyField(field) && distinct.size !== given.length) return false;
    if (few) return true;
    // One message in one of the parts of a page makes no list of messages of these.
    if (field === 'message.text' && given.length < 2) return false;
    return given.length * 2 >= sample.length;
  });
}
