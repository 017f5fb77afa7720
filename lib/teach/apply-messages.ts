import type { MessageSeen, Observation, PeerSeen, Reading, SiteId } from '../domain/observation.ts';
import { createTally } from '../sites/found.ts';
import { readRow, type RowMemo, type RowRead } from '../sites/row-memo.ts';
import type { PageReader, PageSource } from '../sites/site.ts';
import { decide } from './decide.ts';
import { matches, piecesIn } from './find.ts';
import { hasMark, isOwnMark } from './marks.ts';
import { isSide, sideOf } from './sides.ts';
import { READS_LINES, ruleFor } from './rule.ts';
import type { Value } from './values.ts';
import { isOwn as isOwnRule, type Wrapping } from './wrapping.ts';

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

/** The parts of the page that hold several of the rows. */
function holdersOf(rows: Iterable<Element>): ReadonlySet<Element> {
  const [one, several] = [new Set<Element>(), new Set<Element>()];
  for (const row of rows) {
    for (let at = row.parentElement; at && !several.has(at); at = at.parentElement) (one.has(at) ? several : one).add(at);
  }
  return several;
}

/** The part of the page that holds a row, and no other of the rows. */
function partOf(row: Element, holders: ReadonlySet<Element>): Element {
  let part = row;
  while (part.parentElement && !holders.has(part.parentElement)) part = part.parentElement;
  return part;
}

/** What a page shows beside its messages. */
interface Beside {
  /** Names of those the list of conversations shows beside the open one. */
  others: ReadonlySet<string>;
  /** The reader saw lines that were not this buyer's: each must name the buyer now. */
  mustName: boolean;
}

/** Tells whether the lines of the other side are the buyer's, as far as they name who wrote them: the list may lag behind. */
function areTheirs(rows: readonly Element[], all: Iterable<Element>, name: string, { others, mustName }: Beside): boolean {
  const holders = holdersOf(all);
  return rows.every((row) => {
    const names = new Set(piecesIn(partOf(row, holders)).map(({ text }) => text));
    return names.has(name) || (!mustName && ![...names].some((each) => others.has(each)));
  });
}

/** The rows of messages, each with whether it is one's own. */
type Lines = Map<Element, boolean>;

/**
 * Returns the rows that the rules find, without those that nobody wrote. None without a rule for one's own, and none while
 * no message carries its mark: the site may have renamed it, and then nobody knows who said what.
 */
function linesIn(document: Document, { rules, page }: Wrapping): Lines {
  const rule = ruleFor(rules, 'message.text', page);
  const { row: ownRow, mark } = ruleFor(rules, 'message.own', page) ?? {};
  const lines: Lines = new Map();
  if (rule?.row === undefined || ownRow === undefined || mark === undefined) return lines;
  if (!isSide(mark) && !isOwnMark(mark)) return lines;
  const rows = matches(document, rule.row);
  if (!isInUse(document, rows, ownRow, mark)) return lines;
  for (const row of rows) {
    const own = NOBODYS.test((row.closest(ownRow) ?? row).className) ? null : isOwn(row, ownRow, mark);
    if (own !== null) lines.set(row, own);
  }
  return lines;
}

/** Returns the messages the rules find in lines. */
function taughtMessages(
  source: PageSource,
  { rules, print, page }: Wrapping,
  seen: PeerSeen,
  lines: Lines,
): Map<Element, MessageSeen> {
  const { peer, conversation } = seen;
  const rule = ruleFor(rules, 'message.text', page)!;
  const mark = ruleFor(rules, 'message.own', page)?.mark;
  const read = (row: Element): MessageSeen | null => {
    const { value } = decide(row, rule, print);
    if (typeof value !== 'string') return null;
    const side = lines.get(row) ? { side: 'seller' as const } : { side: 'buyer' as const, sender: peer };
    return { kind: 'message', ...(conversation ? { conversation } : {}), ...side, type: 'text', text: value };
  };
  const between = JSON.stringify(['taught', peer, conversation, rule.at, mark]);
  const found = [...lines.keys()].flatMap((row): [Element, MessageSeen][] => {
    // Through the memory of rows, which tells those that are left from the conversation before.
    const message = readRow(source.rows, row, between, createTally(), read);
    return message === null || typeof message !== 'object' ? [] : [[row, message]];
  });
  return new Map(found);
}

/** Sites whose lines name who wrote them. */
const NAMES_WRITERS: ReadonlySet<SiteId> = new Set(['taobao']);
/** What messages are added to. */
export interface Added {
  base: PageReader | undefined;
  source: PageSource;
  wrapping: Wrapping;
}

const messagesIn = ({ observations }: Reading): MessageSeen[] =>
  observations.filter((o): o is MessageSeen => o.kind === 'message');
const wordsIn = (messages: readonly MessageSeen[]): number => messages.filter(({ text }) => text).length;

