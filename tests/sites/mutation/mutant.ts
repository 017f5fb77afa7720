import { Window } from 'happy-dom';
import type { PageSource } from '#lib/sites/site.ts';
import { MUTATORS } from './mutators.ts';
import { randomOf } from './random.ts';

/** A saved page as a mutation run starts from it. */
export interface SavedPage {
  name: string;
  html: string;
  url: string;
  topUrl?: string;
}

/** A page as the site might show it after an update. */
export interface Mutant {
  seed: number;
  source: PageSource;
  /** Names of the mutations that were made. */
  names: string[];
  /** What was done, in words. */
  done: string[];
  /** Texts that are no longer on the page. */
  removed: string[];
}

const NAMES = Object.keys(MUTATORS);

/** How many seeds make every mutation lead twice. */
export const SEEDS = NAMES.length * 2;

/** Runs of seeds in which every mutation leads once: the first ones, then some that are far from them. */
export const WINDOWS: readonly (readonly number[])[] = [0, 1, 20, 40].map((run) =>
  NAMES.map((_name, index) => run * NAMES.length + index),
);

/** Returns the saved page unchanged, as a reader gets it. */
export function sourceOf(page: SavedPage): PageSource {
  const document = new new Window({ url: page.url }).DOMParser().parseFromString(page.html, 'text/html') as unknown as Document;
  return { document, url: new URL(page.url), ...(page.topUrl ? { topUrl: new URL(page.topUrl) } : {}) };
}

/**
 * Returns the mutant of a page for a seed. Each seed has one mutation that is made if the page offers a place for it,
 * and about one in five of the others; the same page and seed give the same mutant.
 */
export function mutantOf(page: SavedPage, seed: number): Mutant {
  const random = randomOf(seed);
  const leading = NAMES[seed % NAMES.length];
  const source = sourceOf(page);
  const mutant: Mutant = { seed, source, names: [], done: [], removed: [] };
  const make = (name: string): void => {
    const done = MUTATORS[name]?.(source.document, random);
    if (!done) return;
    mutant.names.push(name);
    mutant.done.push(`${name}: ${done.what}`);
    mutant.removed.push(...(done.removed ?? []));
  };
  for (const name of NAMES) if (name === leading || random.chance(0.2)) make(name);
  // A page without a place for any of them still gets new elements around its own.
  if (mutant.names.length === 0) make('addWrappers');
  return mutant;
}
