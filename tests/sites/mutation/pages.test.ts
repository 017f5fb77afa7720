import { afterAll, describe, expect, it } from 'vitest';
import type { Reading } from '#lib/domain/observation.ts';
import { readerFor } from '#lib/sites/readers.ts';
import type { PageSource } from '#lib/sites/site.ts';
import { compareReadings } from './compare.ts';
import { mutantOf, sourceOf, WINDOWS } from './mutant.ts';
import { collectedPages, savedPages } from './saved.ts';

const pages = [...savedPages(), ...collectedPages()];

function readingOf(source: PageSource): Reading | null {
  return readerFor(source)?.read(source) ?? null;
}

/** The seeds of a reader's pages, each with the number of its window. */
function seedsOf(reader: string): (readonly [window: number, seed: number])[] {
  const windows = reader.startsWith('taobao/') ? WINDOWS : WINDOWS.slice(0, 3);
  return windows.flatMap((seeds, at) => seeds.map((seed) => [at, seed] as const));
}

interface Count {
  mutants: number;
  found: number;
  lost: number;
}

const byKind = new Map<string, Count>();
const byMutation = new Map<string, Count>();
const byWindow = new Map<string, Count>();
const lostPaths = new Map<string, number>();

function note(table: Map<string, Count>, key: string, found: number, lost: number): void {
  const row = table.get(key) ?? { mutants: 0, found: 0, lost: 0 };
  table.set(key, { mutants: row.mutants + 1, found: row.found + found, lost: row.lost + lost });
}

const share = ({ found, lost }: Count): number => (found + lost === 0 ? 1 : found / (found + lost));

function printed(table: Map<string, Count>): string {
  return [...table]
    .map(
      ([key, row]) =>
        `${key.padEnd(34)}${String(row.mutants).padStart(5)} mutants  ${(100 * share(row)).toFixed(1).padStart(5)} %`,
    )
    .join('\n');
}

describe('a mutation run over every saved page', () => {
  it.each(pages)('$name never gives a wrong value', (page) => {
    const original = readingOf(sourceOf(page));
    if (!original) throw new Error('the page itself is not read');
    const faults: string[] = [];
    for (const [window, seed] of seedsOf(original.reader)) {
      const mutant = mutantOf(page, seed);
      const { wrong, found, lost, unsaid } = compareReadings(original, readingOf(mutant.source), mutant.removed);
      note(byKind, original.reader, found.length, lost.length);
      note(byWindow, `${original.reader} #${window}`, found.length, lost.length);
      if (found.length + lost.length > 0) for (const name of mutant.names) note(byMutation, name, found.length, lost.length);
      for (const path of lost)
        lostPaths.set(`${original.reader} ${path}`, (lostPaths.get(`${original.reader} ${path}`) ?? 0) + 1);
      const told = [...wrong, ...unsaid.map((path) => `${path} is lost and nothing says so`)];
      if (told.length > 0) faults.push(`seed ${seed} (${mutant.done.join(' | ')}):\n  ${told.join('\n  ')}`);
    }
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
    const poor = [...byKind].filter(([, row]) => share(row) < 0.9).map(([reader, row]) => `${reader} ${share(row)}`);
    expect(poor).toEqual([]);
  });

  afterAll(() => {
    const worst = [...byWindow].toSorted((a, b) => share(a[1]) - share(b[1])).slice(0, 3);
    console.log(`fields still found, by reader\n${printed(byKind)}\n\nby mutation\n${printed(byMutation)}`);
    console.log(`worst windows of seeds\n${printed(new Map(worst))}`);
    const most = [...lostPaths].toSorted((a, b) => b[1] - a[1]).slice(0, 40);
    if (process.env.KEBAN_LOST) console.log(most.map(([path, times]) => `${times} ${path}`).join('\n'));
  });
});
