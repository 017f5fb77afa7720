import { db } from '#lib/db/database.ts';
import type { TemplateBrief } from '#lib/domain/template.ts';
import { rankTemplates } from '#lib/search/rank.ts';
import { prepareIndex, type TemplateIndex } from '#lib/search/template-index.ts';
import { QUERIES, sampleTemplates } from './reply-sample.ts';
import { compared, type Compared } from './timing.ts';

const ALL = Object.values(QUERIES).flat();
let index: TemplateIndex = prepareIndex([], 0);

export interface SearchTimes extends Compared {
  /** Milliseconds to prepare the list once. */
  prepare: number;
}

/** Measures searching templates against looking for the text in the titles, whatever may be typed in turn. */
export async function measureSearch(count: number, times: number): Promise<SearchTimes> {
  const list: TemplateBrief[] = sampleTemplates(count);
  const from = performance.now();
  index = prepareIndex(list, Date.now());
  const prepare = performance.now() - from;
  const query = (i: number): string => ALL[i % ALL.length] ?? '';
  let found = 0;
  // What is typed first in a page is not measured: the engine compiles what is used often.
  for (let i = 0; i < 2 * ALL.length; i++) found += search(query(i), 1);
  const result = await compared(
    times,
    (i) => {
      found += search(query(i), 1);
    },
    (i) => {
      found += list.filter((template) => template.title.includes(query(i))).slice(0, 40).length;
    },
    3,
  );
  // Used, so that no compiler leaves the work out.
  if (found < 0) throw new Error('impossible');
  return { ...result, prepare };
}

/** Searches the list of the last measurement, so many times; returns how many were found. */
export function search(query: string, times: number): number {
  let found = 0;
  for (let i = 0; i < times; i++) found += rankTemplates(index, query).length;
  return found;
}

/** Puts templates into the database. */
export async function putTemplates(count: number): Promise<void> {
  await db.templates.bulkPut(sampleTemplates(count));
}
