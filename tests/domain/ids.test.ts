import { expect, it } from 'vitest';
import { newId } from '../../lib/domain/ids.ts';

it('gives ids that sort by time and by their making, short, and never twice', () => {
  const at = Date.now() + 1000;
  const made = Array.from({ length: 50_000 }, (_, i) => newId('c', at + Math.floor(i / 20_000)));
  expect(made.toSorted()).toEqual(made);
  expect(new Set(made).size).toBe(made.length);
  for (const id of made) expect(id).toMatch(/^c_[0-9a-z]{21}$/);
});

it('does not go back with a clock that is put back', () => {
  const first = newId('n', Date.now() + 100_000);
  expect(newId('n', 5) > first).toBe(true);
});

it('leaves what is random to forty bits, so that two contexts in one millisecond differ', () => {
  const ends = Array.from({ length: 20_000 }, () => newId('c').slice(-8));
  expect(new Set(ends).size).toBe(ends.length);
  // Every digit comes at every place.
  for (let place = 0; place < 8; place++) expect(new Set(ends.map((end) => end[place])).size).toBe(32);
});
