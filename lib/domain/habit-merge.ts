import type { Cluster } from './habit-cluster.ts';
import { areContrary, differInChoice, likenessOf, Together } from './habit-contrary.ts';
import type { Gist, Said } from './habit-gist.ts';

/** From here on two messages say the same in other words, those of few words only when they are liker. */
const SAME = 0.55;
const SAME_SHORT = 0.75;
const SHORT = 5;
/** So much all of them are like the first one. */
const LIKE_FIRST = 0.35;
/** Rarest things by which others are looked for, and how many are looked at. */
const MOST_SOUGHT = 6;
const MOST_IN_BUCKET = 12;
const MOST_COMPARED = 12;
/** Ways of saying a thing that are compared. */
const MOST_WAYS = 6;
/** Weight of the least that is looked for. */
const LEAST = 4;

/** Tells whether two messages say the same in other words. */
export function saySame(a: Gist, b: Gist): boolean {
  if (areContrary(a, b) || differInChoice(a, b)) return false;
  return likenessOf(a, b) >= leastLike(b);
}

const leastLike = ({ weight }: Gist): number => (weight < SHORT ? SAME_SHORT : SAME);

interface Group {
  members: number[];
  ways: Gist[];
  said: Gist | Together;
}

/** Groups while they are put together, by the things they name. */
class Groups {
  readonly all: Group[] = [];
  compared = 0;
  private readonly holders = new Map<string, number[]>();

  /** Returns the group that says the same as a text, or -1; `sought` are the things by which it is looked for. */
  nearest(gist: Gist, said: Said, sought: readonly string[]): number {
    const seen = new Set<number>();
    let [best, most] = [-1, leastLike(gist)];
    for (const at of sought.flatMap((unit) => this.holders.get(unit) ?? [])) {
      if (seen.size >= MOST_COMPARED) break;
      if (seen.has(at)) continue;
      seen.add(at);
      const group = this.all[at] as Group;
      if (areContrary(group.said, said) || differInChoice(group.said, said)) continue;
      const likes = group.ways.map((way) => likenessOf(way, gist));
      const like = Math.max(...likes);
      if (like < most || (likes[0] ?? 0) < LIKE_FIRST) continue;
      [best, most] = [at, like];
    }
    this.compared += seen.size;
    return best;
  }

  /** Notes by which things a group is found. */
  hold(units: readonly string[], group: number): void {
    for (const unit of units) {
      const bucket = this.holders.get(unit);
      if (!bucket) this.holders.set(unit, [group]);
      else if (bucket.length < MOST_IN_BUCKET && !bucket.includes(group)) bucket.push(group);
    }
  }
}

/**
 * Puts clusters of like texts together that say the same in other words, in any order: `gists` are those of the texts. Each is
 * compared with at most twelve others; `compared` tells how often.
 */
export function mergeAlike(clusters: readonly Cluster[], gists: readonly Gist[]): { groups: number[][]; compared: number } {
  const groups = new Groups();
  const rarity = countUnits(clusters.flatMap(({ leader }) => gists[leader] ?? []));
  for (const { leader, members, said } of clusters) {
    const gist = gists[leader] as Gist;
    const byRarity = [...gist.units.keys()].toSorted((a, b) => (rarity.get(a) ?? 0) - (rarity.get(b) ?? 0));
    const sought = gist.weight < LEAST ? [] : byRarity.slice(0, MOST_SOUGHT);
    const best = groups.nearest(gist, said, sought);
    const group = groups.all[best];
    if (group) {
      group.members.push(...members);
      group.said = Together.of(group.said, said);
      if (group.ways.length < MOST_WAYS) group.ways.push(gist);
      groups.hold(sought, best);
    } else groups.hold(sought, groups.all.push({ members: [...members], ways: [gist], said }) - 1);
  }
  return { groups: groups.all.map(({ members }) => members), compared: groups.compared };
}

function countUnits(gists: readonly Gist[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { units } of gists) for (const unit of units.keys()) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  return counts;
}
