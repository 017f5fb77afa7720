import { sameLanguage } from '../domain/reply-language.ts';
import { inForce, type TemplateBrief } from '../domain/template.ts';
import { foldText } from '../domain/text.ts';
import { QUALITY, qualitiesOf, slipsOf } from './quality.ts';
import { readQuery, type TemplateQuery } from './query.ts';
import { matchTokens, type Hit } from './spelling.ts';
import type { Prepared, TemplateIndex } from './template-index.ts';

/** A found template. `by` says through what, so that a list can explain a hit that is not in the title. */
export interface Ranked {
  template: TemplateBrief;
  hits: Hit[];
  by: 'recent' | 'code' | 'title' | 'pinyin' | 'folder' | 'body' | 'typo';
}

/** How many to return, and the language of the buyer; with `at` (epoch ms) only templates that are in force then. */
export interface RankOptions {
  limit?: number;
  language?: string;
  at?: number;
}

/**
 * Returns the templates that fit what was typed, best first, equals by use, at most `limit`. The query may be Chinese,
 * full pinyin, initials, beginnings of syllables, Latin or Cyrillic text or a code; several words must all fit;
 * `标签:…` and `语言:…` narrow the list. Where nothing fits, one slip per word is forgiven. An empty query gives what was
 * used last and most. Replies in `language` come before those in others, except for an exact code; of the language
 * versions of one reply only the one in `language` is shown.
 */
export function rankTemplates(index: TemplateIndex, query: string, { limit = 40, language, at }: RankOptions = {}): Ranked[] {
  const asked = readQuery(query);
  const passes = filterOf(index, asked, language, at);
  if (asked.words.length === 0) return recent(index, passes, limit, language);
  const narrow = { passes, language, limit };
  const exact = found(index, asked.words, qualitiesOf, narrow);
  const best = exact.length > 0 ? exact : found(index, asked.words, slipsOf, narrow);
  return best.slice(0, limit).map(({ item, quality }) => ({
    template: item.template,
    hits: hitsOf(item, asked.words),
    by: reason(quality),
  }));
}

type Passes = (item: Prepared) => boolean;

function filterOf(
  { items }: TemplateIndex,
  { tags, languages }: TemplateQuery,
  language: string | undefined,
  at: number | undefined,
): Passes {
  const spoken = language === undefined || languages.length > 0 ? null : groupsIn(items, language);
  return ({ template }) =>
    tags.every((tag) => template.tags?.some((each) => foldText(each).startsWith(tag))) &&
    (languages.length === 0 || languages.some((each) => sameLanguage(template.language, each))) &&
    (at === undefined || inForce(template, at)) &&
    (!spoken || !template.group || !spoken.has(template.group) || sameLanguage(template.language, language ?? ''));
}

/** Groups of language versions that have one in the language. */
function groupsIn(items: readonly Prepared[], language: string): ReadonlySet<string> {
  const groups = new Set<string>();
  for (const { template } of items) if (template.group && sameLanguage(template.language, language)) groups.add(template.group);
  return groups;
}

function recent({ items }: TemplateIndex, passes: Passes, limit: number, language: string | undefined): Ranked[] {
  const own: Prepared[] = [];
  const foreign: Prepared[] = [];
  for (const item of items) {
    if (own.length >= limit) break;
    if (passes(item)) (isIn(language, item) ? own : foreign).push(item);
  }
  return [...own, ...foreign].slice(0, limit).map(({ template }) => ({ template, hits: [], by: 'recent' }));
}

interface Best {
  item: Prepared;
  quality: number;
}

/** What a reply in the buyer's language is ahead of all others. */
const FOREIGN = 1000;

interface Narrow {
  passes: Passes;
  language: string | undefined;
  limit: number;
}

/** Several words are worth what the worst of them is. Of equals no more are kept than can be shown. */
function found(
  index: TemplateIndex,
  words: readonly string[],
  qualities: (index: TemplateIndex, word: string) => Uint8Array,
  { passes, language, limit }: Narrow,
): Best[] {
  const [quality = new Uint8Array(), ...others] = words.map((word) => qualities(index, word));
  const byRank = new Map<number, Best[]>();
  for (let i = 0; i < quality.length; i++) {
    let worst = quality[i] ?? 0;
    for (const other of others) worst = Math.min(worst, other[i] ?? 0);
    const item = index.items[i];
    if (worst === QUALITY.none || !item) continue;
    const rank = worst === QUALITY.codeExact || isIn(language, item) ? worst + FOREIGN : worst;
    const equals = byRank.get(rank) ?? [];
    if (equals.length >= limit || !passes(item)) continue;
    if (equals.length === 0) byRank.set(rank, equals);
    equals.push({ item, quality: worst });
  }
  return [...byRank].toSorted(([a], [b]) => b - a).flatMap(([, equals]) => equals);
}

function isIn(language: string | undefined, { template }: Prepared): boolean {
  return language === undefined || sameLanguage(template.language, language);
}

function reason(quality: number): Ranked['by'] {
  if (quality === QUALITY.codeExact || quality === QUALITY.codeStart) return 'code';
  if (quality >= QUALITY.titleInside) return 'title';
  if (quality >= QUALITY.initials) return 'pinyin';
  if (quality === QUALITY.typo) return 'typo';
  return quality === QUALITY.folder ? 'folder' : 'body';
}

/** Returns the parts of the title that the words hit, in order, touching ones joined. */
function hitsOf({ title, spelt }: Prepared, words: readonly string[]): Hit[] {
  const hits: Hit[] = [];
  for (const word of words) {
    const at = title.text.indexOf(word);
    if (at >= 0) hits.push([title.from[at] ?? 0, title.from[at + word.length] ?? 0]);
    else hits.push(...(matchTokens(spelt, word)?.hits ?? []));
  }
  return joined(hits);
}

function joined(hits: Hit[]): Hit[] {
  const out: [number, number][] = [];
  for (const [start, end] of hits.toSorted((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else if (end > start) out.push([start, end]);
  }
  return out;
}
