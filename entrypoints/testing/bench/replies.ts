import { db } from '#lib/db/database.ts';
import type { TemplateBrief } from '#lib/domain/template.ts';
import { rankTemplates } from '#lib/search/rank.ts';
import { prepareIndex } from '#lib/search/template-index.ts';
import { QUERIES, sampleTemplates } from './reply-sample.ts';
import { compared, type Compared } from './timing.ts';

export interface SearchTimes {
  /** Milliseconds to prepare the list once. */
  prepare: number;
  /** By kind of what is typed. */
  kinds: Record<string, Compared>;
}

/** Measures searching templates against looking for the text in the titles, each kind of query `times` times. */
export async function measureSearch(count: number, times: number): Promise<SearchTimes> {
  const list: TemplateBrief[] = sampleTemplates(count);
  const from = performance.now();
  const index = prepareIndex(list, Date.now());
  const prepare = performance.now() - from;
  let found = 0;
  const search = (query: string): void => void (found += rankTemplates(index, query).length);
  const plain = (query: string): void => {
    found += list.filter((template) => template.title.includes(query)).slice(0, 40).length;
  };
  const kinds: Record<string, Compared> = {};
  // What is typed first in a page is not measured: the engine compiles what is used often.
  for (const query of [...Object.values(QUERIES).flat(), ...Object.values(QUERIES).flat()]) search(query);
  for (const [kind, queries] of Object.entries(QUERIES)) {
    const query = (i: number): string => queries[i % queries.length] ?? '';
    kinds[kind] = await compared(
      times,
      (i) => search(query(i)),
      (i) => plain(query(i)),
      3,
    );
  }
  // Used, so that no compiler leaves the work out.
  if (found < 0) throw new Error('impossible');
  return { prepare, kinds };
}

/** Puts templates into the database. */
export async function putTemplates(count: number): Promise<void> {
  await db.templates.bulkPut(sampleTemplates(count));
}
