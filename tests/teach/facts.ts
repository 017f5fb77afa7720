import type { MessageSeen, Observation, Reading, RecordSeen } from '#lib/domain/observation.ts';
import { pageAt } from '#lib/sites/registry.ts';
import type { PageSource } from '#lib/sites/site.ts';
import { factOf, type RecordPage, SHOWN } from '#lib/teach/apply-records.ts';
import { type TeachField, type TeachPage, teachPageOf } from '#lib/teach/rule.ts';
import { type Print, sameTaught, type Value } from '#lib/teach/values.ts';
import { plain } from './layout.ts';

/** Something a reading says that a person can point at. */
export interface Fact {
  field: TeachField;
  /** The number of the record it belongs to, or the place of a message among those with text. */
  of: string;
  value: Value;
  /** Who wrote a message. */
  side?: MessageSeen['side'];
}

/** How the site of an address prints, and what it shows. */
export interface Place {
  print: Print;
  page: TeachPage;
}

/** Returns how the site of an address prints and what it shows; null where pointing does not help. */
export function placeOfSource({ url }: PageSource): Place | null {
  const at = pageAt(url);
  const page = teachPageOf(at?.kind);
  return at && page && { print: { site: at.site.id, zone: at.site.zone, currency: at.site.currency }, page };
}

const numberOf = (record: RecordSeen): string | undefined => (record.kind === 'review' ? record.orderNo : record.no);

function recordFacts(record: RecordSeen, page: RecordPage): Fact[] {
  const { key, facts } = SHOWN[page];
  const of = numberOf(record);
  if (of === undefined) return [];
  const found = facts.flatMap(([field, fact]): Fact[] => {
    const value = factOf(record, fact);
    return value === undefined ? [] : [{ field, of, value }];
  });
  return [{ field: key, of, value: of }, ...found];
}

function chatFacts(seen: Observation): Fact[] {
  if (seen.kind !== 'peer') return [];
  const name: Fact[] = seen.peer.name ? [{ field: 'peer.name', of: '', value: seen.peer.name }] : [];
  return [...name, ...seen.orderNos.map((no): Fact => ({ field: 'peer.orderNos', of: no, value: no }))];
}

/** Returns the messages of a reading that are words somebody wrote. */
function wordsOf(reading: Reading | null): MessageSeen[] {
  return (reading?.observations ?? []).filter((o): o is MessageSeen => o.kind === 'message' && o.type === 'text' && !!o.text);
}

/** Returns what a reading says that a person can point at on a page of that kind. */
export function factsOf(reading: Reading | null, page: TeachPage): Fact[] {
  const all = reading?.observations ?? [];
  if (page !== 'chat' && page !== 'records') {
    return all.flatMap((o) => (o.kind === SHOWN[page].kind ? recordFacts(o as RecordSeen, page) : []));
  }
  const words = wordsOf(reading).map(({ text, side }, i): Fact => ({ field: 'message.text', of: `${i}`, value: text!, side }));
  return [...(page === 'chat' ? all.flatMap(chatFacts) : []), ...words];
}

/** Returns the facts of the original that a reading of the changed page does not have; `removed` texts are not missed. */
export function lostOf(original: readonly Fact[], seen: readonly Fact[], removed: readonly string[] = []): Fact[] {
  const left = [...seen];
  const gone = removed.map(plain);
  return original.filter((fact) => {
    // Messages have no number: the next one that says the same on the same side is meant.
    const at = left.findIndex(
      ({ field, of, value, side }) =>
        field === fact.field && side === fact.side && (side !== undefined || of === fact.of) && sameTaught(value, fact.value),
    );
    if (at >= 0) left.splice(at, 1);
    const isGone = fact.field.endsWith('.text') && gone.some((text) => text.includes(plain(String(fact.value))));
    return at < 0 && !isGone;
  });
}