/**
 * Returns what the reader makes of the lines that were shown, where it reads lines at all and more of them than by itself;
 * none where it saw a message on another side than the lines say. Beside rows that it knows no others are messages.
 */
function readLines(read: SeenRows, { base, source, wrapping }: Added, seen: PeerSeen, lines: Lines): MessageSeen[] {
  if (!base || !READS_LINES.has(wrapping.rules.site)) return [];
  const own = [...read.messages];
  if (own.some(([{ side }, row]) => lines.get(row) !== (side === 'seller'))) return [];
  const rows = new SeenRows(source.rows);
  const known = new Map([...lines].filter(([row]) => read.rows.size === 0 || read.rows.has(row)));
  const buyer = seen.peer.name ? { buyer: seen.peer.name } : {};
  const messages = messagesIn(base.read({ ...source, ...buyer, rows, lines: known }));
  fillWords(rows, source.document, wrapping);
  return wordsIn(messages) > wordsIn(own.map(([message]) => message)) ? messages : [];
}

/**
 * Returns the messages that the rules add to a reading: only where its reader read none, or reads more when it is shown
 * which rows are messages. Where it doubts what it saw only rules of the person at this machine decide; where it doubts who
 * wrote it, each line must name the buyer on sites whose lines name their writers.
 */
export function addedMessages(reading: Reading, added: Added, seen: PeerSeen, read: SeenRows): MessageSeen[] {
  const { source, wrapping } = added;
  const doubted = reading.health['message.sender'] === 'refused';
  const isEmpty = messagesIn(reading).every(({ type }) => type === 'empty');
  const isDoubtful = doubted || reading.health['message.text'] === 'refused';
  if (!isEmpty && !isDoubtful) return [];
  if (isDoubtful && !isOwnRule(wrapping, 'message.text')) return [];
  const lines = linesIn(source.document, wrapping);
  if (lines.size === 0) return [];
  const told = readLines(read, added, seen, lines);
  if (told.length > 0 || !isEmpty) return told;
  const found = taughtMessages(source, wrapping, seen, lines);
  const { name = '' } = seen.peer;
  const listed = reading.observations.flatMap((o) => (o.kind === 'conversation' && o.peer.name ? [o.peer.name] : []));
  const others = new Set(listed.filter((each) => each !== name));
  const theirs = [...found.keys()].filter((row) => !lines.get(row));
  const mustName = doubted && NAMES_WRITERS.has(wrapping.rules.site);
  const fits = areTheirs(theirs, lines.keys(), name, { others, mustName });
  return fits && found.size > 1 ? [...found.values()] : [];
}

/** Passes what rows said on, and knows which message was read of which. */
export class SeenRows implements RowMemo {
  readonly messages = new Map<MessageSeen, Element>();
  /** All rows, also those of which nothing was understood. */
  readonly rows = new Set<Element>();
  readonly #inner: RowMemo | undefined;

  constructor(inner: RowMemo | undefined) {
    this.#inner = inner;
  }

  read(row: Element, circumstances: string, make: (row: Element) => RowRead): RowRead {
    const read = this.#inner?.read(row, circumstances, make) ?? make(row);
    this.rows.add(row);
    if (typeof read.found === 'object' && read.found) this.messages.set(read.found, row);
    return read;
  }

  listed(conversations: readonly Element[], messages: readonly Element[]): void {
    this.#inner?.listed?.(conversations, messages);
  }
}

/**
 * Fills in the words that the reader did not find in some of its messages, in place, so that the memory of rows knows them;
 * tells whether there were any. Rules that say something else where the reader found the words fill in nothing.
 */
export function fillWords(read: SeenRows, document: Document, { rules, print, page }: Wrapping): boolean {
  const rule = ruleFor(rules, 'message.text', page);
  const all = [...read.messages];
  if (rule?.row === undefined || rule.origin !== 'own' || !all.some(([{ type }]) => type === 'empty')) return false;
  const rows = matches(document, rule.row);
  const said = all.map(([message, line]): [MessageSeen, Value[]] => {
    const values = rows.filter((row) => line.contains(row)).map((row) => decide(row, rule, print).value);
    return [message, values.filter((value) => typeof value === 'string')];
  });
  // Nor those that find words in a card or a file: they find all that stands in a message.
  const isWrong = ([{ type, text }, values]: (typeof said)[number]): boolean =>
    type !== 'empty' && values.some((value) => type !== 'text' || value !== text);
  if (said.some(isWrong)) return false;
  const filled = said.filter(([{ type }, values]) => type === 'empty' && values.length === 1);
  for (const [message, [text]] of filled) Object.assign(message, { type: 'text', text });
  return filled.length > 0;
}

/** Returns a reading's observations with the messages that were added, in place of bubbles whose words were not found. */
export function withAdded(observations: readonly Observation[], added: readonly MessageSeen[]): Observation[] {
  return [...observations.filter(({ kind }) => kind !== 'message' || added.length === 0), ...added];
}
