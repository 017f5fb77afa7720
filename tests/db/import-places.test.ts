import { expect, it } from 'vitest';
import { Places } from '#lib/db/import-places.ts';

it('gives every text the number it was kept with first, also of very many and of those that look alike', () => {
  const places = new Places();
  const texts = Array.from({ length: 200_000 }, (_, i) => (i % 2 === 0 ? `${4_512_300_187_000 + i * 97}204539` : `买家${i}`));
  for (const [i, text] of texts.entries()) expect(places.keep(text, i % 64)).toBe(i % 64);
  for (const [i, text] of texts.entries()) if (places.keep(text, 7) !== i % 64) throw new Error(`${text} is at another place`);
  expect(places.keep('', 0)).toBe(0);
  expect(places.keep('', 254)).toBe(0);
  expect(places.keep('x', 254)).toBe(254);
});
