import { afterAll, describe, expect, it } from 'vitest';
import { type Mutant, mutantOf, WINDOWS } from './mutation/mutant.ts';
import { type Count, faultsOf, note, originalOf, poorOf, printed, tellLost } from './mutation/run.ts';
import { siblingPages } from './mutation/saved.ts';

const pages = siblingPages();
const seeds = WINDOWS.slice(0, 3).flat();

describe('a mutation run over the pages of the sites that are switched on', () => {
  const counts = new Map<string, Count>();
  const lostPaths: string[] = [];

  it.each(pages)('$name never gives a wrong value', (page) => {
    const original = originalOf(page);
    const mutantFor = (seed: number): Mutant => mutantOf(page, seed);
    const faults = faultsOf(original, seeds, mutantFor, (comparison, { done }) => {
      note(counts, original.reader, comparison);
      lostPaths.push(...comparison.lost.map((path) => `${page.name} ${path} [${done.join(' | ').slice(0, 300)}]`));
    });
    expect(faults.join('\n')).toBe('');
  });

  it('finds nine tenths of the fields of every kind of page', () => {
    expect(poorOf(counts)).toEqual([]);
  });

  afterAll(() => {
    if (process.env['KEBAN_LOST']) console.log(printed(counts));
    tellLost(lostPaths);
  });
});
