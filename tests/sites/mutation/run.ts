import type { Reading } from '#lib/domain/observation.ts';
import { readerFor } from '#lib/sites/readers.ts';
import type { PageSource } from '#lib/sites/site.ts';
import { compareReadings, type Comparison } from './compare.ts';
import { type Mutant, type SavedPage, sourceOf } from './mutant.ts';

/** Returns what the product's readers read of a page; null where nobody knows it. */
export function readingOf(source: PageSource): Reading | null {
  return readerFor(source)?.read(source) ?? null;
}

/** Returns what is read of a saved page as it is. */
export function originalOf(page: SavedPage): Reading {
  const original = readingOf(sourceOf(page));
  if (!original) throw new Error('the page itself is not read');
  return original;
}

/** Reads the mutants of seeds and returns what is wrong, a text for each of them; `onRead` is told how each compares. */
export function faultsOf(
  original: Reading,
  seeds: readonly number[],
  mutantFor: (seed: number) => Mutant,
  onRead: (comparison: Comparison, mutant: Mutant) => void,
): string[] {
  const faults: string[] = [];
  for (const seed of seeds) {
    const mutant = mutantFor(seed);
    const comparison = compareReadings(original, readingOf(mutant.source), mutant.removed);
    onRead(comparison, mutant);
    const told = [...comparison.wrong, ...comparison.unsaid.map((path) => `${path} is lost and nothing says so`)];
    if (told.length > 0) faults.push(`seed ${seed} (${mutant.done.join(' | ')}):\n  ${told.join('\n  ')}`);
  }
  return faults;
}

/** How many fields of how many mutants were still found, and how many were lost. */
export interface Count {
  mutants: number;
  found: number;
  lost: number;
}

/** Adds what a mutant still has and what it lost to the count of a key. */
export function note(counts: Map<string, Count>, key: string, { found, lost }: Pick<Comparison, 'found' | 'lost'>): void {
  const row = counts.get(key) ?? { mutants: 0, found: 0, lost: 0 };
  counts.set(key, { mutants: row.mutants + 1, found: row.found + found.length, lost: row.lost + lost.length });
}

/** Returns the share of the fields that were still found. */
export const share = ({ found, lost }: Count): number => (found + lost === 0 ? 1 : found / (found + lost));

/** Returns the keys of which less than nine tenths of the fields were found. */
export function poorOf(counts: ReadonlyMap<string, Count>): string[] {
  return [...counts].filter(([, count]) => share(count) < 0.9).map(([key, count]) => `${key} ${share(count)}`);
}

/** Returns counts as lines to print. */
export function printed(counts: Iterable<readonly [string, Count]>): string {
  return [...counts]
    .map(
      ([key, row]) =>
        `${key.padEnd(34)}${String(row.mutants).padStart(5)} mutants  ${(100 * share(row)).toFixed(1).padStart(5)} %`,
    )
    .join('\n');
}

/** Prints what was lost most often where the environment asks for it (`KEBAN_LOST`). */
export function tellLost(paths: readonly string[]): void {
  if (!process.env['KEBAN_LOST']) return;
  const times = [...Map.groupBy(paths, (path) => path)].map(([path, all]) => [path, all.length] as const);
  const most = times.toSorted((a, b) => b[1] - a[1]).slice(0, 40);
  console.log(most.map(([path, n]) => `${n} ${path}`).join('\n'));
}
