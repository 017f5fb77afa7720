import { foldLetters } from './fold-letters.ts';
import { CHOICES, CONTRARIES, IDIOMS, LACK, MANNERS, NOT, SAME } from './habit-lexicon.ts';
import { ZH_CHOICES, ZH_CONTRARIES, ZH_LACK, ZH_MANNERS, ZH_NOT, ZH_NOT_BEHIND, ZH_SAME, ZH_WORDS } from './habit-lexicon-zh.ts';
import { rolesInHan, rolesInLetters, type Sides } from './habit-roles.ts';

/** What is named, what is denied and which of two contraries it is. */
export interface Said {
  units: { has(unit: string): boolean };
  /** How often something is denied, and what. */
  denials: number;
  denied: ReadonlySet<string>;
  /** Sides (bits) of the contraries it speaks of. */
  contraries: ReadonlyMap<string, number>;
  /** The same for what may be chosen: days, colours, sizes. */
  choices: ReadonlyMap<string, number>;
  isQuestion: boolean;
}

/** What a message says, without manners: the things it names, in any order. */
export interface Gist extends Said {
  /** Words or, where no word is known, characters, each with its weight. */
  units: ReadonlyMap<string, number>;
  /** All weights together. */
  weight: number;
}

type Sense = 'manner' | 'not' | 'notBehind' | { unit: string; isLack?: true };

const wordsOf = (text: string): string[] => text.split(' ').filter(Boolean);

function sidesOf(groups: readonly (readonly string[])[], mark: string): Map<string, [string, number][]> {
  const found = new Map<string, [string, number][]>();
  for (const [group, sides] of groups.entries()) {
    for (const [side, words] of sides.entries()) {
      for (const word of wordsOf(words)) found.set(word, [...(found.get(word) ?? []), [`${mark}${group}`, 1 << side]]);
    }
  }
  return found;
}

/** Later lists win over former ones. */
function sensesOf(lists: readonly (readonly [string, (first: string) => Sense])[]): Map<string, Sense> {
  return new Map(
    lists.flatMap(([list, of]) => {
      const words = wordsOf(list);
      const sense = of(words[0] ?? '');
      return words.map((word) => [word, sense] as const);
    }),
  );
}

const same = (first: string): Sense => ({ unit: first.replace('*', '') });
const always =
  (sense: Sense): (() => Sense) =>
  () =>
    sense;

interface Entry {
  sense: Sense;
  sides: Sides;
}

const ZH_SIDES = new Map([...sidesOf(ZH_CONTRARIES, 'z'), ...sidesOf(ZH_CHOICES, '?z')]);
const ZH_SENSES = new Map<string, Sense>([
  ...[...wordsOf(ZH_WORDS), ...ZH_SIDES.keys()].map((word) => [word, { unit: word }] as const),
  ...sensesOf([
    [ZH_MANNERS, always('manner')],
    ...ZH_SAME.map((list) => [list, same] as const),
    [ZH_NOT, always('not')],
    [ZH_NOT_BEHIND, always('notBehind')],
    [ZH_LACK, always({ unit: '现货', isLack: true })],
  ]),
]);
const ZH = new Map([...ZH_SENSES].map(([word, sense]): [string, Entry] => [word, { sense, sides: ZH_SIDES.get(word) ?? [] }]));
/** Length of the longest word by its first character. */
const ZH_LONGEST = new Map<string, number>();
for (const word of ZH.keys()) ZH_LONGEST.set(word[0] ?? '', Math.max(word.length, ZH_LONGEST.get(word[0] ?? '') ?? 1));

const SIDES = new Map([...sidesOf(CONTRARIES, 'w'), ...sidesOf(CHOICES, '?w')]);
const WORDS = sensesOf([
  [MANNERS, always('manner')],
  ...SAME.flatMap((list) => list.split('|').map((words) => [words, same] as const)),
  [NOT, always('not')],
  ...LACK.map(([words, unit]) => [words, always({ unit, isLack: true })] as const),
]);

/** A word in letters, from a place on. */
const WRITTEN = /(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}'])+/uy;
const HAN = /\p{Script=Han}/u;
const LETTERS = /[a-zA-Z\u00c0-\u024f\u0400-\u04ff]/;
const CLAUSE_ENDS = ',.!?;~\n。、';
/** Asks the buyer something, but for what is asked out of politeness. */
const QUESTION = /(?<!可以|[好行对]|方便|问题|疑问|疑虑|需要|帮助)吗/;
/** Weights of a word, and of what changes or is a character of no known word. */
const WORD = 2;
const CHARACTER = 1;

