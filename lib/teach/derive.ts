import { candidatesFor } from './candidates.ts';
import { answerOf, decide } from './decide.ts';
import { matches, textIn } from './find.ts';
import { type FieldRule, isRowField, type TeachField } from './rule.ts';
import { besides, holdsEditor, inRows, isInList, type Seen } from './in-list.ts';
import { markOf, saysSide } from './marks.ts';
import { type RowOf, rowsAround } from './rows.ts';
import { isEditor, isSecret } from './secrets.ts';
import { edgeOf } from './sides.ts';
import { areRowSelectors } from './selector.ts';
import { type Print, sameTaught, valueIn } from './values.ts';
import { attributeOf } from './candidates.ts';
import { REFUSED } from '../sites/found.ts';

/** Why what was pointed at cannot be taken. */
type Refusal =
  | 'secret'
  | 'empty'
  | 'not-name'
  | 'not-number'
  | 'not-time'
  | 'not-money'
  | 'not-words'
  | 'not-editor'
  | 'in-list'
  | 'no-rows'
  | 'no-mark'
  | 'no-rule';

export type Derived = { ok: true; rule: FieldRule; shown: string; element: Element } | { ok: false; why: Refusal };

const REFUSALS: Partial<Record<TeachField, Refusal>> = {
  'peer.name': 'not-name',
  'chat.row': 'not-name',
  'order.buyer': 'not-name',
  'peer.orderNos': 'not-number',
  'order.no': 'not-number',
  'order.createdAt': 'not-time',
  'order.paid': 'not-money',
  'order.stateText': 'not-words',
};

/** What is being pointed at, and how its site prints things. */
export interface Pointing {
  field: TeachField;
  print: Print;
  /** Epoch ms. */
  at: number;
}

/** Returns what the element (for numbers, times and amounts also one around it) says for the field, or why it says nothing. */
function seenAt(element: Element, { field, print }: Pointing): Seen | Refusal {
  if (isSecret(element)) return 'secret';
  const wide = /No|At|paid/.test(field) ? 3 : 1;
  let at: Element | null = element;
  for (let level = 0; at && level < wide; level++, at = at.parentElement) {
    const attr = attributeOf(at);
    const text = attr ? (at.getAttribute(attr) ?? '') : textIn(at);
    const value = valueIn(field, text, print);
    if (value !== null) return { element: at, text, value };
  }
  return textIn(element) === '' && attributeOf(element) === undefined ? 'empty' : (REFUSALS[field] ?? 'empty');
}

/** Returns the editor an element is, is in, or holds alone. */
function editorAt(element: Element): Element | null {
  for (let at: Element | null = element; at && at !== element.ownerDocument.documentElement; at = at.parentElement) {
    if (isEditor(at)) return at;
  }
  const inside = [...element.querySelectorAll('textarea, input, [contenteditable]')].filter(isEditor);
  return inside.length === 1 ? (inside[0] ?? null) : null;
}

function deriveEditor(element: Element, { field, at }: Pointing): Derived {
  const editor = editorAt(element);
  if (!editor) return { ok: false, why: isSecret(element) ? 'secret' : 'not-editor' };
  const candidates = candidatesFor({ root: editor.ownerDocument, element: editor, field });
  if (candidates.length === 0) return { ok: false, why: 'no-rule' };
  const shown = editor.getAttribute('placeholder') ?? editor.getAttribute('aria-label') ?? '';
  return { ok: true, rule: { field, candidates, at, origin: 'own' }, shown, element: editor };
}

function deriveSingle(seen: Seen, { field, print, at }: Pointing): Derived {
  const root = seen.element.ownerDocument;
  const candidates = candidatesFor({ root, element: seen.element, field }).filter((candidate) => {
    if (field === 'peer.orderNos') return true;
    const answer = answerOf(root, field, candidate, print);
    return answer !== null && answer !== REFUSED && sameTaught(answer, seen.value);
  });
  if (candidates.length === 0) return { ok: false, why: 'no-rule' };
  // The place of one person in a list of people is not who is open.
  const labelled = candidates.some(({ by }) => by === 'label');
  const placed = candidates.every(({ by }) => by === 'structure');
  if (field === 'peer.name' && !labelled && isInList(seen, print, placed)) return { ok: false, why: 'in-list' };
  return { ok: true, rule: { field, candidates, at, origin: 'own' }, shown: shownOf(seen), element: seen.element };
}

/**
 * The lists an element may stand in, the innermost first; bare texts of rows last: the row tells more, as who wrote it.
 * Messages of both sides come before those of the side that was pointed at, and what holds the messages is none of them.
 */
