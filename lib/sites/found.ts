import { defined } from '#lib/domain/defined.ts';
import type { FieldHealth } from '#lib/domain/observation.ts';

/** A value that is there but must not be used: wrong shape, masked where a key is needed, or two candidates. */
export const REFUSED: unique symbol = Symbol('refused');

/** What looking for one field gave: the value, null when it is not on the page, or REFUSED. */
export type Found<T> = T | null | typeof REFUSED;

/** Returns the only distinct value of the candidates: none is null, two different ones are refused. */
export function only<T>(values: readonly T[]): Found<T> {
  const [head] = values;
  if (head === undefined) return null;
  if (values.length === 1) return head;
  const key = JSON.stringify(head);
  return values.every((value) => JSON.stringify(value) === key) ? head : REFUSED;
}

/** Returns the only value the texts parse to. Blank texts are ignored; a text that does not parse is refused. */
export function parsed<T>(texts: readonly string[], parse: (text: string) => T | null): Found<T> {
  const values: T[] = [];
  for (const text of texts) {
    if (!text.trim()) continue;
    const value = parse(text.trim());
    if (value === null) return REFUSED;
    values.push(value);
  }
  return only(values);
}

/** Returns the number that a response names or was asked for; refused when the two differ. */
export function askedOr(named: Found<string>, asked: readonly string[]): Found<string> {
  return named === REFUSED ? REFUSED : only([...(named === null ? [] : [named]), ...asked]);
}

/** Collects the health of the fields of one reading while their values are taken. */
export interface Tally {
  /** Notes the field's state and returns its value, undefined when it is missing or refused. */
  take<T>(field: string, found: Found<T>): T | undefined;
  /** Found if found in any row and refused in none; refused if refused in any, or missing in some of the rows that all have it. */
  health: Record<string, FieldHealth>;
  /** Adds a state of a field that was noted apart. */
  add(field: string, state: FieldHealth): void;
}

const RANK: Record<FieldHealth, number> = { missing: 0, found: 1, refused: 2 };

/** Returns an empty tally. `everywhere` are the fields that every row has: found in some only, they are in doubt. */
export function createTally(everywhere?: RegExp): Tally {
  const health: Record<string, FieldHealth> = {};
  const tally: Tally = {
    health,
    take(field, found) {
      tally.add(field, found === REFUSED ? 'refused' : found === null ? 'missing' : 'found');
      return found === REFUSED || found === null ? undefined : found;
    },
    add(field, state) {
      const before = health[field];
      if (before && before !== state && everywhere?.test(field)) health[field] = 'refused';
      else if (!before || RANK[state] > RANK[before]) health[field] = state;
    },
  };
  return tally;
}

/** Adds the health of a part of a reading that was noted apart. */
export function absorb(tally: Tally, health: Readonly<Record<string, FieldHealth>>): void {
  for (const [field, state] of Object.entries(health)) tally.add(field, state);
}

/** Returns the object without its undefined members, so that an unknown field is absent. */
export function present<T extends object>(value: T): T {
  return defined(value) as T;
}
