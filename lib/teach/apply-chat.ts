import type { PeerRef, SiteId } from '../domain/observation.ts';
import { isCut, isMasked } from '../domain/text.ts';
import { type Found, REFUSED } from '../sites/found.ts';
import { type Decision, decide } from './decide.ts';
import { matches, textIn, textsOf } from './find.ts';
import { isInList } from './in-list.ts';
import { type Candidate, type FieldRule, type HostRules, isAlive, ruleFor, type TeachField, type TeachPage } from './rule.ts';
import { hasMark, isOpenMark } from './marks.ts';
import { isEditor } from './secrets.ts';
import { type Print, valueIn } from './values.ts';

/** What the taught rules make of an open chat. */
export interface TaughtChat {
  name: Found<string>;
  /** The open row says the same name: two signals agree. */
  confirmed: boolean;
  /** Which of the rows of that name is open, '' when there is only one or none. */
  ordinal: number | '';
  orderNos: Found<string[]>;
  decisions: Partial<Record<TeachField, Decision>>;
}

interface OpenRow {
  row: Element;
  name: Found<string>;
  ordinal: number | '';
  decision: Decision;
}

/** The one row that carries the mark; none or several say nothing. */
function openRow(document: Document, rule: FieldRule, print: Print): OpenRow | null {
  const rows = rule.row === undefined ? [] : matches(document, rule.row);
  const { mark } = rule;
  // A rule of another version may hold a mark that moves on its own.
  const open = mark !== undefined && (rule.moved || isOpenMark(mark)) ? rows.filter((row) => hasMark(row, mark)) : [];
  const [row] = open;
  if (!row || open.length > 1) return null;
  const decision = decide(row, rule, print);
  const name = decision.value as Found<string>;
  if (typeof name !== 'string') return { row, name, ordinal: '', decision };
  const alike = rows.filter((each) => decide(each, rule, print).value === name);
  return { row, name, ordinal: alike.length > 1 ? alike.indexOf(row) : '', decision };
}

/** A list may cut a name that the head shows in full. */
function sameName(full: string, shown: string): boolean {
  return full === shown || (isCut(shown) && full.startsWith(shown.replace(/(?:…|\.\.\.)$/, '')));
}

function orderNosIn(document: Document, rule: FieldRule, print: Print): Found<string[]> {
  const lists = rule.candidates.filter(isAlive).map((candidate) => {
    const numbers = textsOf(document, candidate).map((text) => valueIn(rule.field, text, print));
    return [...new Set(numbers.filter((no): no is string => typeof no === 'string'))];
  });
  const given = lists.filter((list) => list.length > 0);
  const [first] = given;
  if (!first) return null;
  // A candidate may see fewer (the others are not in its part of the page), never other ones.
  const longest = given.reduce((a, b) => (b.length > a.length ? b : a), first);
  return given.every((list) => list.every((no) => longest.includes(no))) ? longest : REFUSED;
}

/** What the head says; a name that nothing but a place in a list gives is nobody's (rules of before may hold such). */
function headOf(document: Document, rule: FieldRule, print: Print): Decision | undefined {
  const alive = rule.candidates.filter(isAlive);
  const isListed = ({ selector, attr }: Candidate): boolean =>
    matches(document, selector).some((element) => {
      const text = attr ? (element.getAttribute(attr) ?? '') : textIn(element);
      const value = valueIn(rule.field, text, print);
      return value !== null && isInList({ element, text, value }, print, true);
    });
  const placed = alive.every(({ by }) => by === 'structure');
  return placed && !rule.paired && alive.some(isListed) ? undefined : decide(document, rule, print);
}

/** The elements at which a rule finds something by its signs or its place. */
function placesOf(document: Document, { candidates }: FieldRule): Element[] {
  const found = candidates.filter((candidate) => isAlive(candidate) && candidate.selector !== 'td' && candidate.selector !== '');
  return found.flatMap(({ selector }) => matches(document, selector));
}

/** One of two like names beside each other is the head only while the open row, of whose list it is no part, says so too. */
function isBorneOut(document: Document, rule: FieldRule, value: Decision['value'], row: OpenRow | null, rows: string): boolean {
  if (!rule.paired) return true;
  return row !== null && row.name === value && !placesOf(document, rule).some((place) => place.closest(rows));
}

/** Returns what the rules of a host make of the chat (or the page of records) that the document shows. */
export function taughtChat(document: Document, rules: HostRules, page: TeachPage, print: Print): TaughtChat {
  const decisions: TaughtChat['decisions'] = {};
  const nameRule = ruleFor(rules, 'peer.name', page);
  const rowRule = ruleFor(rules, 'chat.row', page);
  const ordersRule = ruleFor(rules, 'peer.orderNos', page);
  const shown = nameRule ? headOf(document, nameRule, print) : undefined;
  const row = rowRule ? openRow(document, rowRule, print) : null;
  const head = shown && nameRule && isBorneOut(document, nameRule, shown.value, row, rowRule?.row ?? '') ? shown : undefined;
  if (head) decisions['peer.name'] = head;
  if (row) decisions['chat.row'] = row.decision;
  const headPlaces = nameRule && row ? placesOf(document, nameRule) : [];
  const values = [head?.value ?? null, row?.name ?? null] as Found<string>[];
  return {
    name: nameOf(values),
    // What stands in the open row is the row's own name, no second one.
    confirmed: values.every((value) => typeof value === 'string') && !headPlaces.some((place) => row?.row.contains(place)),
    ordinal: row?.ordinal ?? '',
    orderNos: ordersRule ? orderNosIn(document, ordersRule, print) : null,
    decisions,
  };
}

function nameOf([head = null, row = null]: readonly Found<string>[]): Found<string> {
  if (head === REFUSED || row === REFUSED) return REFUSED;
  if (head === null) return row !== null && isCut(row) ? null : row;
  return row === null || sameName(head, row) ? head : REFUSED;
}

/** Returns the message editor the rules find, or null when there is none or more than one. */
export function taughtEditor(document: Document, rules: HostRules): HTMLElement | null {
  const rule = ruleFor(rules, 'chat.editor', 'chat');
  const hits = (rule?.candidates ?? [])
    .filter(isAlive)
    .map((candidate) => matches(document, candidate.selector).filter(isEditor));
  const found = [...new Set(hits.filter((each) => each.length === 1).flat())];
  return found.length === 1 ? (found[0] ?? null) : null;
}

/**
 * Returns the buyer of a shown name. It is a name and no key, except where the site's rules make it one: Taobao's chat
 * shows the nick (believed when two places show it), and a site of the user's own has nothing but shown names.
 */
export function taughtPeer(site: SiteId, name: string, confirmed: boolean): PeerRef {
  if (isMasked(name)) return { name, masked: true };
  if (isCut(name)) return { name };
  return site === 'custom' || (site === 'taobao' && confirmed) ? { name, nick: name } : { name };
}
