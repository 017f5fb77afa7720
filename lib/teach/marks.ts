import { attributeParts, classPart } from './selector.ts';

/** Words of classes and attributes that say a row is the open one. Others (`first`, `online`, a badge) move on their own. */
const OPEN = new Set(
  'active actived selected select sel current curr cur on checked chosen focus focused highlight highlighted'.split(' '),
);
/** Words beside which even these speak of something else: the place in the list, or whether somebody is there. */
const NOT_OPEN = new Set(
  'first last odd even before after online offline unread hover not no non un now ago time dot badge presence status typing'.split(
    ' ',
  ),
);

/** Words of classes by which pages tell one's own messages. */
const OWN = new Set('self own mine me my right outgoing out seller agent operator'.split(' '));
/** The same at the end of a name only: `send-time` stands on everybody's. */
const OWN_LAST = new Set('send sender sent'.split(' '));
/** Words beside which all of these speak of a thing, not of a side. */
const NOT_OWN = new Set('time icon arrow btn button menu tool bar status read not no other'.split(' '));

/** Returns the words a mark is made of: `.conv--isActive` → conv, is, active. */
function wordsOf(mark: string): string[] {
  const words = mark.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  return words.match(/[a-z]+/g) ?? [];
}

/** Tells whether a mark is a word for "open": the only kind by which an open row is found. */
export function isOpenMark(mark: string): boolean {
  const words = wordsOf(mark);
  return words.some((word) => OPEN.has(word)) && !words.some((word) => NOT_OPEN.has(word));
}

/** Tells whether a mark is a word for one's own messages. */
export function isOwnMark(mark: string): boolean {
  const words = wordsOf(mark);
  const says = words.some((word) => OWN.has(word)) || OWN_LAST.has(words.at(-1) ?? '');
  return says && !words.some((word) => NOT_OWN.has(word));
}

/** Words by which pages tell the other one's messages. */
const OTHERS = new Set(
  'other others peer buyer customer client visitor guest user you left incoming in receive received receiver from their them opposite'.split(
    ' ',
  ),
);

/** Tells whether a selector may find the messages of one side only, by its words. */
export function saysSide(selector: string): boolean {
  return isOwnMark(selector) || wordsOf(selector).some((word) => OTHERS.has(word));
}

/** Signs on one element that tell it from its likes: state classes and attributes. */
function marksOf(element: Element): string[] {
  const classes = [...element.classList].flatMap((token) => classPart(token, true) ?? []);
  const states = [...element.attributes].flatMap(({ name, value }) => {
    const isState = /^aria-(?:selected|current|checked)$/.test(name) || (/^data-[a-z-]{1,40}$/.test(name) && isOpenMark(name));
    return isState && value !== 'false' && /^[a-z]+$/.test(value) ? [`[${name}="${value}"]`] : [];
  });
  return [...states, ...classes, ...attributeParts(element)];
}

/** Tells whether a row carries a mark, on itself or inside. */
export function hasMark(row: Element, mark: string): boolean {
  return row.matches(mark) || row.querySelector(mark) !== null;
}

/** A row and the rows of its list. */
interface Among {
  row: Element;
  rows: readonly Element[];
}

/** Returns the marks of a row and of what is in it, each with how many of the other rows carry it too. */
function counted({ row, rows }: Among, inside: readonly Element[]): { mark: string; others: number }[] {
  const rest = rows.filter((each) => each !== row);
  return [row, ...inside]
    .slice(0, 60)
    .flatMap(marksOf)
    .map((mark) => ({ mark, others: rest.filter((other) => hasMark(other, mark)).length }));
}

/**
 * Returns the word for "open" that only this row carries (`alone`), or the word for one's own messages that it carries
 * and some others do not; null when there is none. What merely happens to tell the row (a place, a badge) is no mark.
 */
export function markOf({ row, rows }: Among, alone: boolean): string | null {
  const fits = counted({ row, rows }, [...row.querySelectorAll('*')]).filter(({ mark, others }) =>
    alone ? others === 0 && isOpenMark(mark) : others < rows.length - 1 && isOwnMark(mark),
  );
  return fits[0]?.mark ?? null;
}

/**
 * Returns the signs that only this row carries and that are no word for anything else than being open. Whether they are
 * one for that is only known when another row carries them while it is open.
 */
export function signsOf({ row, rows }: Among): string[] {
  const own = counted({ row, rows }, [...row.querySelectorAll('*')]).filter(({ others }) => others === 0);
  return own.map(({ mark }) => mark).filter((mark) => !wordsOf(mark).some((word) => NOT_OPEN.has(word)));
}

/** Tells whether a row is the one for names among others of its kind: `div.line.buyer` with the name in it. */
export function isNameRow({ row, rows }: Among, element: Element): boolean {
  const way: Element[] = [];
  for (let at: Element | null = element; at && at !== row; at = at.parentElement) way.push(at);
  return counted({ row, rows }, way).some(({ mark, others }) => others === 0 && /name|nick|buyer/i.test(mark));
}
