import { type Gist, isMark, type Said } from './habit-gist.ts';

/** What all messages say that count as the same. */
export class Together implements Said {
  readonly units: Set<string>;
  readonly denied: Set<string>;
  readonly denials: number;
  readonly isQuestion: boolean;
  readonly contraries: Map<string, number>;
  readonly choices: Map<string, number>;

  private constructor(first: Gist) {
    this.units = new Set(first.units.keys());
    this.denied = new Set(first.denied);
    this.denials = first.denials;
    this.isQuestion = first.isQuestion;
    this.contraries = new Map(first.contraries);
    this.choices = new Map(first.choices);
  }

  /** Returns what messages say together with others that are not contrary to them. */
  static of(some: Gist | Together, others: Gist | Together): Together {
    const all = some instanceof Together ? some : new Together(some);
    all.add(others);
    return all;
  }

  private add({ units, denied, contraries, choices }: Gist | Together): void {
    for (const unit of units.keys()) this.units.add(unit);
    for (const unit of denied) this.denied.add(unit);
    for (const [group, sides] of contraries) this.contraries.set(group, (this.contraries.get(group) ?? sides) & sides);
    for (const [group, sides] of choices) this.choices.set(group, (this.choices.get(group) ?? 0) | sides);
  }
}

/** Tells whether messages cannot be the same: one denies what the other says, asks it, or says the contrary. */
export function areContrary(a: Said, b: Said): boolean {
  return a.denials !== b.denials || a.isQuestion !== b.isQuestion || denies(a, b);
}

/** Tells whether messages, of which one may say more than the other, deny or say the contrary of something in each other. */
export function denies(a: Said, b: Said): boolean {
  for (const unit of a.denied) if (b.units.has(unit) && !b.denied.has(unit)) return true;
  for (const unit of b.denied) if (a.units.has(unit) && !a.denied.has(unit)) return true;
  for (const [group, sides] of a.contraries) {
    const others = b.contraries.get(group) ?? 0;
    if (others && !(sides & others)) return true;
  }
  return false;
}

/** Tells whether messages name other days, colours or sizes. */
export function differInChoice(a: Said, b: Said): boolean {
  for (const [group, sides] of a.choices) {
    const others = b.choices.get(group) ?? 0;
    if (others && sides !== others) return true;
  }
  return false;
}

/** Returns how much two messages say the same, from 0 to 1. What each says that the other does not counts double: it is said instead. */
export function likenessOf(a: Gist, b: Gist): number {
  const [few, many] = a.units.size < b.units.size ? [a, b] : [b, a];
  let [shared, changing] = [0, 0];
  for (const [unit, weight] of few.units) {
    const both = Math.min(weight, many.units.get(unit) ?? 0);
    shared += both;
    if (isMark(unit)) changing += both;
  }
  if (shared - changing < LEAST_SHARED) return 0;
  const [left, right] = [a.weight - shared, b.weight - shared];
  return shared / (shared + Math.max(left, right) + Math.min(left, right) * 2);
}

/** Two words, beside what changes: what shares less says too little to be the same. */
const LEAST_SHARED = 4;
