import type { WordingEntry, WordingHit } from './wording.ts';
import { Automaton } from './wording-automaton.ts';
import { betterFor } from './wording-better.ts';
import { hasContext, isAdvice, isBag } from './wording-context.ts';
import { emailsIn, linksIn, phonesIn } from './wording-detect.ts';
import { gapsIn } from './wording-drop.ts';
import { type Folded, foldWording, isBetween, isDigit, isLatin, isLetter, type Span, squeeze, stringOf } from './wording-fold.ts';
import { endsClause, goesOn, isNegated } from './wording-negation.ts';

/** Most hits that are reported of one text; nobody reads on beyond. */
const MOST_HITS = 200;

interface Pattern {
  entry: number;
  units: Uint16Array;
  except: boolean;
  stem: boolean;
  /** Only where the clause ends behind it. */
  last: boolean;
}

const DETECTORS = { phone: phonesIn, email: emailsIn, link: linksIn } as const;

/** Wordings made ready to be looked for. */
export class WordingChecker {
  #entries: readonly WordingEntry[];
  /** Ids of entries found by their form: a number or an address can be left out of a sentence in any language. */
  #byForm: ReadonlySet<string>;
  #patterns: Pattern[] = [];
  #tight = new Automaton();
  #loose = new Automaton();
  /** Patterns by the numbers of the loose automaton. */
  #loosePatterns: Pattern[] = [];

  constructor(entries: readonly WordingEntry[]) {
    this.#entries = entries;
    this.#byForm = new Set(entries.filter(({ detect }) => detect).map(({ id }) => id));
    for (const [entry, { words, except = [], loose }] of entries.entries()) {
      for (const word of words) this.#add({ entry, except: false, ...unitsOf(word) }, loose === true);
      for (const phrase of except) this.#add({ entry, except: true, ...unitsOf(phrase) }, loose === true);
    }
  }

  #add(pattern: Pattern, loose: boolean): void {
    if (pattern.units.length === 0) return;
    this.#patterns[this.#tight.add(pattern.units)] = pattern;
    if (!(loose || pattern.except) || pattern.units.some(isBetween)) return;
    this.#loosePatterns[this.#loose.add(pattern.units)] = pattern;
  }

  /**
   * Returns what a text says that it had better not, from its beginning on, none overlapping another. Takes time that
   * grows with the length of the text and no faster.
   */
  check(text: string): WordingHit[] {
    if (!text.trim()) return [];
    const folded = foldWording(text);
    const hits: Found[] = [];
    const excepted: Found[] = [];
    this.#tight.find(folded.units, (number, start, end) => {
      const pattern = this.#patterns[number];
      if (!pattern || !standsAlone(folded.units, pattern, start, end)) return;
      (pattern.except ? excepted : hits).push({
        entry: pattern.entry,
        start,
        end: pattern.stem ? wordEnd(folded.units, end) : end,
      });
    });
    this.#findLoose(folded, hits, excepted);
    this.#detect(folded, hits);
    return this.#report(folded, hits, excepted, text);
  }

  #findLoose(folded: Folded, hits: Found[], excepted: Found[]): void {
    const { units, from } = squeeze(folded);
    this.#loose.find(units, (number, first, last) => {
      const pattern = this.#loosePatterns[number];
      const start = from[first] ?? 0;
      const end = (from[last - 1] ?? 0) + 1;
      if (!pattern || end - start === pattern.units.length || !standsAlone(folded.units, pattern, start, end)) return;
      if (!pattern.except && !isHidden(folded.units, pattern, start, end)) return;
      (pattern.except ? excepted : hits).push({ entry: pattern.entry, start, end });
    });
  }

  #detect(folded: Folded, hits: Found[]): void {
    let text: string | undefined;
    for (const [entry, { detect, only }] of this.#entries.entries()) {
      if (only && only !== 'reach') {
        text ??= stringOf(folded.units);
        hits.push(...gapsIn(text, only).map(([start, end]: Span) => ({ entry, start, end })));
      }
      if (detect !== 'phone' && detect !== 'email' && detect !== 'link') continue;
      hits.push(...DETECTORS[detect](folded).map(([start, end]: Span) => ({ entry, start, end })));
    }
  }

  #report(folded: Folded, hits: readonly Found[], excepted: readonly Found[], text: string): WordingHit[] {
    const covers = coverOf(excepted);
    const denied = deniedIn(folded.units);
    const kept: WordingHit[] = [];
    for (const found of hits.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
      const entry = this.#entries[found.entry];
      if (!entry || kept.length >= MOST_HITS || covers(found)) continue;
      if (entry.only && !hasContext(entry.only, folded.units, found.start, found.end)) continue;
      // A number or an address is there, whatever is said of it.
      if (!entry.detect && denied(found)) continue;
      const stop = entry.withId
        ? idEnd(folded.units, found.end)
        : entry.withAmount
          ? amountEnd(folded.units, found.end)
          : found.end;
      const hit = { ...placeOf(folded, found.start, stop), ...aboutEntry(entry, text) };
      const last = kept.at(-1);
      // Neighbours that say the same are one: “add me on” and “WhatsApp”.
      if (last && hit.start >= last.end && hit.kind === last.kind && /^ {0,2}$/.test(text.slice(last.end, hit.start)))
        kept[kept.length - 1] = { ...last, end: hit.end };
      else if (!last || hit.start >= last.end) kept.push(hit);
      // So are “call me on” and “on WhatsApp”.
      else if (entry.withId && hit.kind === last.kind && hit.end > last.end) kept[kept.length - 1] = { ...last, end: hit.end };
      else if (hit.end - hit.start > last.end - last.start) kept[kept.length - 1] = hit;
    }
    return kept.map((hit) => {
      const found = text.slice(hit.start, hit.end);
      // What is given stands behind; it would be left over.
      const left = /[送领返]$/.test(found) && HAN.test(text.charAt(hit.end));
      return { ...hit, better: left ? [] : betterFor(hit.better, found, HAN.test(text) || this.#byForm.has(hit.entry)) };
    });
  }
}

