import { type Stage, stageFit } from '../domain/stage.ts';
import { inForce, isForShop, type TemplateBrief } from '../domain/template.ts';
import { QUALITY, qualitiesOf, slipsOf } from './quality.ts';
import { readQuery, type TemplateQuery } from './query.ts';
import { matchTokens, type Hit } from './spelling.ts';
import { languageKey, type Prepared, type TemplateIndex } from './template-index.ts';

/** A found template. `by` says through what, so that a list can explain a hit that is not in the title. */
export interface Ranked {
  template: TemplateBrief;
  hits: Hit[];
  by: 'recent' | 'code' | 'title' | 'pinyin' | 'folder' | 'body' | 'typo';
}

/**
 * How many to return, the language of the buyer and the stage of the chat; with `at` (epoch ms) only templates that are in
 * force then; with `shopId` none that is for another shop (null: for any one).
 */
export interface RankOptions {
  limit?: number;
  language?: string;
  stage?: Stage | null;
  at?: number;
  shopId?: string | null;
}

/**
 * Returns the templates that fit what was typed, best first, equals by use, at most `limit`. The query may be Chinese,
 * full pinyin, initials, beginnings of syllables, Latin or Cyrillic text or a code; several words must all fit;
 * `标签:…` and `语言:…` narrow the list. Where nothing fits, one slip per word is forgiven. An empty query gives what was
 * used last and most. Replies in `language` come before those in others, except for an exact code; of the language
 * versions of one reply only the one in `language` is shown, unless nothing else is found. Of equally good ones those made for the stage come first, those
 * made for other stages last.
 */
export function rankTemplates(index: TemplateIndex, query: string, options: RankOptions = {}): Ranked[] {
  const { language: tag, ...others } = options;
  const { limit = 40, stage } = others;
  const language = tag === undefined ? undefined : languageKey(tag);
  const asked = readQuery(query);
  const passes = filterOf(index, asked, options);
  if (asked.words.length === 0) return recent(index, { passes, limit, language, stage });
  const search = searchFor(index, asked.words);
  let best = search({ passes, language, limit, stage });
  // What was typed may be the words of a version in another language: that one leads to the reply as well.
  if (best.length === 0 && language !== undefined && index.groups.get(language))
    best = search({ passes: filterOf(index, asked, others), language: undefined, limit, stage });
  return best.slice(0, limit).map(({ item, quality }) => ({
    template: item.template,
    hits: hitsOf(item, asked.words),
    by: reason(quality),
  }));
}

type Passes = (item: Prepared) => boolean;

function filterOf({ groups }: TemplateIndex, { tags, languages }: TemplateQuery, { language, at, shopId }: RankOptions): Passes {
  const own = languageKey(language ?? '');
  const spoken = language === undefined || languages.length > 0 ? null : (groups.get(own) ?? null);
  const asked = languages.map(languageKey);
  return ({ template, tags: folded, language: written }) =>
    tags.every((tag) => folded.some((each) => each.startsWith(tag))) &&
    (asked.length === 0 || asked.includes(written)) &&
    (at === undefined || inForce(template, at)) &&
    (shopId === undefined || isForShop(template, shopId)) &&
    (!spoken || !template.group || !spoken.has(template.group) || written === own);
}

/** What being made for the stage is worth, in doublings of use; being made for other stages costs as much. */
const STAGE_WEIGHT = 2;

/** What is used most and last comes first; each fit is in that order already, so that a few of each are enough. */
function recent({ items }: TemplateIndex, { passes, limit, language, stage }: Narrow): Ranked[] {
  const own = new Map<number, Prepared[]>();
  const foreign = new Map<number, Prepared[]>();
  for (const item of items) {
    const fit = stageFit(item.template.stages, stage);
    const fits = isIn(language, item) ? own : foreign;
    const list = fits.get(fit) ?? [];
    if (list.length >= limit || !passes(item)) continue;
    if (list.length === 0) fits.set(fit, list);
    list.push(item);
  }
  const sorted = [own, foreign].flatMap((fits) =>
    [...fits]
      .flatMap(([fit, list]) => list.map((item) => ({ item, worth: item.weight + fit * STAGE_WEIGHT })))
      .toSorted((a, b) => b.worth - a.worth),
  );
  return sorted.slice(0, limit).map(({ item }) => ({ template: item.template, hits: [], by: 'recent' }));
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
  stage: Stage | null | undefined;
}

/**
 * Returns a search for what fits the words as they stand or, where nothing that may be shown does, one slip away. Asked
 * again for less narrow a list, it looks nothing up twice.
 */
function searchFor(index: TemplateIndex, words: readonly string[]): (narrow: Narrow) => Best[] {
  const exact = worstOf(index, words, qualitiesOf);
  let near: Uint8Array | undefined;
  return (narrow) => {
    const best = found(index, exact, narrow);
    if (best.length > 0) return best;
    near ??= worstOf(index, words, slipsOf);
    return found(index, near, narrow);
  };
}

/** Several words are worth what the worst of them is: once a word fits nothing, the others need no look. */
function worstOf(
  index: TemplateIndex,
  [first = '', ...others]: readonly string[],
  qualities: (index: TemplateIndex, word: string) => Uint8Array,
): Uint8Array {
  const worst = qualities(index, first);
  for (const word of others) {
    if (!worst.some((quality) => quality !== QUALITY.none)) break;
    const next = qualities(index, word);
    for (let i = 0; i < worst.length; i++) worst[i] = Math.min(worst[i] ?? 0, next[i] ?? 0);
  }
  return worst;
}

/** Of equals no more are kept than can be shown. */
function found(index: TemplateIndex, qualities: Uint8Array, { passes, language, limit, stage }: Narrow): Best[] {
  const byRank = new Map<number, Best[]>();
  for (let i = 0; i < qualities.length; i++) {
    const worst = qualities[i] ?? 0;
    const item = index.items[i];
    if (worst === QUALITY.none || !item) continue;
    // Less than any step between qualities.
    const fit = stageFit(item.template.stages, stage) * 0.4;
    const rank = fit + (worst === QUALITY.codeExact || isIn(language, item) ? worst + FOREIGN : worst);
    const equals = byRank.get(rank) ?? [];
    if (equals.length >= limit || !passes(item)) continue;
    if (equals.length === 0) byRank.set(rank, equals);
    equals.push({ item, quality: worst });
  }
  return [...byRank].toSorted(([a], [b]) => b - a).flatMap(([, equals]) => equals);
}

function isIn(language: string | undefined, item: Prepared): boolean {
  return language === undefined || item.language === language;
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
