import { cleanLine, cleanText, LIMITS } from '#lib/domain/text.ts';
import { all, first } from '#lib/dom/first.ts';
import { leavesOf, lineOf } from '#lib/dom/text-of.ts';
import { valuesOf } from '#lib/dom/values-of.ts';
import { only, REFUSED, type Tally } from '../found.ts';
import { RECORDS } from './selectors.ts';
import { mainNick } from './shape.ts';

/** When a line was written; the day may stand above it. */
export const TIME = /^(?:\d{4}-\d{1,2}-\d{1,2} )?\d{1,2}:\d\d:\d\d$/;

interface Said {
  name: string;
  buyer: boolean;
  /** Where the text stands; null where only a picture was sent. */
  text: Element | null;
  /** Where the name stands. */
  writer: Element | null;
}

/** One line of a record. */
export interface Line extends Said {
  element: Element;
  list: Element;
}

/** Returns the names in a row of the list of people; the attribute where it is there, because the text may be cut. */
export function namesIn(row: Element): string[] {
  const title = cleanLine(row.getAttribute('title') ?? '', LIMITS.nick);
  return title ? [title] : leavesOf(row);
}

function endsIn(root: Element): Element[] {
  return [...root.querySelectorAll('*')].filter((each) => each.childElementCount === 0 && lineOf(each));
}

/** The lines; without their class, the narrowest element around each name or time that holds another text as well. */
function lineElements(list: Element): Element[] {
  const marked = [...list.querySelectorAll(RECORDS.line)];
  if (marked.length > 0) return marked;
  const names = all(list, RECORDS.name);
  const starts = names.length > 0 ? names : endsIn(list).filter((end) => TIME.test(lineOf(end)));
  const isWhole = (at: Element): boolean => (names.length > 0 ? first(at, RECORDS.time) !== null : leavesOf(at).length > 1);
  return starts.flatMap((start) => {
    let at: Element | null = start;
    while (at && at !== list && !isWhole(at)) at = at.parentElement;
    return at && at !== list && starts.filter((other) => at?.contains(other)).length === 1 ? [at] : [];
  });
}

/** What a line's classes say. */
function markedIn(element: Element): Said | null {
  const theirs = first(element, RECORDS.buyerText);
  const text = theirs ?? first(element, RECORDS.sellerText);
  const writer = first(element, RECORDS.name);
  const [name, ...more] = valuesOf(writer, LIMITS.nick);
  return text && name && more.length === 0 ? { name, buyer: theirs !== null, text, writer } : null;
}

/**
 * What a line says where its classes do not tell: beside the time a text and behind it, in the same line, its writer,
 * who is the buyer or one of the shop's staff.
 */
function plainIn(element: Element, open: string, list: Element): Said | null {
  const ends = endsIn(element);
  const [writer, text, ...more] = ends.filter((end) => !TIME.test(lineOf(end))).toReversed();
  const name = lineOf(writer, LIMITS.nick);
  const buyer = name === open;
  if (!writer || more.length > 0 || ends.length !== (text ? 3 : 2)) return null;
  if (!buyer && (mainNick(name) === mainNick(open) || !/.[:：]./.test(name))) return null;
  if (text && !isSaid(text, writer, list)) return null;
  return { name, buyer, text: text ?? null, writer };
}

/** Texts of a record carry themselves in a title, where any of them does. */
function isSaid(text: Element, writer: Element, list: Element): boolean {
  const line = 'div, p, li, td, section';
  if (text.closest(line) !== writer.closest(line)) return false;
  return cleanText(text.getAttribute('title') ?? '') === cleanText(text.textContent ?? '') || !list.querySelector('[title]');
}

/** Who is open: the active row of people, otherwise the only one of them who wrote a line. */
function openIn(people: readonly Element[], list: Element): string {
  const active = people.filter((row) => row.classList.contains('active'));
  const said = active.length > 0 ? [] : leavesOf(list);
  const names = active.length > 0 ? active : people.filter((row) => namesIn(row).some((name) => said.includes(name)));
  const name = only(names.flatMap(namesIn));
  return name === REFUSED ? '' : (name ?? '');
}

/** Returns the lines of the record that is open. One whose side or writer is not told is left out, and that is said. */
export function linesIn(document: Document, people: readonly Element[], tally: Tally): Line[] {
  const list = first(document, RECORDS.list);
  if (!list) return [];
  const open = openIn(people, list);
  return lineElements(list).flatMap((element): Line[] => {
    const said = markedIn(element) ?? (open ? plainIn(element, open, list) : null);
    // Classes that make the buyer one of the shop's have changed their meaning.
    const line = tally.take('message.sender', said && (said.buyer || said.name !== open) ? said : REFUSED);
    return line ? [{ ...line, element, list }] : [];
  });
}
