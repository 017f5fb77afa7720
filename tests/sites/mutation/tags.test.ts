import { afterAll, describe, expect, it } from 'vitest';
import type { Mutant } from './mutant.ts';
import { type Count, faultsOf, note, originalOf, printed, share, tellLost } from './run.ts';
import { collectedPages, savedPages, siblingPages } from './saved.ts';
import { TAG_SEEDS, taggedOf } from './tags.ts';

const pages = [...savedPages(), ...siblingPages(), ...collectedPages()];
const [from = 0, to = TAG_SEEDS] = (process.env.KEBAN_SEEDS ?? '').split('-').filter(Boolean).map(Number);
const seeds = Array.from({ length: to - from }, (_, i) => from + i);

const counts = new Map<string, Count>();
const all = new Map<string, Count>();
const lostPaths: string[] = [];

describe('a run of small inline tags inside and beside every value', () => {
  it.each(pages)('$name never takes one for a part of a value', (page) => {
    const original = originalOf(page);
    const mutantFor = (seed: number): Mutant => taggedOf(page, seed);
    const faults = faultsOf(original, seeds, mutantFor, (comparison) => {
      note(counts, original.reader, comparison);
      note(all, 'all', comparison);
      lostPaths.push(...comparison.lost.map((path) => `${original.reader} ${path}`));
    });
    expect(faults.join('\n')).toBe('');
  });

  it('finds nine tenths of the fields all the same', () => {
    expect(share(all.get('all')!)).toBeGreaterThanOrEqual(0.9);
  });

  afterAll(() => {
    console.log(printed(counts));
    tellLost(lostPaths);
  });
});
