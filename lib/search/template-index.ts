import type { TemplateBrief } from '../domain/template.ts';
import { foldSearch, withoutAccents } from './fold.ts';
import { type Haystack, haystackOf } from './haystack.ts';
import { tagKey } from './query.ts';
import { notePairs, PAIR_WORDS, spell, type SpeltTitle, type SpeltToken } from './spelling.ts';
import { titleTokens } from './tokens.ts';

/** One template made ready for searching. */
export interface Prepared {
  template: TemplateBrief;
  title: FoldedTitle;
  spelt: SpeltTitle;
  /** Initials that no spelling of the title covers. */
  initials: readonly string[];
  /** How much it is in use, see `weightOf`. */
  weight: number;
  /** Folded, to be compared with what was typed. */
  tags: readonly string[];
  /** See `languageKey`. */
  language: string;
}

/** Templates made ready for searching, most used first; build it once per list. */
export interface TemplateIndex {
  readonly items: readonly Prepared[];
  readonly titles: Haystack;
  readonly bodies: Haystack;
  /** Codes with a `-` before each, so that the parts of a code are found by their beginning. */
  readonly codes: Haystack;
  readonly folders: Haystack;
  /** First letters of all spellings of each title, as bits. */
  readonly heads: Int32Array;
  /** Which letters can follow each other in each title, see `notePairs`. */
  readonly pairs: Int32Array;
  /** Numbers of the items that have initials of their own. */
  readonly initialled: readonly number[];
  /** By `languageKey`: the groups of language versions that have one in it. */
  readonly groups: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Returns the form of a language tag that is compared: the language itself, without region (`zh-CN`, `zh`). */
export function languageKey(language: string): string {
  return language.slice(0, 2).toLowerCase();
}

/** Prepares a list of templates for `rankTemplates`; `now` (epoch ms) is what recent use is measured from. */
export function prepareIndex(list: readonly TemplateBrief[], now: number): TemplateIndex {
  const weighed = list.map((template) => ({ template, weight: weightOf(template, now) }));
  weighed.sort((a, b) => b.weight - a.weight);
  const items = weighed.map(({ template, weight }) => prepare(template, weight));
  const pairs = new Int32Array(items.length * PAIR_WORDS);
  for (const [i, { spelt }] of items.entries()) notePairs(spelt.tokens, pairs, i * PAIR_WORDS);
  return {
    items,
    pairs,
    titles: haystackOf(items.map(({ title }) => title.text)),
    bodies: haystackOf(items.map(({ template }) => foldSearch(template.body))),
    codes: haystackOf(items.map(({ template }) => (template.code ? `-${foldSearch(template.code)}` : ''))),
    folders: haystackOf(items.map(({ template }) => foldSearch(`${template.folder} ${(template.tags ?? []).join(' ')}`))),
    heads: Int32Array.from(items, ({ spelt }) => spelt.anyHead),
    initialled: items.flatMap(({ initials }, i) => (initials.length > 0 ? [i] : [])),
    groups: groupsOf(items),
  };
}

function groupsOf(items: readonly Prepared[]): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>();
  for (const { template, language } of items) {
    if (!template.group) continue;
    const having = groups.get(language) ?? new Set();
    groups.set(language, having.add(template.group));
  }
  return groups;
}

function prepare(template: TemplateBrief, weight: number): Prepared {
  const spelt = spellingsOf(template);
  return {
    template,
    weight,
    tags: (template.tags ?? []).map(tagKey),
    language: languageKey(template.language),
    title: foldTitle(template.title),
    spelt,
    // Spellings that fit the title cover their initials.
    initials: spelt.tokens.some(({ spellings }) => spellings.length > 1) ? [] : template.initials,
  };
}

/** Puts all spellings of a title beside its units; spellings that do not fit the title are left out. */
function spellingsOf({ title, pinyin }: TemplateBrief): SpeltTitle {
  const tokens: SpeltToken[] = titleTokens(title).map(({ text, start, end }) => ({
    start,
    end,
    spellings: [withoutAccents(text)],
  }));
  for (const spelling of pinyin) {
    const syllables = spelling.split(' ');
    if (syllables.length !== tokens.length) continue;
    for (const [index, token] of tokens.entries()) {
      const syllable = withoutAccents(syllables[index] ?? '');
      if (syllable && !token.spellings.includes(syllable)) token.spellings.push(syllable);
    }
  }
  return spell(tokens);
}

interface FoldedTitle {
  text: string;
  /** For each unit of `text` the place in the title it came from, plus the title's length at the end. */
  from: number[];
}

/** Accents that stand behind their letters belong to them. */
const CHARACTERS = /.[\u0300-\u036f]*/gsu;
const SIMPLE = /^[\u0020-\u007e\u4e00-\u9fff]*$/;

function foldTitle(title: string): FoldedTitle {
  // Nothing in it becomes longer or shorter.
  if (SIMPLE.test(title)) return { text: title.toLowerCase(), from: Array.from({ length: title.length + 1 }, (_, at) => at) };
  let text = '';
  const from: number[] = [];
  let at = 0;
  for (const char of title.match(CHARACTERS) ?? []) {
    const folded = withoutAccents(char.normalize('NFKC').toLowerCase());
    for (let i = 0; i < folded.length; i++) from.push(at);
    text += folded;
    at += char.length;
  }
  return { text, from: [...from, at] };
}

/** A use of a favourite counts as if it had been used so often. */
const FAVOURITE = 4;
const WEEK = 7 * 86_400_000;

/** How much a template is in use: each doubling of uses counts one, a use just now three, fading over a week. */
function weightOf({ uses, lastUsedAt, favourite }: TemplateBrief, now: number): number {
  const recent = lastUsedAt === undefined ? 0 : 3 * Math.exp(-Math.max(0, now - lastUsedAt) / WEEK);
  return Math.log2(1 + uses) + recent + (favourite ? FAVOURITE : 0);
}
