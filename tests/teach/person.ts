import type { Reading } from '#lib/domain/observation.ts';
import { isShown } from '#lib/dom/first.ts';
import { readerFor } from '#lib/sites/readers.ts';
import type { PageSource } from '#lib/sites/site.ts';
import { derive, type OpenSeen } from '#lib/teach/derive.ts';
import { piecesIn } from '#lib/teach/find.ts';
import { withFormer } from '#lib/teach/former.ts';
import { type FieldRule, type HostRules, readableAttributes, ruleFor, type TeachField } from '#lib/teach/rule.ts';
import { sameTaught, valueIn } from '#lib/teach/values.ts';
import { wrapped } from '#lib/teach/wrap.ts';
import { type Fact, factsOf, lostOf, type Place, placeOfSource } from './facts.ts';
import { plain } from './layout.ts';
import { openOther } from './switch.ts';

/** Returns what is read of a page with what was taught. */
export function readTaught(source: PageSource, rules: HostRules): Reading | null {
  const place = placeOfSource(source);
  const base = readerFor(source) ?? undefined;
  const reader = place ? wrapped(base, { rules, ...place }) : base;
  return reader?.read(source) ?? null;
}

/** Where a person may look for the same value: in the record's own part of the page. */
function isNear(element: Element, no: string): boolean {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const links = [...at.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'));
    const text = piecesIn(at).map((piece) => piece.text);
    if (new RegExp(`(?<!\\d)${no}(?!\\d)`).test([...text, ...links].join(' '))) return true;
    const numbers = new Set(text.join(' ').match(/(?<!\d)\d{15,20}(?!\d)/g) ?? []);
    if (numbers.size > 1) return false;
  }
  return false;
}

/** Returns the places at which a person sees a value, the smallest elements first. */
function placesOf(source: PageSource, { field, of, value }: Fact, { print, page }: Place): Element[] {
  const hits = [...(source.document.body?.querySelectorAll('*') ?? [])].filter((element) => {
    if (!isShown(element) || element.matches('script, style, option, textarea, input')) return false;
    const texts = [element.textContent ?? '', ...readableAttributes.map((name) => element.getAttribute(name) ?? '')];
    return texts.some((text) => {
      const seen = text.trim() ? valueIn(field, text, print) : null;
      return seen !== null && sameTaught(seen, value);
    });
  });
  const listed = page === 'orders' || page === 'cases' || page === 'reviews';
  return hits.filter(
    (hit) => (!listed || isNear(hit, of)) && ![...hit.querySelectorAll('*')].some((inner) => hits.includes(inner)),
  );
}

/** A person in front of a changed page: what they miss, and what they have shown so far. */
export class Person {
  readonly #source: PageSource;
  readonly #place: Place;
  readonly #original: readonly Fact[];
  readonly #removed: readonly string[];
  readonly #others: readonly string[];
  rules: HostRules;

  /** `removed` are texts that are no longer on the page, `others` the people whose chats are not open. */
  constructor(
    source: PageSource,
    place: Place,
    original: readonly Fact[],
    { removed = [], others = [] }: { removed?: readonly string[]; others?: readonly string[] },
  ) {
    this.#source = source;
    this.#place = place;
    this.#original = original;
    this.#removed = removed;
    this.#others = others;
    this.rules = { site: place.print.site, host: source.url.hostname, fields: [] };
  }

  /** Returns what is still missing with the rules there are, or others. */
  missing(rules = this.rules): Fact[] {
    return lostOf(this.#original, factsOf(readTaught(this.#source, rules), this.#place.page), this.#removed);
  }

  /** Points at an element; returns the rules there would be then, or null when it is refused. */
  #shown(rules: HostRules, field: TeachField, element: Element, opened: readonly OpenSeen[] = []): HostRules | null {
    const { page, print } = this.#place;
    const pointing = { field, page, print, at: 1, opened };
    const derived = derive(element, pointing);
    if (!derived.ok) return null;
    const former = ruleFor(rules, field, page);
    const rule: FieldRule = { ...(withFormer(derived, former, pointing) ?? derived.rule), page };
    return { ...rules, fields: [...rules.fields.filter((each) => each.field !== field), rule] };
  }

  #places(fact: Fact): Element[] {
    return placesOf(this.#source, fact, this.#place);
  }

