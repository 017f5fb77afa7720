import type { CaseSeen, OrderSeen, PeerRef, RecordSeen, ReviewSeen, SiteId } from '../domain/observation.ts';
import { orderStateOf } from '../domain/order-state.ts';
import { isCut, isMasked } from '../domain/text.ts';
import { type Found, present, REFUSED } from '../sites/found.ts';
import { type Decision, decide } from './decide.ts';
import { matches } from './find.ts';
import { type FieldRule, type HostRules, ruleFor, type TeachField, type TeachPage } from './rule.ts';
import { bearerOf } from './rows.ts';
import { numberInRow, type Print, sameTaught, type Value } from './values.ts';

/** The pages that show records, in a list or one alone. */
export type RecordPage = Exclude<TeachPage, 'chat' | 'records'>;
type Fact = keyof OrderSeen | keyof CaseSeen | keyof ReviewSeen;

interface Shown {
  kind: RecordSeen['kind'];
  /** What tells the records of a list apart, and where an observation has it. */
  key: TeachField;
  no: 'no' | 'orderNo';
  facts: readonly (readonly [TeachField, Fact])[];
}

const ORDER: Shown = {
  kind: 'order',
  key: 'order.no',
  no: 'no',
  facts: [
    ['order.createdAt', 'createdAt'],
    ['order.paid', 'paid'],
    ['order.stateText', 'stateText'],
    ['order.buyer', 'buyer'],
  ],
};
const CASE: Shown = {
  kind: 'case',
  key: 'case.no',
  no: 'no',
  facts: [
    ['case.orderNo', 'orderNo'],
    ['case.createdAt', 'createdAt'],
    ['case.amount', 'amount'],
    ['case.stateText', 'stateText'],
    ['case.buyer', 'buyer'],
  ],
};
const REVIEW: Shown = {
  kind: 'review',
  key: 'review.orderNo',
  no: 'orderNo',
  facts: [
    ['review.at', 'at'],
    ['review.text', 'text'],
    ['review.buyer', 'buyer'],
  ],
};

/** What the records of a page are and where their facts stand. */
export const SHOWN: Readonly<Record<RecordPage, Shown>> = {
  orders: ORDER,
  order: ORDER,
  cases: CASE,
  case: CASE,
  reviews: REVIEW,
};

/** What the rules found for one record, by field. */
type Taught = Partial<Record<TeachField, Found<Value>>>;

/** What the rules found on a page. */
export interface TaughtRecords {
  /** By the record's number. */
  records: Map<string, Taught>;
  /** The rule for the numbers is for a list in which those stand that the reader is sure of. */
  isSameList: boolean;
  /** How each candidate did. */
  decisions: Partial<Record<TeachField, Decision>>;
  /** Nicks that Taobao's own attribute names, by the record's number. */
  nicks: Map<string, string>;
}

interface Looking {
  document: Document;
  rules: HostRules;
  page: RecordPage;
  print: Print;
  /** Numbers that the built-in reader gave. */
  known: ReadonlySet<string>;
}

/** Returns the number of the record a row belongs to: the taught one, and the row must not show another. */
function numberOf(
  row: Element,
  rule: FieldRule | undefined,
  known: ReadonlySet<string>,
  { page, print }: Looking,
): string | null {
  const shown = numberInRow(row, SHOWN[page].key, known);
  const value = rule ? decide(row, rule, print).value : null;
  if (value === REFUSED) return null;
  if (value === null) return shown !== null && known.has(shown) ? shown : null;
  return shown === null || shown === value ? (value as string) : null;
}

/**
 * Returns what the rules find in the rows of a list, by the number of each record. A row without a number, or a number in
 * two rows that say different things, gives nothing.
 */
export function taughtInRows(looking: Looking): TaughtRecords {
  const { document, rules, page, known, print } = looking;
  const result: TaughtRecords = { records: new Map(), isSameList: false, decisions: {}, nicks: new Map() };
  const { key, facts } = SHOWN[page];
  const numbers = ruleFor(rules, key, page);
  for (const row of numbers?.row && numbers ? matches(document, numbers.row) : []) {
    const decision = decide(row, numbers!, print);
    result.decisions[key] ??= decision;
    const no = numberOf(row, numbers, known, looking);
    if (no) result.records.set(no, result.records.get(no) ?? {});
    result.isSameList ||= known.has(no ?? '');
  }
  for (const no of known) if (!result.records.has(no)) result.records.set(no, {});
  const noOf = numbersByRow(looking, numbers, new Set(result.records.keys()));
  for (const [field] of facts) takeField(field, looking, noOf, result);
  return result;
}

/** Returns what tells the record a row belongs to. Every fact asks for it anew: each row is looked through once. */
function numbersByRow(
  looking: Looking,
  numbers: FieldRule | undefined,
  all: ReadonlySet<string>,
): (row: Element) => string | null {
  const found = new Map<Element, string | null>();
  return (row) => {
    const seen = found.get(row);
    if (seen !== undefined) return seen;
    const own = numbers?.row !== undefined && row.matches(numbers.row) ? numbers : undefined;
    const no = numberOf(row, own, all, looking);
    found.set(row, no);
    return no;
  };
}

