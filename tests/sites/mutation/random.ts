import { numbersOf } from '../../support/dice.ts';

/** A reproducible source of choices: the same seed makes the same choices on every machine. */
export interface Random {
  /** Returns a whole number from 0 up to, not including, `below`. */
  int(below: number): number;
  /** Tells whether something that happens with this probability (0–1) happens. */
  chance(probability: number): boolean;
  /** Returns one of the values; throws for an empty list. */
  pick<T>(values: readonly T[]): T;
  /** Returns at most `count` of the values, in their order. */
  some<T>(values: readonly T[], count: number): T[];
  /** Returns the values in another order. */
  shuffled<T>(values: readonly T[]): T[];
  /** Returns a word that is on no page: consonants only. */
  word(length: number): string;
}

const CONSONANTS = 'bcdfghjklmnpqrstvwxz';

/** Returns the source of choices of a seed. */
export function randomOf(seed: number): Random {
  // Seeds that follow each other give numbers that do not.
  const next = numbersOf(Math.imul(seed + 1, 0x9e3779b1));
  const int = (below: number): number => Math.floor(next() * below);
  const shuffled = <T>(values: readonly T[]): T[] => {
    const all = [...values];
    for (let at = all.length - 1; at > 0; at -= 1) {
      const other = int(at + 1);
      [all[at], all[other]] = [all[other] as T, all[at] as T];
    }
    return all;
  };
  return {
    int,
    chance: (probability) => next() < probability,
    pick(values) {
      if (values.length === 0) throw new Error('nothing to pick from');
      return values[int(values.length)] as (typeof values)[number];
    },
    some(values, count) {
      const chosen = new Set(shuffled(values.map((_value, index) => index)).slice(0, count));
      return values.filter((_value, index) => chosen.has(index));
    },
    shuffled,
    word: (length) => Array.from({ length }, () => CONSONANTS[int(CONSONANTS.length)]).join(''),
  };
}