  /** Takes rules when they lead to more than those before. */
  #take(next: HostRules | null, field: TeachField): boolean {
    const left = (rules: HostRules): number => this.missing(rules).filter((fact) => fact.field === field).length;
    if (!next || left(next) >= left(this.rules)) return false;
    this.rules = next;
    return true;
  }

  /**
   * Points at places of a lost field, one after the other, until all of it is read again; returns the clicks that took.
   * What cannot be taken is said before the click, and nothing is taken by one.
   */
  mend(field: TeachField, most = 3): number {
    if (field === 'message.text') return this.#mendMessages(most);
    if (field === 'peer.name') return this.#mendName(most);
    let clicks = 0;
    const lost = this.missing().filter((fact) => fact.field === field);
    // Where the same words stand in several places of a row (a price and a sum), another row tells them apart.
    const ways = lost.map((fact) => this.#places(fact));
    for (const elements of ways.toSorted((a, b) => a.length - b.length)) {
      for (const element of field.startsWith('peer.') ? elements : elements.toReversed()) {
        if (clicks >= most || !this.missing().some((fact) => fact.field === field)) return clicks;
        const next = this.#shown(this.rules, field, element);
        clicks += next ? 1 : 0;
        this.#take(next, field);
      }
    }
    return clicks;
  }

  /** Points at the name, the head of the chat first; where that alone is not believed also at the open row of the list. */
  #mendName(most: number): number {
    const fact = this.#original.find(({ field }) => field === 'peer.name');
    const places = fact ? this.#places(fact).toReversed() : [];
    const [head] = places.filter((place) => this.#shown(this.rules, 'peer.name', place) !== null);
    if (!head || most < 1) return 0;
    const named = this.#shown(this.rules, 'peer.name', head)!;
    if (this.#take(named, 'peer.name') && this.missing().every(({ field }) => field !== 'peer.name')) return 1;
    let clicks = 1;
    for (const row of places) {
      const open = this.#shown(named, 'chat.row', row);
      if (!open || clicks >= most) continue;
      clicks += 1;
      if (this.#take(open, 'peer.name')) break;
    }
    if (this.missing().every(({ field }) => field !== 'peer.name') || clicks + 2 > most) return clicks;
    return this.#mendBySwitching(named, places) ? clicks + 2 : clicks;
  }

  /** Where no word says which row is open: points at it, opens another conversation and points at that one's row. */
  #mendBySwitching(named: HostRules, places: readonly Element[]): boolean {
    const { page, print } = this.#place;
    const fact: Fact = { field: 'chat.row', of: '', value: '' };
    const others = this.#others.flatMap((value) => this.#places({ ...fact, value }));
    for (const row of places) {
      const derived = derive(row, { field: 'chat.row', page, print, at: 1 });
      if (derived.ok || !derived.open) continue;
      for (const other of others) {
        const back = openOther(row, other);
        const open = this.#shown(named, 'chat.row', other, [derived.open]);
        back();
        if (this.#take(open, 'peer.name')) return true;
      }
    }
    return false;
  }

  /** Where a person points at a message: at its words, else at the smallest part that they are in. */
  #bubbles(fact: Fact): Element[] {
    const exact = this.#places(fact);
    const wanted = plain(String(fact.value));
    const around = [...(this.#source.document.body?.querySelectorAll('*') ?? [])].filter((element) =>
      plain(element.textContent).includes(wanted),
    );
    return exact.length > 0 ? exact : around.filter((each) => !around.some((other) => other !== each && each.contains(other)));
  }

  /** Points at one message of each side; where one's own cannot be told, or was told before, at the words alone. */
  #mendMessages(most: number): number {
    let clicks = 0;
    const words = this.#original.filter(({ field }) => field === 'message.text');
    const own = words.filter(({ side }) => side === 'seller').flatMap((fact) => this.#bubbles(fact));
    const left = this.missing().filter(({ field }) => field === 'message.text');
    const theirs = left.toSorted((a, b) => Number(a.side === 'seller') - Number(b.side === 'seller'));
    for (const bubble of theirs.flatMap((fact) => this.#bubbles(fact))) {
      const text = this.#shown(this.rules, 'message.text', bubble);
      const both = text && own.map((mine) => this.#shown(text, 'message.own', mine)).find((rules) => rules !== null);
      const next = clicks + 2 <= most ? (both ?? text) : text;
      if (!next || clicks >= most) continue;
      clicks += next === text ? 1 : 2;
      this.#take(next, 'message.text');
      if (!this.missing().some(({ field }) => field === 'message.text')) break;
    }
    return clicks;
  }
}
