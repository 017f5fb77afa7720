import type { Reading, RecordSeen } from '../domain/observation.ts';
import type { PageReader, PageSource } from '../sites/site.ts';
import {
  completed,
  contradicts,
  factOf,
  type RecordPage,
  SHOWN,
  taughtAlone,
  taughtInRows,
  type TaughtRecords,
} from './apply-records.ts';
import type { TeachField } from './rule.ts';
import { blank, foundAll, isOwn, isOwnBySign, mayRead, noted, tell, type Wrapping } from './wrapping.ts';

/** A wrapping of a page that shows records. */
export type RecordWrapping = Wrapping & { page: RecordPage };

/** Returns the reader of a page of records, completed by the rules that were taught for pages of its kind. */
export function recordsReader(base: PageReader | undefined, wrapping: RecordWrapping): PageReader {
  const { rules, page } = wrapping;
  return {
    id: readerOf(base, wrapping),
    site: rules.site,
    kind: page,
    recognises: () => true,
    read: (source) => readRecords(base, source, wrapping),
  };
}

/** The shell is around every page: what it does not know itself is not its own. */
function readerOf(base: PageReader | undefined, { rules }: Wrapping): string {
  return base && base.kind !== 'shell' ? base.id : `${rules.site}/taught`;
}

/** The number of the record that an address asks for, or null. */
function askedIn({ url, topUrl }: PageSource): string | null {
  const params = [url, ...(topUrl ? [topUrl] : [])].map(({ searchParams }) => searchParams);
  return params.flatMap((each) => each.get('bizOrderId') ?? each.get('orderId') ?? each.get('disputeId') ?? [])[0] ?? null;
}

const numberOf = (record: RecordSeen, { page }: RecordWrapping): string | undefined =>
  (record as { no?: string; orderNo?: string })[SHOWN[page].no];

/** Records whose number stands there once: of two of the same number (two reviews of an order) nobody knows which a row is. */
function numbered(seen: readonly RecordSeen[], wrapping: RecordWrapping): Map<string, RecordSeen> {
  const groups = Map.groupBy(seen, (record) => numberOf(record, wrapping));
  return new Map([...groups].flatMap(([no, [record, ...more]]) => (no && record && more.length === 0 ? [[no, record]] : [])));
}

function readRecords(base: PageReader | undefined, source: PageSource, wrapping: RecordWrapping): Reading {
  const { rules, print, page } = wrapping;
  const reading = blank(base, source, wrapping);
  if (!mayRead(reading.state)) return reading;
  const { kind, key, facts } = SHOWN[page];
  const seen = reading.observations.filter((o): o is RecordSeen => o.kind === kind);
  const own = numbered(seen, wrapping);
  const looking = { document: source.document, rules, page, print, known: new Set(own.keys()) };
  const taught = page === 'order' || page === 'case' ? taughtAlone(looking, askedIn(source)) : taughtInRows(looking);
  // A number the reader refused is in doubt altogether, unless a person at this machine showed what tells it: by a sign, or
  // by a place in the list in which also the numbers stand that the reader is sure of.
  const isSure = isOwnBySign(wrapping, key) || (isOwn(wrapping, key) && taught.isSameList);
  const doubted = reading.health[key] === 'refused' && !isSure;
  const alike = seen.filter((record) => own.get(numberOf(record, wrapping) ?? '') !== record);
  const numbers = doubted
    ? []
    : [...taught.records.keys()].filter((no) => !alike.some((each) => numberOf(each, wrapping) === no));
  const fields = settledFields(reading, [...own.values()], taught, wrapping);
  const filled = [...new Set([...numbers, ...own.keys()])].map((no) => {
    const before = own.get(no);
    return { no, before, record: completed(before, no, taught, { page, site: rules.site, fields }) };
  });
  const isAdded = (fact: (typeof facts)[number][1]): boolean =>
    filled.some(({ before, record }) => factOf(record, fact) !== undefined && (!before || factOf(before, fact) === undefined));
  const added = facts.flatMap(([field, fact]) => (isAdded(fact) ? [field] : []));
  const told = [...(filled.some(({ before }) => !before) ? [key] : []), ...added];
  tell(wrapping, taught.decisions, undefined, `${filled.length === 1 ? filled[0]?.no : filled.length}|${source.url.href}`);
  const rest = reading.observations.filter((o) => o.kind !== kind);
  const records = [...filled.map(({ record }) => record), ...alike];
  return noted({ ...reading, reader: readerOf(base, wrapping) }, foundAll(told), told, [...rest, ...records]);
}

/** Fields that the rules may fill in: what the reader refused only where a person decided; none that contradicts what it read. */
function settledFields(
  reading: Reading,
  seen: readonly RecordSeen[],
  taught: TaughtRecords,
  wrapping: RecordWrapping,
): Set<TeachField> {
  const { facts, no } = SHOWN[wrapping.page];
  const settled = facts.filter((each) => {
    const [field] = each;
    return (reading.health[field] !== 'refused' || isOwn(wrapping, field)) && !contradicts(seen, taught, each, no);
  });
  return new Set(settled.map(([field]) => field));
}