interface Found {
  entry: number;
  start: number;
  end: number;
}

function unitsOf(word: string): Pick<Pattern, 'units' | 'stem' | 'last'> {
  const [stem, last] = [word.endsWith('*'), word.endsWith('$')];
  return { units: foldWording(stem || last ? word.slice(0, -1) : word).units.slice(), stem, last };
}

/** Words of alphabets and numbers are found as wholes only. */
function standsAlone(units: Uint16Array, { units: own, stem, last: atEnd }: Pattern, start: number, end: number): boolean {
  if (atEnd && !endsClause(units[end])) return false;
  const [first, last] = [own[0], own.at(-1)];
  if (isLetter(first) && isLetter(units[start - 1])) return false;
  if (isAdvice(own, units, end) || isBag(own, units, start)) return false;
  if (isDigit(first) && (isDigit(units[start - 1]) || units[start - 1] === 46)) return false;
  if (isLetter(last) && !stem && isLetter(units[end])) return false;
  return !(isDigit(last) && isDigit(units[end]));
}

function wordEnd(units: Uint16Array, from: number): number {
  let end = from;
  while (isLetter(units[end])) end += 1;
  return end;
}

/** A Latin word with one blank in it is two words; hidden are those with signs in them, or apart letter by letter. */
function isHidden(units: Uint16Array, { units: own }: Pattern, start: number, end: number): boolean {
  if (!own.every(isLatin)) return true;
  let gaps = 0;
  for (let i = start; i < end; i++) {
    if (isBetween(units[i] ?? 0)) {
      if (units[i] !== 32) return true;
      if (units[i - 1] !== 32) gaps += 1;
    }
  }
  return own.length > 2 && gaps === own.length - 1;
}

/** Returns what tells whether a find is denied, alone or as one of a list; finds are asked for by their starts. */
function deniedIn(units: Uint16Array): (found: Found) => boolean {
  let end = -1;
  return (found) => {
    const denied = found.end <= end || isNegated(units, found.start, found.end) || (end >= 0 && goesOn(units, end, found.start));
    if (denied) end = Math.max(end, found.end);
    return denied;
  };
}

/** Returns what tells whether an exception of the same entry covers a find; asking for each takes linear time together. */
function coverOf(excepted: readonly Found[]): (found: Found) => boolean {
  const byEntry = new Map<number, Found[]>();
  for (const each of excepted) (byEntry.get(each.entry) ?? byEntry.set(each.entry, []).get(each.entry))?.push(each);
  for (const list of byEntry.values()) list.sort((a, b) => a.start - b.start);
  const state = new Map<number, { next: number; reach: number }>();
  // Finds are asked for by their starts, so each exception is passed once.
  return ({ entry, start, end }) => {
    const list = byEntry.get(entry);
    if (!list) return false;
    const at = state.get(entry) ?? { next: 0, reach: -1 };
    for (; at.next < list.length && (list[at.next]?.start ?? 0) <= start; at.next++) {
      at.reach = Math.max(at.reach, list[at.next]?.end ?? 0);
    }
    state.set(entry, at);
    return at.reach >= end;
  };
}

/** Between a word like 微信 and the account's name: `：`, `是`, `号`, a blank. */
const LEADS = new Set([...':;是为号码id =-'].map((each) => each.charCodeAt(0)));
const MAX_LEADS = 6;
const MIN_ID = 5;

function idEnd(units: Uint16Array, from: number): number {
  let at = from;
  while (at - from < MAX_LEADS && LEADS.has(units[at] ?? 0) && !isDigit(units[at])) at += 1;
  const start = at;
  let hasDigit = false;
  while (at - start < 32 && (isLatin(units[at]) || isDigit(units[at]) || units[at] === 95 || units[at] === 45)) {
    hasDigit ||= isDigit(units[at]);
    at += 1;
  }
  return hasDigit && at - start >= MIN_ID ? at : from;
}

const COIN = new Set([...'元块钱毛角'].map((each) => each.charCodeAt(0)));

/** Returns the end of a sum of money right behind a place, or the place. */
function amountEnd(units: Uint16Array, from: number): number {
  let at = from;
  while (units[at] === 32 && at - from < 2) at += 1;
  const start = at;
  while ((isDigit(units[at]) || units[at] === 46) && at - start < 8) at += 1;
  if (at === start) return from;
  while (units[at] === 32 && COIN.has(units[at + 1] ?? 0)) at += 1;
  while (COIN.has(units[at] ?? 0) && at - start < 12) at += 1;
  return at;
}

function placeOf({ at, to }: Folded, start: number, end: number): { start: number; end: number } {
  return { start: at[start] ?? 0, end: to[end - 1] ?? 0 };
}

const HAN = /\p{Script=Han}/u;

function aboutEntry({ id, kind, severity, better }: WordingEntry, text: string): Omit<WordingHit, 'start' | 'end'> {
  const chinese = HAN.test(text);
  // What fits the language of the text comes first.
  const ordered = better.toSorted((a, b) => Number(HAN.test(b) === chinese) - Number(HAN.test(a) === chinese));
  return { entry: id, kind, severity, better: better.every((each) => each === '') ? better : ordered };
}