function takeField(field: TeachField, looking: Looking, noOf: (row: Element) => string | null, result: TaughtRecords): void {
  const { document, rules, page, print } = looking;
  const rule = ruleFor(rules, field, page);
  if (!rule?.row) return;
  for (const row of matches(document, rule.row)) {
    const bearer = rule.below ? bearerOf(row, rule.row, SHOWN[page].key) : row;
    const no = bearer && noOf(bearer);
    const record = no ? result.records.get(no) : undefined;
    if (!no || !record) continue;
    const decision = decide(row, rule, print);
    result.decisions[field] ??= decision;
    if (decision.value === null) continue;
    const before = record[field] ?? null;
    const twice = before !== null && JSON.stringify(before) !== JSON.stringify(decision.value);
    record[field] = twice ? REFUSED : decision.value;
    noteNick(no, rule, decision, result);
  }
}

function noteNick(no: string, rule: FieldRule, { value, answers }: Decision, { nicks }: TaughtRecords): void {
  const byNick = rule.candidates.some((candidate, at) => candidate.attr === 'data-nick' && answers[at] === value);
  if (byNick && typeof value === 'string') nicks.set(no, value);
}

/**
 * Returns what the rules find on the page of a single record, under its number: the one the built-in reader gave, else the
 * one that was taught, which must be `asked` where the address asks for one.
 */
export function taughtAlone(looking: Looking, asked: string | null): TaughtRecords {
  const { document, rules, page, known, print } = looking;
  const result: TaughtRecords = { records: new Map(), isSameList: false, decisions: {}, nicks: new Map() };
  const { key, facts } = SHOWN[page];
  const say = (field: TeachField): Decision | null => {
    const rule = ruleFor(rules, field, page);
    return rule && rule.row === undefined ? (result.decisions[field] = decide(document, rule, print)) : null;
  };
  const number = say(key)?.value ?? null;
  const [seen = null] = known;
  const no = seen ?? (typeof number === 'string' && (asked === null || asked === number) ? number : null);
  // A page that shows another number than it is read by is on its way to another record.
  if (no === null || (number !== null && number !== no)) return result;
  const record: Taught = {};
  result.records.set(no, record);
  for (const [field] of facts) {
    const decision = say(field);
    const rule = ruleFor(rules, field, page);
    if (!decision || !rule || decision.value === null) continue;
    record[field] = decision.value;
    noteNick(no, rule, decision, result);
  }
  return result;
}

function known<T extends Value>(found: Found<Value> | undefined): T | undefined {
  return found === undefined || found === null || found === REFUSED ? undefined : (found as T);
}

/** Returns the buyer of a row: a shown name, and a nick where Taobao's own attribute names it in full. */
function buyerOf(site: SiteId, name: string | undefined, nick: string | undefined): PeerRef | undefined {
  if (name === undefined) return undefined;
  if (isMasked(name)) return { name, masked: true };
  return site === 'taobao' && nick !== undefined && !isCut(nick) ? { name, nick } : { name };
}

/** Returns a record's own value of a fact in the form in which rules give it, or undefined. */
export function factOf(seen: RecordSeen, fact: Fact): Value | undefined {
  const value = (seen as Partial<Record<Fact, unknown>>)[fact];
  return (fact === 'buyer' ? (value as PeerRef | undefined)?.name : value) as Value | undefined;
}

/** Tells whether the rule of a field says something else than the reader for any record; a masked name is no other one. */
export function contradicts(
  seen: readonly RecordSeen[],
  taught: TaughtRecords,
  [field, fact]: Shown['facts'][number],
  no: Shown['no'],
): boolean {
  return seen.some((record) => {
    const own = factOf(record, fact);
    const said = known<Value>(taught.records.get((record as { no?: string; orderNo?: string })[no] ?? '')?.[field]);
    if (own === undefined || said === undefined || sameTaught(own, said)) return false;
    return !(fact === 'buyer' && isMasked(String(own)) !== isMasked(String(said)));
  });
}

/** Returns a record with what is missing in it filled in from the rules for `fields`; nothing that is there is touched. */
export function completed(
  seen: RecordSeen | undefined,
  no: string,
  taught: TaughtRecords,
  { page, site, fields }: { page: RecordPage; site: SiteId; fields: ReadonlySet<TeachField> },
): RecordSeen {
  const { kind, no: name, facts } = SHOWN[page];
  const found = taught.records.get(no) ?? {};
  const blank = { kind, [name]: no, ...(kind === 'order' ? { state: 'unknown', items: [] } : {}) };
  const record: Partial<Record<Fact, unknown>> = { ...(seen ?? blank) };
  for (const [field, fact] of facts) {
    if (record[fact] !== undefined || !fields.has(field)) continue;
    const value = known<Value>(found[field]);
    record[fact] = fact === 'buyer' ? buyerOf(site, value as string | undefined, taught.nicks.get(no)) : value;
  }
  const words = record.stateText as string | undefined;
  if (kind === 'order' && record.state === 'unknown' && words) record.state = orderStateOf(site, words);
  return present(record) as RecordSeen;
}
