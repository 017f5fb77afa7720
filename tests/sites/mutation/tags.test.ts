import { afterAll, describe, expect, it } from 'vitest';
import type { Reading } from '#lib/domain/observation.ts';
import { readerFor } from '#lib/sites/readers.ts';
import type { PageSource } from '#lib/sites/site.ts';
import { compareReadings } from './compare.ts';
import { sourceOf } from './mutant.ts';
import { collectedPages, savedPages, siblingPages } from './saved.ts';
import { TAG_SEEDS, taggedOf } from './tags.ts';

const pages = [...savedPages(), ...siblingPages(), ...collectedPages()];
const [from = 0, to = TAG_SEEDS] = (process.env.KEBAN_SEEDS ?? '').split('-').filter(Boolean).map(Number);

const readingOf = (source: PageSource): Reading | null => readerFor(source)?.read(source) ?? null;
const counts = new Map<string, { found: number; lost: number }>();
const lostPaths = new Map<string, number>();
const share = ({ found, lost }: { found: number; lost: number }): number => (found + lost === 0 ? 1 : found / (found + lost));

describe('a run of small inline tags inside and beside every value', () => {
  it.each(pages)('$name never takes one for a part of a value', (page) => {
    const original = readingOf(sourceOf(page));
    if (!original) throw new Error('the page itself is not read');
    const faults: string[] = [];
    for (let seed = from; seed < to; seed += 1) {
      const mutant = taggedOf(page, seed);
      const { wrong, found, lost, unsaid } = compareReadings(original, readingOf(mutant.source));
      const count = counts.get(original.reader) ?? { found: 0, lost: 0 };
      counts.set(original.reader, { found: count.found + found.length, lost: count.lost + lost.length });
      for (const path of lost) {
        const key = `${original.reader} ${path}`;
        lostPaths.set(key, (lostPaths.get(key) ?? 0) + 1);
      }
      const told = [...wrong, ...unsaid.map((path) => `${path} is lost and nothing says so`)];
      if (told.length > 0) faults.push(`seed ${seed} (${mutant.done.join(' | ')}):\n  ${told.join('\n  ')}`);
    }
    expect(faults.join('\n')).toBe('');
  });

  it('finds nine tenths of the fields all the same', () => {
    const all = [...counts.values()].reduce((a, b) => ({ found: a.found + b.found, lost: a.lost + b.lost }));
    expect(share(all)).toBeGreaterThanOrEqual(0.9);
  });

  afterAll(() => {
    console.log(
      [...counts].map(([reader, count]) => `${reader.padEnd(34)}${(100 * share(count)).toFixed(1).padStart(5)} %`).join('\n'),
    );
    const most = [...lostPaths].toSorted((a, b) => b[1] - a[1]).slice(0, 40);
    if (process.env.KEBAN_LOST) console.log(most.map(([path, times]) => `${times} ${path}`).join('\n'));
  });
});
