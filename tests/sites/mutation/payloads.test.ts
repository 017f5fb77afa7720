import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { observationSchema, pageStates, type Reading } from '#lib/domain/observation.ts';
import type { Asked } from '#lib/sites/site.ts';
import { payloadReaderFor } from '#lib/sites/payloads.ts';
import { compareReadings } from './compare.ts';
import { PAYLOAD_MUTATORS } from './payload-mutators.ts';
import { randomOf } from './random.ts';

const NAMES = Object.keys(PAYLOAD_MUTATORS);

/** The seeds of runs in which every mutation leads once: the first ones; of all sites but Taobao some that are far from them. */
function seedsOf(name: string): number[] {
  const runs = name.startsWith('taobao/') ? [0, 1, 2, 3] : [0, 1, 25, 50];
  return runs.flatMap((run) => NAMES.map((_name, index) => run * NAMES.length + index));
}

interface Saved {
  name: string;
  payload: unknown;
  asked: Asked | undefined;
}

function savedPayloads(): Saved[] {
  return (['taobao', 'aliexpress', 'goofish', 'lazada', 'alibaba'] as const).flatMap((site) => {
    const folder = new URL(`../${site}/`, import.meta.url);
    const names = readdirSync(folder).filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json'));
    return names.flatMap((name) => {
      const charset = name.includes('.gb18030.') ? 'gb18030' : 'utf-8';
      const payload: unknown = JSON.parse(new TextDecoder(charset).decode(readFileSync(new URL(name, folder))));
      if (!payloadReaderFor(payload)) return [];
      const expected = readFileSync(new URL(name.replace('.json', '.expected.json'), folder), 'utf8');
      return [{ name: `${site}/${name}`, payload, asked: (JSON.parse(expected) as { asked?: Asked }).asked }];
    });
  });
}

function mutantOf(payload: unknown, seed: number): { payload: unknown; names: string[] } {
  const random = randomOf(seed);
  const leading = NAMES[seed % NAMES.length];
  const names = NAMES.filter((name) => name === leading || random.chance(0.15));
  const changed = names.reduce((value, name) => PAYLOAD_MUTATORS[name]?.(value, random), payload);
  return { payload: changed, names };
}

function readingOf(payload: unknown, asked: Asked | undefined): Reading | null {
  return payloadReaderFor(payload)?.read(payload, asked) ?? null;
}

const saved = savedPayloads();

describe('a mutation run over every saved response', () => {
  it.each(saved)('$name never gives a wrong value', ({ name, payload, asked }) => {
    const before = JSON.stringify(payload);
    const original = readingOf(payload, asked);
    if (!original) throw new Error('the response itself is not read');
    const faults: string[] = [];
    for (const seed of seedsOf(name)) {
      const mutant = mutantOf(payload, seed);
      const reading = readingOf(mutant.payload, asked);
      const { wrong } = compareReadings(original, reading);
      const forms = (reading?.observations ?? []).filter((seen) => !observationSchema.safeParse(seen).success);
      if (reading && !pageStates.includes(reading.state)) wrong.push(`state ${reading.state}`);
      wrong.push(...forms.map((seen) => `not of the common form: ${JSON.stringify(seen)}`));
      if (wrong.length > 0) faults.push(`seed ${seed} (${mutant.names.join(', ')}):\n  ${wrong.join('\n  ')}`);
    }
    expect(faults.join('\n')).toBe('');
    // A reader leaves what it reads as it was.
    expect(JSON.stringify(payload)).toBe(before);
  });

  it('finds what only new or moved members surround', () => {
    const shares = saved.map(({ payload, asked }) => {
      const original = readingOf(payload, asked) as Reading;
      const found = ['addKeys', 'reorderKeys'].flatMap((name) => {
        const changed = PAYLOAD_MUTATORS[name]?.(payload, randomOf(1));
        return [compareReadings(original, readingOf(changed, asked))];
      });
      return found.every((comparison) => comparison.lost.length === 0);
    });
    expect(saved.filter((_each, index) => !shares[index]).map(({ name }) => name)).toEqual([]);
  });
});
