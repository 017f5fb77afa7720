import { sharedOf, shinglesOf } from './habit-cluster.ts';
import { denies } from './habit-contrary.ts';
import { type Gist, gistOf } from './habit-gist.ts';
import { markedText, maskTemplate, skeletonOf } from './habit-mask.ts';
import { saySame } from './habit-merge.ts';

/** Share of a text's pairs that a template has, for the template to say it too. */
const COVERED = 0.7;

/** What tells whether a text is said by templates already. */
interface Known {
  /** One of them says nearly all of it, in the same words, and not the contrary. */
  says: (skeleton: string, gist: Gist) => boolean;
  /** One of them says the same in other words. */
  saysOtherwise: (gist: Gist) => boolean;
}

/** Returns what tells whether the bodies of templates say a text; with `isOpen` a choice counts as something that changes. */
export function knownFrom(bodies: readonly string[], isOpen: boolean): Known {
  const parts = bodies.map((body) => maskTemplate(body, isOpen));
  const shingles = parts.map((each) => shinglesOf(skeletonOf(each)));
  const gists = new Map<number, Gist>();
  const gistAt = (i: number): Gist => {
    const gist = gists.get(i) ?? gistOf(markedText(parts[i] ?? []));
    gists.set(i, gist);
    return gist;
  };
  const holders = new Map<number, number[]>();
  for (const [i, own] of shingles.entries()) {
    for (const shingle of own) {
      const list = holders.get(shingle);
      if (list) list.push(i);
      else holders.set(shingle, [i]);
    }
  }
  return {
    // Only those that share something are compared.
    says: (skeleton, gist) => {
      const own = shinglesOf(skeleton);
      const candidates = new Set([...own].flatMap((shingle) => holders.get(shingle) ?? []));
      return [...candidates].some((i) => {
        const isCovered = sharedOf(own, shingles[i] as Uint32Array) >= own.length * COVERED;
        return isCovered && !denies(gistAt(i), gist);
      });
    },
    saysOtherwise: (gist) => parts.some((_, i) => saySame(gistAt(i), gist)),
  };
}
