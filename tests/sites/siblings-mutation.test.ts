import { describe, expect, it } from 'vitest';
import type { Reading } from '../../lib/domain/observation.ts';
import { readerFor } from '../../lib/sites/readers.ts';
import type { PageSource } from '../../lib/sites/site.ts';
import { compareReadings } from './mutation/compare.ts';
import { mutantOf, sourceOf, WINDOWS } from './mutation/mutant.ts';
import { siblingPages } from './mutation/saved.ts';

const pages = siblingPages();
const seeds = WINDOWS.slice(0, 3).flat();

function readingOf(source: PageSource): Reading | null {
  return readerFor(source)?.read(source) ?? null;
}

describe('a mutation run over the pages of the sites that are switched on', () => {
  const counts = new Map<string, { found: number; lost: number }>();
  const lostPaths = new Map<string, number>();

  it.each(pages)('$name never gives a wrong value', (page) => {
    const original = readingOf(sourceOf(page));
    if (!original) throw new Error('the page itself is not read');
    const faults: string[] = [];
    for (const seed of seeds) {
      const mutant = mutantOf(page, seed);
      const { wrong, found, lost, unsaid } = compareReadings(original, readingOf(mutant.source), mutant.removed);
      const count = counts.get(original.reader) ?? { found: 0, lost: 0 };
      counts.set(original.reader, { found: count.found + found.length, lost: count.lost + lost.length });
      for (const path of lost) {
        const key = `${page.name} ${path} [${mutant.done.join(' | ').slice(0, process.env['KEBAN_LOST'] ? 300 : 0)}]`;
        lostPaths.set(key, (lostPaths.get(key) ?? 0) + 1);
      }
      const told = [...wrong, ...unsaid.map((path) => `${path} is lost and nothing says so`)];
      if (told.length > 0) faults.push(`seed ${seed} (${mutant.done.join(' | ')}):\n  ${told.join('\n  ')}`);
    }
    expect(faults.join('\n')).toBe('');
  });

  it('finds nine tenths of the fields of every kind of page', () => {
    const share = ({ found, lost }: { found: number; lost: number }): number => (found + lost === 0 ? 1 : found / (found + lost));
    const poor = [...counts].filter(([, count]) => share(count) < 0.9).map(([reader, count]) => `${reader} ${share(count)}`);
    if (process.env['KEBAN_LOST'])
      console.log(
        [...counts].map(([r, c]) => `${r} ${share(c)}`).join('\n'),
        '\n',
        [...lostPaths].map(([path, n]) => `${n} ${path}`).join('\n'),
      );
    expect(poor).toEqual([]);
  });
});
