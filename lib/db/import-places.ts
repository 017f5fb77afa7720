import { fnv1a } from '../domain/hash.ts';

/** Places for so many at first; doubled before three quarters are taken. */
const FIRST = 1 << 12;

/**
 * Remembers a small number for each of very many texts: thirteen bytes each, whatever their length. Of each text two
 * hashes of 32 bits are kept; that two of a million texts share both happens once in 37 million times.
 */
export class Places {
  #size = 0;
  #first = new Uint32Array(FIRST);
  #second = new Uint32Array(FIRST);
  /** 0 where nothing is, else the number and one. */
  #numbers = new Uint8Array(FIRST);

  /** Returns the number that was given with a text first, from 0 to 254. */
  keep(text: string, number: number): number {
    if (this.#size * 4 > this.#numbers.length * 3) this.#grow();
    const first = spread(fnv1a(text));
    const second = spread(fnv1a(text, 0x5bd1e995));
    const at = this.#find(first, second);
    if (this.#numbers[at] === 0) {
      this.#put(at, first, second, number + 1);
      this.#size += 1;
    }
    return (this.#numbers[at] ?? 0) - 1;
  }

  /** Where a text is or would be. */
  #find(first: number, second: number): number {
    const mask = this.#numbers.length - 1;
    let at = first & mask;
    while (this.#numbers[at] !== 0 && (this.#first[at] !== first || this.#second[at] !== second)) at = (at + 1) & mask;
    return at;
  }

  #put(at: number, first: number, second: number, number: number): void {
    this.#first[at] = first;
    this.#second[at] = second;
    this.#numbers[at] = number;
  }

  #grow(): void {
    const [first, second, numbers] = [this.#first, this.#second, this.#numbers];
    this.#first = new Uint32Array(numbers.length * 2);
    this.#second = new Uint32Array(numbers.length * 2);
    this.#numbers = new Uint8Array(numbers.length * 2);
    for (const [i, number] of numbers.entries()) {
      const [one, other] = [first[i] ?? 0, second[i] ?? 0];
      if (number > 0) this.#put(this.#find(one, other), one, other, number);
    }
  }
}

/** Spreads the bits of a hash once more; returns 32 bits from 0 on. */
function spread(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
