import { candidatesFor } from './candidates.ts';
import { answerOf } from './decide.ts';
import { textIn } from './find.ts';
import { type FieldRule, isRowField, READS_LINES, type TeachField, type TeachPage } from './rule.ts';
import { besides, holdsEditor, inRows, isInList, isOneOfTwo, type Seen } from './in-list.ts';
import { markOf, saysSide, signsOf } from './marks.ts';
import { listsAround } from './lists.ts';
import type { RowOf } from './rows.ts';
import { isEditor, isSecret } from './secrets.ts';
import { edgeOf } from './sides.ts';
import { kindOfField, type Print, sameTaught, valueIn } from './values.ts';
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
  | 'other-page'
  | 'no-rule';

/** A row that was pointed at as the open one while no word says that it is. It is kept in the page only. */
export interface OpenSeen {
  name: string;
  /** What only this row carried then. */
  signs: readonly string[];
}

export type Derived =
  | { ok: true; rule: FieldRule; shown: string; element: Element }
  | { ok: false; why: Refusal; open?: OpenSeen };

/** What is being pointed at, and how its site prints things. */
export interface Pointing {
  field: TeachField;
  /** The kind of page it is pointed at on. */
  page: TeachPage;
  print: Print;
  /** Epoch ms. */
  at: number;
  /** Rows that were pointed at as the open one before. */
  opened?: readonly OpenSeen[] | undefined;
}

/** Returns what the element (for numbers, times and amounts also one around it) says for the field, or why it says nothing. */
function seenAt(element: Element, { field, print }: Pointing): Seen | Refusal {
  if (isSecret(element)) return 'secret';
  const kind = kindOfField(field);
  // A person may hit a part of it: the figures of an amount, the day of a time.
  const wide = kind === 'time' || kind === 'money' || field.includes('orderNo') ? 3 : 1;
  let at: Element | null = element;
  for (let level = 0; at && level < wide; level++, at = at.parentElement) {
    const attr = attributeOf(at);
    const text = attr ? (at.getAttribute(attr) ?? '') : textIn(at);
    const value = valueIn(field, text, print);
    if (value !== null) return { element: at, text, value };
  }
  const isBlank = textIn(element) === '' && attributeOf(element) === undefined;
  return isBlank || kind === 'text' ? 'empty' : `not-${kind}`;
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
  const listed = field === 'peer.name' && !labelled && isInList(seen, print, placed);
  if (listed && !isOneOfTwo(seen, print)) return { ok: false, why: 'in-list' };
  return taken(seen, { field, ...(listed ? { paired: true as const } : {}), candidates, at, origin: 'own' });
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
  return taken(seen, rule);
}

/**
 * A rule for the open row of a list: it must carry a word for that, or a sign that another row alone carried while that one
 * was open.
 */
function deriveOpen(seen: Seen, around: readonly RowOf[], { field, print, at, opened = [] }: Pointing): Derived {
  const others = opened.filter(({ name }) => name !== seen.value);
  const signs: string[] = [];
  for (const group of around) {
    // Columns of a page, of which one is the chat, are no rows of people.
    const candidates = group.rows.some(holdsEditor) ? [] : inRows(seen, group, field, print);
    if (candidates.length === 0) continue;
    const rule: FieldRule = { field, row: group.selector, candidates, at, origin: 'own' };
    const word = markOf(group, true);
    if (word) return taken(seen, { ...rule, mark: word });
    const own = signsOf(group);
    const moved = own.find((sign) => others.some((other) => other.signs.includes(sign)));
    if (moved) return taken(seen, { ...rule, mark: moved, moved: true });
    signs.push(...own);
  }
  const open = signs.length > 0 ? { open: { name: String(seen.value), signs } } : {};
  return { ok: false, why: around.length > 0 ? 'no-mark' : 'no-rows', ...open };
}

/** A rule for all rows of a list: found in the pointed row, tried in every other. */
function deriveInRows(seen: Seen, { field, print, at }: Pointing): Derived {
  const around = listsAround(seen, field);
  const ruleIn = (group: RowOf, few: boolean): Derived | null => {
    const found = inRows(seen, group, field, print, few);
    if (found.length === 0) return null;
    // What finds the words of one side only gives way to what finds those of both.
    const both = field === 'message.text' ? found.filter(({ selector }) => !saysSide(selector)) : [];
    const candidates = both.length > 0 ? both : found;
    return taken(seen, {
      field,
      row: group.selector,
      ...(group.below ? { below: true as const } : {}),
      candidates,
      at,
      origin: 'own',
    });
  };
  const first = (groups: readonly RowOf[], few: boolean): Derived | undefined => {
    for (const group of groups) {
      const derived = ruleIn(group, few);
      if (derived) return derived;
    }
    return undefined;
  };
  const many = field === 'message.text' ? around.filter(isListOfMany).toReversed() : around;
  // Where the reader tells what a message says, its rows matter more than that its words stand in one place of each.
  const rowsFirst =
    field === 'message.text' && READS_LINES.has(print.site)
      ? (first(around.filter(besides), false) ?? first(many, true))
      : undefined;
  return rowsFirst ?? first(around, false) ?? first(many, true) ?? { ok: false, why: 'no-rows' };
}

const isListOfMany = (group: RowOf): boolean => group.rows.length > 2 && besides(group);

const taken = (seen: Seen, rule: FieldRule): Derived => ({ ok: true, rule, shown: shownOf(seen), element: seen.element });

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
  if (pointing.field === 'chat.row') return deriveOpen(seen, listsAround(seen, 'chat.row'), pointing);
  return isRowField(pointing.field, pointing.page) ? deriveInRows(seen, pointing) : deriveSingle(seen, pointing);
}