/** Looks up a word, or else the longest beginning of it that is listed. */
function lookUp<T>(words: ReadonlyMap<string, T>, word: string): T | undefined {
  const exact = words.get(word);
  if (exact !== undefined) return exact;
  for (let n = Math.min(word.length, 10); n > 1; n--) {
    const found = words.get(`${word.slice(0, n)}*`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Returns the stem of a word of an alphabet: without endings of English, and at most five letters of it. */
function stemOf(word: string): string {
  const plain = /^[a-z]{5,}$/.test(word) ? word.replace(/(?:ing|ed|es|s|ly)$/, '').replace(/(.)\1$/, '$1') : word;
  return plain.slice(0, plain.length < 7 ? 4 : 5);
}

const NONE: ReadonlySet<string> = new Set();
const NO_SIDES: ReadonlyMap<string, number> = new Map();

/** Reads what messages say one after the other. */
class Reading {
  readonly units = new Map<string, number>();
  // Most messages have none of these: thousands of empty ones would only be cleared away again.
  denied: Set<string> | undefined;
  contraries: Map<string, number> | undefined;
  choices: Map<string, number> | undefined;
  denials = 0;
  private last = '';
  private isOpen = false;

  add(unit: string, weight: number): void {
    this.units.set(unit, Math.max(weight, this.units.get(unit) ?? 0));
    if (this.isOpen) (this.denied ??= new Set()).add(unit);
    this.isOpen = false;
    this.last = unit;
  }

  take(sense: Sense): void {
    if (sense === 'manner') return;
    if (typeof sense === 'object') {
      if (sense.isLack) this.open();
      this.add(sense.unit, WORD);
    } else if (sense === 'not') this.open();
    else {
      this.denials += 1;
      this.deny();
    }
  }

  private open(): void {
    this.denials += 1;
    this.isOpen = true;
  }

  side(sides: Sides): void {
    for (const [group, side] of sides) {
      const all = group.startsWith('?') ? (this.choices ??= new Map()) : (this.contraries ??= new Map());
      all.set(group, (all.get(group) ?? 0) | side);
    }
  }

  /** Where a clause ends, what was denied stands before: 大号没有了. */
  end(): void {
    if (this.isOpen) this.deny();
    this.isOpen = false;
  }

  private deny(): void {
    if (this.last) (this.denied ??= new Set()).add(this.last);
  }
}

/** Reads the longest Chinese word that is known at a place, or one character; returns how long it is. */
function readHan(text: string, at: number, into: Reading): number {
  for (let size = ZH_LONGEST.get(text[at] ?? '') ?? 0; size > 0; size--) {
    const entry = ZH.get(text.slice(at, at + size));
    if (!entry) continue;
    into.side(entry.sides);
    into.take(entry.sense);
    return Math.min(size, text.length - at);
  }
  into.add(text[at] ?? '', CHARACTER);
  return 1;
}

function readWord(word: string, into: Reading): void {
  into.side(lookUp(SIDES, word) ?? []);
  into.take(lookUp(WORDS, word) ?? { unit: stemOf(word) });
}

/** Returns what a message says; `text` has characters of private use (U+E000–E0FF) where something changes. */
export function gistOf(text: string): Gist {
  let folded = text.normalize('NFKC');
  const reading = new Reading();
  if (LETTERS.test(folded)) {
    folded = IDIOMS.reduce((said, [idiom, instead]) => said.replace(idiom, instead), foldLetters(folded));
    reading.side(rolesInLetters(folded));
  }
  if (HAN.test(folded)) reading.side(rolesInHan(folded));
  for (let at = 0; at < folded.length;) at += readAt(folded, at, reading);
  reading.end();
  const { units, denials, denied = NONE, contraries = NO_SIDES, choices = NO_SIDES } = reading;
  let weight = 0;
  for (const each of units.values()) weight += each;
  return { units, weight, denials, denied, contraries, choices, isQuestion: QUESTION.test(folded) };
}

/** Tells whether a character stands for something that changes. */
export const isMark = (char: string): boolean => char >= '\ue000' && char <= '\ue0ff';

/** Stands for the buyer's name (see `markedText`): whom one speaks to is no part of what is said. */
const BUYER = '\ue000';

/** Reads what stands at a place; returns how long it is. */
function readAt(text: string, at: number, into: Reading): number {
  const code = text.charCodeAt(at);
  if (code >= 0x4e00 && code <= 0x9fff) return readHan(text, at, into);
  if (isMark(text[at] ?? '')) {
    if (text[at] !== BUYER) into.add(text[at] ?? '', CHARACTER);
  } else if (CLAUSE_ENDS.includes(text[at] ?? '')) into.end();
  else if (code > 0x20) {
    WRITTEN.lastIndex = at;
    const [word] = WRITTEN.exec(text) ?? [];
    if (word) readWord(word.replace(/^'+|'(?:s|m|re|ve|ll|d)?$/g, ''), into);
    return word?.length ?? 1;
  }
  return 1;
}
