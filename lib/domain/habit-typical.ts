import type { Gist } from './habit-gist.ts';

/** A way of saying something, and how often it was said so. */
interface Way {
  gist: Gist;
  messages: { length: number };
}

/** Weight of a word, and how much nearer to all a text is, so that it is taken before one that was typed more often. */
const A_WORD = 2;
const NEARER = 0.1;

/**
 * Returns the most typical of texts that say the same: the first one, but where another says less that nobody said a second
 * time, or is clearly nearer to all.
 */
export function typicalOf<T extends Way>(ways: readonly T[]): T | undefined {
  const times = new Map<string, number>();
  const weights = new Map<string, number>();
  for (const { gist, messages } of ways) {
    for (const [unit, weight] of gist.units) {
      times.set(unit, (times.get(unit) ?? 0) + messages.length);
      weights.set(unit, weight);
    }
  }
  const total = ways.reduce((sum, { messages }) => sum + messages.length, 0);
  const all = [...times].reduce((sum, [unit, n]) => sum + ((weights.get(unit) ?? 0) * n) / total, 0);
  const scored = ways.map((way) => {
    let [once, shared] = [0, 0];
    for (const [unit, weight] of way.gist.units) {
      const n = times.get(unit) ?? 0;
      if (n < 2) once += weight;
      shared += (weight * n) / total;
    }
    return { way, once, near: all > 0 ? shared / (way.gist.weight + all - shared) : 0 };
  });
  return scored.reduce<(typeof scored)[number] | undefined>((best, each) => {
    if (!best) return each;
    const isPlainer = each.once + A_WORD <= best.once && each.near >= best.near;
    return isPlainer || (each.once <= best.once && each.near > best.near + NEARER) ? each : best;
  }, undefined)?.way;
}
