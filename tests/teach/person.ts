import type { Observation, OrderSeen, PeerSeen, Reading } from '#lib/domain/observation.ts';
import { isShown } from '#lib/dom/first.ts';
import { pageAt } from '#lib/sites/registry.ts';
import { readerFor } from '#lib/sites/readers.ts';
import type { PageReader, PageSource } from '#lib/sites/site.ts';
import { derive, withFormer } from '#lib/teach/derive.ts';
import { readableAttributes, type HostRules, type TeachField, type TeachPage } from '#lib/teach/rule.ts';
import { type Print, sameTaught, type Value, valueIn } from '#lib/teach/values.ts';
import { wrapped } from '#lib/teach/wrap.ts';

/** Facts of a reading that a person can point at: path of the fact → value. */
export type Facts = Map<string, Value>;

const ORDER_FIELDS = [
  ['order.createdAt', (o: OrderSeen) => o.createdAt],
  ['order.paid', (o: OrderSeen) => o.paid],
  ['order.stateText', (o: OrderSeen) => o.stateText],
  ['order.buyer', (o: OrderSeen) => o.buyer?.name],
] as const;

/** Returns the facts of a reading that can be taught, each with the field it belongs to (`order.paid 4512…` → amount). */
export function teachable(reading: Reading | null): Facts {
  const facts: Facts = new Map();
  for (const seen of reading?.observations ?? ([] as Observation[])) {
    if (seen.kind === 'peer') {
      if (seen.peer.name) facts.set('peer.name', seen.peer.name);
      for (const no of seen.orderNos) facts.set(`peer.orderNos ${no}`, no);
    }
    if (seen.kind !== 'order') continue;
    facts.set(`order.no ${seen.no}`, seen.no);
    for (const [field, of] of ORDER_FIELDS) {
      const value = of(seen);
      if (value !== undefined) facts.set(`${field} ${seen.no}`, value);
    }
  }
  return facts;
}

/** Returns the field a fact belongs to. */
export function fieldOf(path: string): TeachField {
  return path.split(' ')[0] as TeachField;
}

/** Returns how the site of an address prints, and what it shows. */
export function placeOfSource({ url }: PageSource): { print: Print; page: TeachPage } | null {
  const at = pageAt(url);
  if (!at || (at.kind !== 'chat' && at.kind !== 'orders')) return null;
  return { print: { site: at.site.id, zone: at.site.zone, currency: at.site.currency }, page: at.kind };
}

/** Returns the reader a page has with what was taught. */
function taughtReader(source: PageSource, rules: HostRules): PageReader | undefined {
  const place = placeOfSource(source);
  const base = readerFor(source) ?? undefined;
  return place ? wrapped(base, { rules, print: place.print, page: place.page }) : base;
}

/** Returns what is read of a page with what was taught. */
export function readTaught(source: PageSource, rules: HostRules): Reading | null {
  return taughtReader(source, rules)?.read(source) ?? null;
}

/** Where a person may look for the same value: in the order's own part of the page. */
function isNear(element: Element, no: string | undefined): boolean {
  if (!no) return true;
  for (let at: Element | null = element; at; at = at.parentElement) {
    const text = at.textContent ?? '';
    const numbers = new Set(text.match(/(?<!\d)\d{15,20}(?!\d)/g) ?? []);
    if (numbers.has(no)) return true;
    if (numbers.size > 1) return false;
  }
  return false;
}

/** Returns the places at which a person sees a value, the smallest elements first. */
function placesOf(source: PageSource, path: string, value: Value, print: Print): Element[] {
  const field = fieldOf(path);
  const no = path.startsWith('order.') ? path.split(' ')[1] : undefined;
  const hits = [...(source.document.body?.querySelectorAll('*') ?? [])].filter((element) => {
    if (!isShown(element) || element.matches('script, style, option, textarea, input')) return false;
    const texts = [element.textContent ?? '', ...readableAttributes.map((name) => element.getAttribute(name) ?? '')];
    return texts.some((text) => {
      const seen = text.trim() ? valueIn(field, text, print) : null;
      return seen !== null && sameTaught(seen, value);
    });
  });
  return hits.filter((hit) => isNear(hit, no) && ![...hit.querySelectorAll('*')].some((inner) => hits.includes(inner)));
}

/** What pointing at a lost fact led to. */
export interface Repair {
  clicks: number;
  rules: HostRules;
}

/**
 * Points at places of a value, one after the other, until it is read again; at most `most` clicks.
 */
export function repair(source: PageSource, rules: HostRules, lost: readonly (readonly [string, Value])[], most = 3): Repair {
  const place = placeOfSource(source);
  let best: Repair = { clicks: 0, rules };
  if (!place) return best;
  let clicks = 0;
  // Where the same words stand in several places of a row (a price and a sum), another row tells them apart.
  const ways = lost.map(([path, value]) => ({ path, elements: placesOf(source, path, value, place.print) }));
  for (const { path, elements } of ways.toSorted((a, b) => a.elements.length - b.elements.length)) {
    for (const element of path.startsWith('order.') ? elements.toReversed() : elements) {
      if (clicks >= most) return best;
      clicks += 1;
      const derived = derive(element, { field: fieldOf(path), print: place.print, at: 1 });
      if (!derived.ok) continue;
      const former = best.rules.fields.find(({ field }) => field === derived.rule.field);
      const rule = withFormer(derived, former, { field: fieldOf(path), print: place.print, at: 1 }) ?? derived.rule;
      const fields = [...rules.fields.filter(({ field }) => field !== rule.field), rule];
      const next = { ...rules, fields };
      const got = teachable(readTaught(source, next));
      const found = lost.filter(([each, wanted]) => got.has(each) && sameTaught(got.get(each) as Value, wanted)).length;
      const before = teachable(readTaught(source, best.rules));
      const had = lost.filter(([each]) => before.has(each)).length;
      if (found > had) best = { clicks, rules: next };
      if (found === lost.length) return best;
    }
  }
  return best;
}

/**
 * Where one signal is not believed a person also points at the open conversation in the list: two clicks more at most,
 * after the one at the name.
 */
export function repairByRow(source: PageSource, rules: HostRules, name: string): Repair {
  const place = placeOfSource(source);
  if (!place) return { clicks: 0, rules };
  const places = placesOf(source, 'peer.name', name, place.print);
  const rulesAt = (field: TeachField): HostRules['fields'] =>
    places.flatMap((element) => {
      const derived = derive(element, { field, print: place.print, at: 1 });
      return derived.ok ? [derived.rule] : [];
    });
  for (const row of rulesAt('chat.row').slice(0, 1)) {
    for (const head of rulesAt('peer.name')) {
      const next = {
        ...rules,
        fields: [...rules.fields.filter(({ field }) => field !== 'peer.name' && field !== 'chat.row'), head, row],
      };
      if (peerOf(readTaught(source, next))?.peer.name === name) return { clicks: 2, rules: next };
    }
  }
  return { clicks: 0, rules };
}

/** Returns the peer of a reading. */
function peerOf(reading: Reading | null): PeerSeen | undefined {
  return reading?.observations.find((o): o is PeerSeen => o.kind === 'peer');
}
