import type { MessageSeen, Observation, PeerSeen, Reading } from '../domain/observation.ts';
import { createTally } from '../sites/found.ts';
import { readRow } from '../sites/row-memo.ts';
import type { PageSource } from '../sites/site.ts';
import { decide } from './decide.ts';
import { matches } from './find.ts';
import { hasMark, isOwnMark } from './marks.ts';
import { isSide, sideOf } from './sides.ts';
import { type HostRules, ruleFor } from './rule.ts';
import type { Print } from './values.ts';

/** Rows among the messages that nobody wrote. */
const NOBODYS = /(?:^|[-_\s])(?:system|notice|tips?|divider|separator|date|time|withdraw|recall)(?:[-_\s]|$)/i;

/** Tells whether a row is, holds or stands in a message that carries the mark of one's own; null when that is not clear. */
function isOwn(row: Element, ownRow: string, mark: string): boolean | null {
  const around = row.closest(ownRow);
  if (isSide(mark)) {
    const side = around ? sideOf(row, around) : null;
    return side && side === mark;
  }
  return around ? hasMark(around, mark) : [...row.querySelectorAll(ownRow)].some((inner) => hasMark(inner, mark));
}

/** Marks of one's own messages that a document has shown since it was loaded. */
const shown = new WeakMap<Document, Set<string>>();

/** Tells whether a message carries the mark of one's own, or one did in another conversation of this document. */
function isInUse(document: Document, rows: readonly Element[], ownRow: string, mark: string): boolean {
  const known = shown.get(document) ?? new Set<string>();
  const name = `${ownRow}|${mark}`;
  // At an edge all are looked at: what fills its row is told by its likes.
  const isShown = isSide(mark)
    ? rows.filter((row) => isOwn(row, ownRow, mark)).length > 0
    : known.has(name) || rows.some((row) => isOwn(row, ownRow, mark));
  if (isShown) shown.set(document, known.add(name));
  return known.has(name);
}

/**
 * Returns the messages the rules find. None without a rule for one's own, and none while no message carries its mark: the
 * site may have renamed it, and then nobody knows who said what.
 */
function taughtMessages(source: PageSource, rules: HostRules, print: Print, { peer, conversation }: PeerSeen): MessageSeen[] {
  const rule = ruleFor(rules, 'message.text');
  const { row: ownRow, mark } = ruleFor(rules, 'message.own') ?? {};
  if (rule?.row === undefined || ownRow === undefined || mark === undefined) return [];
  if (!isSide(mark) && !isOwnMark(mark)) return [];
  const rows = matches(source.document, rule.row);
  if (!isInUse(source.document, rows, ownRow, mark)) return [];
  const read = (row: Element): MessageSeen | null => {
    const whole = row.closest(ownRow) ?? row;
    const { value } = NOBODYS.test(whole.className) ? { value: null } : decide(row, rule, print);
    if (typeof value !== 'string') return null;
    const own = isOwn(row, ownRow, mark);
    if (own === null) return null;
    const side = own ? { side: 'seller' as const } : { side: 'buyer' as const, sender: peer };
    return { kind: 'message', ...(conversation ? { conversation } : {}), ...side, type: 'text', text: value };
  };
  const between = JSON.stringify(['taught', peer, conversation, rule.at, mark]);
  return rows.flatMap((row) => {
    // Through the memory of rows, which tells those that are left from the conversation before.
    const message = readRow(source.rows, row, between, createTally(), read);
    return message === null || typeof message !== 'object' ? [] : [message];
  });
}

/** Returns the messages that the rules add to a reading: only where its reader read none, and doubts nothing about them. */
export function addedMessages(
  reading: Reading,
  source: PageSource,
  { rules, print }: { rules: HostRules; print: Print },
  seen: PeerSeen,
): MessageSeen[] {
  const doubtful = ['message.text', 'message.sender'].some((field) => reading.health[field] === 'refused');
  if (doubtful || reading.observations.some((o) => o.kind === 'message' && o.type !== 'empty')) return [];
  return taughtMessages(source, rules, print, seen);
}

/** Returns a reading's observations with the messages that were added, in place of bubbles whose words were not found. */
export function withAdded(observations: readonly Observation[], added: readonly MessageSeen[]): Observation[] {
  return [...observations.filter(({ kind }) => kind !== 'message' || added.length === 0), ...added];
}
