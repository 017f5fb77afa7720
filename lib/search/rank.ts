import { sameLanguage } from '../domain/reply-language.ts';
import type { TemplateBrief } from '../domain/template.ts';
import { foldText } from '../domain/text.ts';
import { matchTokens, spell, type Hit, type SpeltTitle, type SpeltToken } from './spelling.ts';
import { titleTokens } from './tokens.ts';

/** A found template. `by` says through what, so that a list can explain a hit that is not in the title. */
export interface Ranked {
  template: TemplateBrief;
  hits: Hit[];
  by: 'recent' | 'code' | 'title' | 'pinyin' | 'folder' | 'body';
}

interface Prepared {
  template: TemplateBrief;
  code: string;
  title: FoldedTitle;
  spelt: SpeltTitle;
  initials: string[];
  folder: string;
  body: string;
}

/** Templates made ready for searching, most used first; build it once per list. */
export interface TemplateIndex {
  readonly items: readonly Prepared[];
}

/** How good a hit is; a better kind always comes before a worse one, however often that is used. */
const QUALITY = {
  codeExact: 100,
  titleExact: 95,
  titleStart: 90,
  codeStart: 85,
  titleInside: 75,
  spelling: 72,
  spellingStart: 70,
  spellingInside: 55,
  initials: 50,
  folder: 35,
  body: 30,
  none: 0,
} as const;

/** Prepares a list of templates for `rankTemplates`; `now` (epoch ms) is what recent use is measured from. */
export function prepareIndex(list: readonly TemplateBrief[], now: number): TemplateIndex {
  const weighed = list.map((template) => ({ template, weight: weightOf(template, now) }));
  weighed.sort((a, b) => b.weight - a.weight);
  return { items: weighed.map(({ template }) => prepare(template)) };
}

function prepare(template: TemplateBrief): Prepared {
  const spelt = spellingsOf(template);
  return {
    template,
    code: foldText(template.code ?? ''),
    title: foldTitle(template.title),
    spelt,
    // Spellings that fit the title cover their initials.
    initials: spelt.tokens.some(({ spellings }) => spellings.length > 1) ? [] : template.initials,
    folder: foldText(template.folder),
    body: foldText(template.body),
  };
}

/** Puts all spellings of a title beside its units; spellings that do not fit the title are left out. */
function spellingsOf({ title, pinyin }: TemplateBrief): SpeltTitle {
  const tokens: SpeltToken[] = titleTokens(title).map(({ text, start, end }) => ({ start, end, spellings: [text] }));
  for (const spelling of pinyin) {
    const syllables = spelling.split(' ');
    if (syllables.length !== tokens.length) continue;
    for (const [index, token] of tokens.entries()) {
      const syllable = syllables[index];
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

function foldTitle(title: string): FoldedTitle {
  let text = '';
  const from: number[] = [];
  let at = 0;
  for (const char of title) {
    const folded = char.normalize('NFKC').toLowerCase();
    for (let i = 0; i < folded.length; i++) from.push(at);
    text += folded;
    at += char.length;
  }
  return { text, from: [...from, at] };
}

/** How many to return, and the language of the buyer. */
export interface RankOptions {
  limit?: number;
  language?: string;
}

/**
 * Returns the templates that fit what was typed, best first, equals by use, at most `limit`. The query may be Chinese,
 * full pinyin, initials, beginnings of syllables, Latin text or a code; several words must all fit. An empty query
 * gives what was used last and most. Replies in `language` come before those in others, except for an exact code.
 */
export function rankTemplates(index: TemplateIndex, query: string, { limit = 40, language }: RankOptions = {}): Ranked[] {
  const words = foldText(query).slice(0, 60).split(' ').filter(Boolean);
  if (words.length === 0) {
    return inLanguageFirst(index.items, language)
      .slice(0, limit)
      .map(({ template }) => ({ template, hits: [], by: 'recent' }));
  }
  const byQuality = new Map<number, Prepared[]>();
  for (const item of index.items) {
    const quality = qualityOf(item, words);
    if (quality === QUALITY.none) continue;
    const rank = quality === QUALITY.codeExact || isIn(language, item) ? quality + FOREIGN : quality;
    const equals = byQuality.get(rank);
    if (equals) equals.push(item);
    else byQuality.set(rank, [item]);
  }
  const ranked = [...byQuality].toSorted(([a], [b]) => b - a);
  const best = ranked.flatMap(([rank, items]) =>
    items.map((item) => ({ item, quality: rank > FOREIGN ? rank - FOREIGN : rank })),
  );
  return best
    .slice(0, limit)
    .map(({ item, quality }) => ({ template: item.template, hits: hitsOf(item, words), by: reason(quality) }));
}

/** What a reply in the buyer's language is ahead of all others. */
const FOREIGN = 1000;

function isIn(language: string | undefined, { template }: Prepared): boolean {
  return language === undefined || sameLanguage(template.language, language);
}

function inLanguageFirst(items: readonly Prepared[], language: string | undefined): readonly Prepared[] {
  if (language === undefined) return items;
  return [...items.filter((item) => isIn(language, item)), ...items.filter((item) => !isIn(language, item))];
}

/** Several words are worth what the worst of them is, unless they stand in the title as they were typed. */
function qualityOf(item: Prepared, words: readonly string[]): number {
  let worst: number = QUALITY.codeExact;
  for (const word of words) {
    worst = Math.min(worst, qualityOfWord(item, word));
    if (worst === QUALITY.none) return worst;
  }
  return worst;
}

function qualityOfWord({ code, title, spelt, initials, folder, body }: Prepared, word: string): number {
  if (code === word) return QUALITY.codeExact;
  const at = title.text.indexOf(word);
  if (at === 0) return title.text.length === word.length ? QUALITY.titleExact : QUALITY.titleStart;
  // Codes such as en-ship are found by either part.
  if (code.startsWith(word) || code.includes(`-${word}`)) return QUALITY.codeStart;
  if (at > 0) return QUALITY.titleInside;
  const run = matchTokens(spelt, word);
  if (run)
    return run.first > 0
      ? QUALITY.spellingInside
      : run.last === spelt.tokens.length - 1
        ? QUALITY.spelling
        : QUALITY.spellingStart;
  for (const each of initials) if (each.startsWith(word)) return QUALITY.initials;
  if (folder.includes(word)) return QUALITY.folder;
  return body.includes(word) ? QUALITY.body : QUALITY.none;
}

function reason(quality: number): Ranked['by'] {
  if (quality === QUALITY.codeExact || quality === QUALITY.codeStart) return 'code';
  if (quality >= QUALITY.titleInside) return 'title';
  if (quality >= QUALITY.initials) return 'pinyin';
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

const WEEK = 7 * 86_400_000;

/** How much a template is in use: each doubling of uses counts one, a use just now three, fading over a week. */
function weightOf({ uses, lastUsedAt }: TemplateBrief, now: number): number {
  const recent = lastUsedAt === undefined ? 0 : 3 * Math.exp(-Math.max(0, now - lastUsedAt) / WEEK);
  return Math.log2(1 + uses) + recent;
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
