import { type Measure, measuresIn } from './measures.ts';
import { speechAbout, type Speech } from './fact-topics.ts';
import { nameKey, shopFactIn, type ShopFact, wordsOf } from './shop-facts.ts';
import { literalReadings, type Reading } from './template-literal.ts';
import type { Template } from './template.ts';

/** A piece of a body that is to be replaced: where it begins (UTF-16 units), and what stands there. */
export interface Place {
  at: number;
  text: string;
}

/** Why a text contradicts a fact: it states a former value, or another number of the same kind beside the fact's words. */
export interface Contradiction {
  template: Template;
  fact: ShopFact;
  why: 'former' | 'number';
  /** What the text states, and where. */
  found: Place;
  /** What is to stand there instead. */
  expected: string;
  /** What the fact's variable can stand for as it is: `found`, or more; null where no variable can stand. */
  forVariable: Place | null;
}

/**
 * Returns the templates whose own words contradict a fact: they state one of the former values, or, in a sentence with
 * one of the fact's words, a number of the same kind that is not the fact's (`3天` and `72小时` are the same). What a slot
 * falls back on, offers or varies counts as well; what stands in a slot for the fact itself never does. A template that
 * was said to be right is left out until its text changes.
 */
export function contradictions(
  fact: ShopFact,
  templates: readonly Template[],
  hashOf: (text: string) => number,
): Contradiction[] {
  const wanted = measuresIn(fact.value);
  const words = wordsOf(fact);
  const asked = {
    fact,
    wanted,
    words,
    speech: speechAbout(words),
    former: (fact.former ?? []).filter((value) => isFormer(value, fact)),
  };
  return templates.flatMap((template): Contradiction[] => {
    if (fact.ignored?.[template.id] === hashOf(template.body)) return [];
    for (const reading of literalReadings(template.body)) {
      if (reading.within && shopFactIn(reading.within.name) === nameKey(fact.name)) continue;
      const found = inReading(reading, asked);
      if (found) return [{ template, fact, ...found, forVariable: roomForVariable(template.body, reading, found, fact) }];
    }
    return [];
  });
}

/** A former value that the present one has not taken over: `72小时` is no former value of `3天`. */
function isFormer(value: string, fact: ShopFact): boolean {
  if (!value.trim() || nameKey(value) === nameKey(fact.value)) return false;
  if (inAnySpelling(value)?.exec(fact.value)?.[0] === fact.value.trim()) return false;
  const [now, then] = [bareMeasure(fact.value), bareMeasure(value)];
  return !(now && then && isSame(now, then));
}

interface Asked {
  fact: ShopFact;
  wanted: readonly Measure[];
  words: readonly string[];
  speech: Speech;
  former: readonly string[];
}

type Found = Pick<Contradiction, 'why' | 'found' | 'expected'>;

function inReading(reading: Reading, { fact, wanted, words, speech, former }: Asked): Found | null {
  const speaks = (text: string): boolean => speaksOf(text, words) || speech.speaks(text);
  const named = reading.within ? speaks(reading.within.name) : false;
  for (const sentence of piecesOf(reading.text, SENTENCE)) {
    if (sentence.at >= reading.to || sentence.at + sentence.text.length <= reading.from) continue;
    const about = named ? [sentence] : clausesAbout(sentence, { ...speech, speaks });
    const measures = about
      .flatMap(({ at, text }) => measuresIn(text).map((each) => ({ ...each, at: each.at + at })))
      .filter(({ at, text }) => at >= reading.from && at + text.length <= reading.to);
    const old = former.flatMap((value) => statedIn(sentence, value, measures) ?? [])[0];
    if (old) return { why: 'former', found: { at: old.at, text: old.text }, expected: valueFor(old, fact.value) };
    const other = measures.find(
      (each) => wanted.some(({ kind }) => kind === each.kind) && !wanted.some((own) => isSame(own, each)),
    );
    if (other) return { why: 'number', found: { at: other.at, text: other.text }, expected: valueFor(other, fact.value) };
  }
  return null;
}

const SENTENCE = /[。！？!?\n；;]+|\.\s/g;
const CLAUSE = /，|,(?!\d)/g;

/** Splits a text at signs; each piece knows where it begins. */
function piecesOf(text: string, signs: RegExp): Place[] {
  const pieces: Place[] = [];
  let at = 0;
  for (const sign of text.matchAll(signs)) {
    pieces.push({ at, text: text.slice(at, sign.index) });
    at = sign.index + sign[0].length;
  }
  return [...pieces, { at, text: text.slice(at) }];
}

/**
 * Returns the clauses of a sentence that speak of a fact and state a number; where none does both, all that may state its
 * number. In “签收后7天无理由，付款后7天内发货” the first clause says nothing of when parcels are sent, nor does the last one
 * in “今天发货，3天内送达”.
 */