function listsAround({ element }: Seen, field: TeachField): RowOf[] {
  const all = rowsAround(field, element);
  if (!field.startsWith('message.')) return sortedLists(all, element, () => false);
  const likes = all.filter(({ row }) => row === element).reduce<readonly Element[]>((most, { rows }) => longer(most, rows), []);
  const lists = all.filter(({ row, rows }) => !rows.some(holdsEditor) && !holdsMost(row, likes));
  const isOneSide = (list: RowOf): boolean =>
    field === 'message.text' && saysSide(list.selector) && lists.some((other) => other.row === list.row && isWithin(list, other));
  return sortedLists(lists, element, isOneSide);
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

/**
 * What tells one's own messages from the others: a word in the innermost list that has one, or where none has, the edge at
 * which they stand in the innermost list that tells.
 */
function deriveOwn(seen: Seen, { field, at }: Pointing): Derived {
  const lists = listsAround(seen, field);
  const word = (list: RowOf): string | null => markOf(list, false);
  const edge = ({ row, rows }: RowOf): string | null => edgeOf(seen.element, row, rows);
  const tell = lists.some(word) ? word : edge;
  const list = lists.find(tell);
  const mark = list && tell(list);
  if (!mark) return { ok: false, why: lists.length > 0 ? 'no-mark' : 'no-rows' };
  const rule: FieldRule = { field, row: list.selector, mark, candidates: [], at, origin: 'own' };
  return { ok: true, rule, shown: shownOf(seen), element: seen.element };
}

/** A rule for all rows of a list: found in the pointed row, tried in every other. */
function deriveInRows(seen: Seen, { field, print, at }: Pointing): Derived {
  const around = listsAround(seen, field);
  let why: Refusal = 'no-rows';
  for (const group of around) {
    if (field === 'chat.row') {
      const mark = markOf(group, true);
      if (!mark) {
        why = 'no-mark';
        continue;
      }
      const candidates = inRows(seen, group, field, print);
      if (candidates.length === 0) continue;
      return {
        ok: true,
        rule: { field, row: group.selector, mark, candidates, at, origin: 'own' },
        shown: shownOf(seen),
        element: seen.element,
      };
    }
    const found = inRows(seen, group, field, print);
    if (found.length === 0) continue;
    // What finds the words of one side only gives way to what finds those of both.
    const both = field === 'message.text' ? found.filter(({ selector }) => !saysSide(selector)) : [];
    const candidates = both.length > 0 ? both : found;
    return {
      ok: true,
      rule: { field, row: group.selector, ...(group.below ? { below: true as const } : {}), candidates, at, origin: 'own' },
      shown: shownOf(seen),
      element: seen.element,
    };
  }
  return { ok: false, why };
}

function shownOf({ text }: Seen): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/**
 * Returns the rule for what a person points at, with what it would be read as; or why it cannot be taken. Nothing of
 * the page's text goes into the rule.
 */
export function derive(element: Element, pointing: Pointing): Derived {
  if (pointing.field === 'chat.editor') return deriveEditor(element, pointing);
  const seen = seenAt(element, pointing);
  if (typeof seen === 'string') return { ok: false, why: seen };
  if (pointing.field === 'message.own') return deriveOwn(seen, pointing);
  return isRowField(pointing.field) ? deriveInRows(seen, pointing) : deriveSingle(seen, pointing);
}

/**
 * Returns the rule for what was pointed at, with what was learnt before for rows of another shape in the same list. A
 * former candidate stays only where it says nothing, or the same, in the row pointed at: that settles contradictions.
 */
export function withFormer(derived: Derived, former: FieldRule | undefined, pointing: Pointing): FieldRule | null {
  if (!derived.ok) return null;
  const { rule, element } = derived;
  if (!former || rule.row === undefined || former.row === undefined || former.mark !== rule.mark) return rule;
  const row = element.closest(rule.row.replace(/^:scope > /, ''));
  if (!row) return rule;
  const together = { ...rule, candidates: joined(rule, former, row, pointing) };
  if (isOneOf(former.row, rule.row)) return { ...together, row: former.row };
  return bothKinds(together, former.row, element.ownerDocument, pointing) ?? rule;
}

const isOneOf = (rows: string, row: string): boolean => rows === row || rows.split(', ').includes(row);

function joined(rule: FieldRule, former: FieldRule, row: Element, { field, print }: Pointing): FieldRule['candidates'] {
  const [own] = rule.candidates.map((candidate) => answerOf(row, field, candidate, print));
  const kept = former.candidates.filter((candidate) => {
    const known = rule.candidates.some(({ selector, label }) => selector === candidate.selector && label === candidate.label);
    const answer = answerOf(row, field, candidate, print);
    return (
      !known && (answer === null || (answer !== REFUSED && own !== undefined && JSON.stringify(answer) === JSON.stringify(own)))
    );
  });
  return [...rule.candidates, ...kept].slice(0, 8);
}

/**
 * Returns the rule for orders whose numbers stand in rows of two kinds (a head, a row of its own), or null where the
 * candidates of both contradict each other in any of the rows, or give one number twice.
 */
function bothKinds(rule: FieldRule, formerRow: string, document: Document, { field, print }: Pointing): FieldRule | null {
  const row = `${formerRow}, ${rule.row}`;
  if (field !== 'order.no' || !areRowSelectors(row)) return null;
  const values = matches(document, row).map((each) => decide(each, rule, print).value);
  const given = values.filter((value) => value !== null);
  return given.includes(REFUSED) || new Set(given).size !== given.length ? null : { ...rule, row };
}
