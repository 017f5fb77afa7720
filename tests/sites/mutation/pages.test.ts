import { afterAll, describe, expect, it } from 'vitest';
import { mutantOf, sourceOf, WINDOWS } from './mutant.ts';
import { type Count, faultsOf, note, originalOf, poorOf, printed, share, tellLost } from './run.ts';
import { collectedPages, savedPages } from './saved.ts';

const pages = [...savedPages(), ...collectedPages()];

const byKind = new Map<string, Count>();
const byMutation = new Map<string, Count>();
const byWindow = new Map<string, Count>();
const lostPaths: string[] = [];

describe('a mutation run over every saved page', () => {
  it.each(pages)('$name never gives a wrong value', (page) => {
    const original = originalOf(page);
    const { reader } = original;
    const windows = reader.startsWith('taobao/') ? WINDOWS : WINDOWS.slice(0, 3);
    const faults = windows.flatMap((seeds, window) =>
      faultsOf(
        original,
        seeds,
        (seed) => mutantOf(page, seed),
        (comparison, { names }) => {
          const { found, lost } = comparison;
          note(byKind, reader, comparison);
          note(byWindow, `${reader} #${window}`, comparison);
          if (found.length + lost.length > 0) for (const name of names) note(byMutation, name, comparison);
          lostPaths.push(...lost.map((path) => `${reader} ${path}`));
        },
      ),
    );
    expect(faults.join('\n')).toBe('');
  });

  it('makes the same mutant of the same seed', () => {
    for (const page of pages) {
      const bodyOf = (seed: number): Element => mutantOf(page, seed).source.document.body;
      expect([page.name, bodyOf(11).isEqualNode(bodyOf(11))]).toEqual([page.name, true]);
      const small = sourceOf(page).document.body.querySelectorAll('*').length < 10;
      if (!small) expect([page.name, bodyOf(11).isEqualNode(sourceOf(page).document.body)]).toEqual([page.name, false]);
    }
  });

  it('finds nine tenths of the fields of every kind of page', () => {
    expect(poorOf(byKind)).toEqual([]);
  });

  afterAll(() => {
    const worst = [...byWindow].toSorted((a, b) => share(a[1]) - share(b[1])).slice(0, 3);
    console.log(`fields still found, by reader\n${printed(byKind)}\n\nby mutation\n${printed(byMutation)}`);
    console.log(`worst windows of seeds\n${printed(worst)}`);
    tellLost(lostPaths);
  });
});
