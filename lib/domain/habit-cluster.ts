import { areContrary, Together } from './habit-contrary.ts';
import type { Gist } from './habit-gist.ts';

/** Numbers of one signature, in bands of two: texts that share half of their pairs meet in a band almost surely. */
const HASHES = 32;
const ROWS = 2;
/** Leaders looked at in one bucket, and compared for one text. */
const MOST_IN_BUCKET = 6;
const MOST_COMPARED = 16;
/** Share of their pairs that texts of one habit have in common (Jaccard). */
const ALIKE = 0.5;
/** From here on no better leader is looked for. */
const SURELY = 0.75;

const MULTIPLIERS = Array.from({ length: HASHES }, (_, i) => (0x9e3779b1 * (2 * i + 1)) | 1);
const HAN = /\p{Script=Han}/u;

/** Returns the neighbouring characters of a text as sorted numbers: pairs in Chinese, threes in alphabets. */
export function shinglesOf(text: string): Uint32Array {
  const size = HAN.test(text) ? 2 : 3;
  const all = new Set<number>();
  for (let i = 0; i + size <= text.length || i === 0; i++) {
    let hash = 0x811c9dc5;
    for (let k = i; k < Math.min(i + size, text.length); k++) hash = Math.imul(hash ^ text.charCodeAt(k), 0x01000193);
    all.add(hash >>> 0);
  }
  return Uint32Array.from(all).toSorted();
}

/** Returns how many numbers two sorted lists share. */
export function sharedOf(a: Uint32Array, b: Uint32Array): number {
  let shared = 0;
  for (let i = 0, k = 0; i < a.length && k < b.length;) {
    const x = a[i] ?? 0;
    const y = b[k] ?? 0;
    if (x === y) shared += 1;
    if (x <= y) i += 1;
    if (y <= x) k += 1;
  }
  return shared;
}

/** Writes the marks of the bands of a text into `bands`. */
function bandsOf(shingles: Uint32Array, bands: Int32Array): void {
  for (let band = 0; band < bands.length; band++) {
    let mark = Math.imul(band + 1, 0x85ebca6b);
    for (let row = 0; row < ROWS; row++) {
      const factor = MULTIPLIERS[band * ROWS + row] ?? 1;
      let min = 0xffffffff;
      for (let i = 0; i < shingles.length; i++) {
        const shingle = shingles[i] ?? 0;
        const hash = (Math.imul(shingle ^ (shingle >>> 15), factor) ^ factor) >>> 0;
        if (hash < min) min = hash;
      }
      mark = Math.imul(mark, 31) ^ min;
    }
    bands[band] = mark;
  }
}

/** A group of texts that say the same, by their places in the list; the first one leads. */
export interface Cluster {
  leader: number;
  members: number[];
  /** What all of them say. */
  said: Gist | Together;
}

/**
 * Puts texts that say the same in about the same words together, and none that say the contrary: `gists` are what they say (MinHash and bands; Broder 1997, Indyk and Motwani 1998).
 * Each text is compared with at most 16 leaders, so the time grows with the number of texts; `compared` tells how often.
 */
export function clusterTexts(texts: readonly string[], gists: readonly Gist[]): { clusters: Cluster[]; compared: number } {
  const clusters: Cluster[] = [];
  const buckets = new Map<number, number[]>();
  const leaders: Uint32Array[] = [];
  let compared = 0;
  const bands = new Int32Array(HASHES / ROWS);
  for (const [i, text] of texts.entries()) {
    const shingles = shinglesOf(text);
    bandsOf(shingles, bands);
    const gist = gists[i] as Gist;
    const best = clusters[nearest(shingles, gist)];
    if (best) {
      best.members.push(i);
      best.said = Together.of(best.said, gist);
    } else lead(i, shingles, gist);
  }
  return { clusters, compared };

  /** Returns the cluster whose leader is most like a text of these bands, or -1. */
  function nearest(shingles: Uint32Array, gist: Gist): number {
    const near = new Set<number>();
    let best = -1;
    let most = ALIKE;
    for (const band of bands) {
      if (most >= SURELY || near.size >= MOST_COMPARED) break;
      for (const cluster of buckets.get(band) ?? []) {
        if (near.has(cluster)) continue;
        near.add(cluster);
        const other = leaders[cluster] as Uint32Array;
        // Texts of very different lengths cannot share half of what both have.
        if (Math.min(shingles.length, other.length) < ALIKE * Math.max(shingles.length, other.length)) continue;
        const shared = sharedOf(shingles, other);
        const alike = shared / (shingles.length + other.length - shared);
        if (alike < most || areContrary((clusters[cluster] as Cluster).said, gist)) continue;
        best = cluster;
        most = alike;
      }
    }
    compared += near.size;
    return best;
  }

  function lead(leader: number, shingles: Uint32Array, gist: Gist): void {
    const cluster = clusters.push({ leader, members: [leader], said: gist }) - 1;
    leaders.push(shingles);
    for (const band of bands) {
      const bucket = buckets.get(band);
      if (!bucket) buckets.set(band, [cluster]);
      else if (bucket.length < MOST_IN_BUCKET) bucket.push(cluster);
    }
  }
}