function clausesAbout(sentence: Place, { speaks, isAside, isOver }: Speech): Place[] {
  if (!speaks(sentence.text)) return [];
  const clauses = piecesOf(sentence.text, CLAUSE)
    .filter(({ text }) => measuresIn(text).length > 0 && !isAside(text))
    .map(({ at, text }) => ({ at: at + sentence.at, text }));
  const own = clauses.filter(({ text }) => speaks(text));
  return own.length > 0 || isOver(sentence.text) ? own : clauses;
}

/** “发货后3天到” does not say when a parcel is sent, but what comes after. */
function speaksOf(text: string, words: readonly string[]): boolean {
  const key = nameKey(text);
  return words.some((word) =>
    key
      .split(word)
      .slice(1)
      .some((behind) => !/^[之以]?后(?!天)/.test(behind)),
  );
}

/** A place that states a value; of which kind, when it is a number with its unit. */
type Stated = Place & Partial<Pick<Measure, 'kind'>>;

/** Returns where a sentence states a former value. A bare number with its unit counts only among those that speak of the fact. */
function statedIn(sentence: Place, value: string, measures: readonly Measure[]): Stated | null {
  const bare = bareMeasure(value);
  if (bare) return measures.find((each) => isSame(bare, each)) ?? null;
  const pattern = inAnySpelling(value);
  const number = pattern?.exec(sentence.text);
  const at = pattern ? (number?.index ?? -1) : sentence.text.indexOf(value);
  return at < 0 ? null : { at: at + sentence.at, text: number?.[0] ?? value };
}

/** A telephone number is the same with hyphens, blanks or nothing between its figures; so are hours with another dash or in words. */
function inAnySpelling(value: string): RegExp | null {
  const figures = value.replace(/[\s().-]/g, '');
  if (/^\d{7,15}$/.test(figures)) return new RegExp(`(?<!\\d)${[...figures].join('[\\s().-]{0,2}')}(?!\\d)`);
  const [, from = '', to = ''] = HOURS.exec(value.normalize('NFKC').trim()) ?? [];
  return from && to
    ? new RegExp(`(?<![-–—~～到至])${clockIn(from)}\\s{0,2}(?:[-–—~～〜－]{1,2}|到|至)\\s{0,2}${clockIn(to)}`)
    : null;
}

const HOURS = /^(\d{1,2}:\d{2})\s*(?:[-–—~〜]{1,2}|到|至)\s*(\d{1,2}:\d{2})$/;

/** Returns how a time of day is written: `18:00`, 18点, 下午6点, `下午6:00`. */
function clockIn(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const half = minute === 30 ? '|半' : '';
  const spoken = minute === 0 ? '[点时](?:整|钟)?(?![\\d半])' : `[点时](?:${minute}分?${half})`;
  const rest = `(?:[:：]${String(minute).padStart(2, '0')}(?!\\d)|${spoken})`;
  const early = `(?:早上|早晨|上午|中午|凌晨|早|晚上|下午)?\\s?0?${hour}${rest}`;
  return hour > 12
    ? `(?<!\\d)(?:(?:下午|傍晚|晚上|晚)\\s?${hour - 12}${rest}|${early})`
    : `(?<!\\d|晚上?|下午)${early.replace('|晚上|下午', '')}`;
}

/** The number that a value is, when it is nothing else. */
function bareMeasure(value: string): Measure | null {
  const [measure, ...more] = measuresIn(value);
  return measure && more.length === 0 && nameKey(value).length <= nameKey(measure.text).length + 1 ? measure : null;
}

function isSame(a: Measure, b: Measure): boolean {
  return a.kind === b.kind && a.size === b.size;
}

/** Of “满59元” only the number goes in the place of a number: what stands around it is there already. */
function valueFor({ kind }: Stated, value: string): string {
  const fitting = kind ? measuresIn(value).filter((each) => each.kind === kind) : [];
  return fitting.length === 1 ? (fitting[0]?.text ?? value) : value;
}

/** A variable puts in the whole value, so what the value has around its number must stand there, too. */
function roomForVariable(body: string, reading: Reading, { found, expected }: Found, fact: ShopFact): Place | null {
  const { within, text } = reading;
  const inside = expected === fact.value ? -1 : fact.value.indexOf(expected);
  const before = inside < 0 ? '' : fact.value.slice(0, inside).trim();
  const behind = inside < 0 ? '' : fact.value.slice(inside + expected.length).trim();
  const head = text.slice(0, found.at).trimEnd();
  const tail = text.slice(found.at + found.text.length);
  if (!head.endsWith(before) || !tail.trimStart().startsWith(behind)) return null;
  const at = before ? head.length - before.length : found.at;
  const end = found.at + found.text.length + (behind ? tail.length - tail.trimStart().length + behind.length : 0);
  if (!within) return { at, text: text.slice(at, end) };
  // Braces stand in no braces: the slot as a whole gives way to the variable, when it falls back on nothing else.
  if (!within.fallback || at > reading.from || end < reading.to) return null;
  return { at: within.at, text: body.slice(within.at, within.end) };
}
