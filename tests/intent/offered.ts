import { readFileSync } from 'node:fs';
import model from '#assets/intents/model.json' with { type: 'json' };
import en from '#assets/starter/templates.en.json' with { type: 'json' };
import es from '#assets/starter/templates.es.json' with { type: 'json' };
import ru from '#assets/starter/templates.ru.json' with { type: 'json' };
import zh from '#assets/starter/templates.zh.json' with { type: 'json' };
import type { PickCount } from '#lib/domain/pick.ts';
import { STAGES, type Stage } from '#lib/domain/stage.ts';
import type { TemplateBrief } from '#lib/domain/template.ts';
import { suggest } from '#lib/intent/suggest.ts';
import type { Suggestions } from '#lib/intent/suggestion.ts';
import { labelled, plain } from '../../scripts/intents/sentences.ts';

/** When it is asked. */
export const NOW = Date.UTC(2026, 9, 1, 9);

/** The replies that come with the product, in the languages that are understood. */
export const STARTERS = [...zh, ...en, ...ru, ...es].map((template) => ({ template: template as unknown as TemplateBrief }));

interface More {
  language?: string;
  spoken?: boolean;
  picks?: readonly PickCount[];
  from?: readonly { template: TemplateBrief }[];
  shopId?: string | null;
  stage?: Stage | null;
}

/** Returns what is offered to a buyer who said so. */
export function offered(
  texts: string | readonly string[],
  { language = 'zh', spoken = true, picks = [], from = STARTERS, shopId = null, stage = null }: More = {},
): Suggestions {
  const asked = { texts: [texts].flat(), turn: [texts].flat(), spoken };
  return suggest(model, from, { asked, language, shopId, now: NOW, picks, stage });
}

/** Returns the titles of replies that are offered, the first one first. */
export const titles = (suggestions: Suggestions): string[] => suggestions.list.map(({ template }) => template.title);

/** Returns the lines of a file of sentences by their columns, without the heading. */
export function rowsOf(file: string): string[][] {
  const lines = readFileSync(new URL(`../sentences/${file}`, import.meta.url), 'utf8').split('\n');
  return lines.slice(1).flatMap((line) => (line ? [line.split('\t')] : []));
}

/** Returns the stage of a name; null for none. */
export const stageOf = (name: string): Stage | null => STAGES.find((each) => each === name) ?? null;

/** Returns those of some sentences that the model was made from, in any order of their words. */
export function learned<T extends { text: string }>(sentences: readonly T[]): T[] {
  const inAnyOrder = (text: string): string => plain(text).split(' ').toSorted().join(' ');
  const known = new Set(labelled('intents.tsv').map(({ text }) => inAnyOrder(text)));
  return sentences.filter(({ text }) => known.has(inAnyOrder(text)));
}
