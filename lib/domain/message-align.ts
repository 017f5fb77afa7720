import { type Line, worth } from './message-pair.ts';

/** Cost of what finds no partner. */
const ALONE = 1;
/** Share of pairs, and number, up to which messages within an overlap may be without a partner; more are two places that look alike. */
const ODD_SHARE = 0.15;
const ODD = 2;
/** Cost of beginning or ending in the middle of both lists, where two views of one conversation must agree. */
const MIDDLE = 5;
/** Two views that overlap are worth at least this much, unless they agree wholly where they do. */
const ENOUGH = 2;
/** Cells of a comparison table; larger ones are cut to what lies nearest. */
const MOST_CELLS = 400_000;

/** Returns what tells a message from all others of its conversation, surest first; none when it may have a double. */
function keysOf(line: Line): string[] {
  const keys: string[] = [];
  if (line.ref !== undefined) keys.push(`r${line.ref}`);
  if (line.id !== undefined) keys.push(`i${line.id}`);
  if (line.at === undefined || line.type === 'empty' || line.type === 'withdrawn') return keys;
  return [...keys, `${line.side}|${line.type}|${Math.floor(line.at / 1000)}|${line.text ?? ''}`];
}

/** Returns the places of keys, -1 for those that occur more than once. */
function placesOf(lines: readonly Line[]): Map<string, number> {
  const places = new Map<string, number>();
  for (const [i, line] of lines.entries()) {
    for (const key of keysOf(line)) places.set(key, places.has(key) ? -1 : i);
  }
  return places;
}

/** Returns pairs that are certain by themselves, ascending in both lists: the most of them that do not cross. */
function anchorsOf(seen: readonly Line[], known: readonly Line[]): [number, number][] {
  const [own, places] = [placesOf(seen), placesOf(known)];
  const pairs: [number, number][] = [];
  for (const [i, line] of seen.entries()) {
    const key = keysOf(line).find((each) => own.get(each) === i && (places.get(each) ?? -1) >= 0);
    const j = key === undefined ? -1 : (places.get(key) ?? -1);
    const other = known[j];
    if (other && worth(line, other) > 0) pairs.push([i, j]);
  }
  return ascending(pairs);
}

/** Longest ascending run by the second number; the first is ascending already. */
function ascending(pairs: readonly [number, number][]): [number, number][] {
  const tails: number[] = [];
  const before = Array.from({ length: pairs.length }, () => -1);
  for (const [p, [, j]] of pairs.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] ?? 0]?.[1] ?? 0) < j) low = middle + 1;
      else high = middle;
    }
    before[p] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = p;
  }
  const run: [number, number][] = [];
  for (let p = tails.at(-1) ?? -1; p >= 0; p = before[p] ?? -1) {
    const pair = pairs[p];
    if (pair) run.push(pair);
  }
  return run.toReversed();
}

/**
 * Returns for every message seen, oldest first, which of the known ones it is (its index), or null for a new one. Both
 * lists are views of one conversation: known messages may be missing from the view, and equal neighbours ("在吗", "在吗")
 * are told apart by those around them. Pairs never cross. With nothing in common all are new.
 */
export function align(seen: readonly Line[], known: readonly Line[]): (number | null)[] {
  const result: (number | null)[] = Array.from({ length: seen.length }, () => null);
  // An emptied bubble of which nothing is known says nothing, not even that something is missing.
  const telling = [...seen.keys()].filter((i) => seen[i]?.type !== 'empty' || seen[i]?.ref !== undefined);
  const pairs = alignTelling(
    telling.map((i) => seen[i] as Line),
    known,
  );
  for (const [n, i] of telling.entries()) result[i] = pairs[n] ?? null;
  return result;
}

function alignTelling(seen: readonly Line[], known: readonly Line[]): (number | null)[] {
  const result: (number | null)[] = Array.from({ length: seen.length }, () => null);
  const anchors = anchorsOf(seen, known);
  let [i, j] = [0, 0];
  for (const [n, [a, b]] of [...anchors, [seen.length, known.length] as const].entries()) {
    const open = { start: n === 0, end: n === anchors.length };
    for (const [x, y] of compare(seen.slice(i, a), known.slice(j, b), open)) result[i + x] = j + y;
    if (a < seen.length) result[a] = b;
    [i, j] = [a + 1, b + 1];
  }
  return result;
}

interface Open {
  /** Nothing is certain before the first, or after the last: the lists may begin or end at different places. */
  start: boolean;
  end: boolean;
}

/** Compares what lies between two certain pairs by the cheapest way through a table. */
function compare(seen: readonly Line[], known: readonly Line[], open: Open): [number, number][] {
  if (seen.length === 0 || known.length === 0) return [];
  const most = Math.max(32, Math.floor(MOST_CELLS / seen.length));
  if (known.length > most) {
    // What lies nearest to the certain pair; with none the newest, where a conversation opens.
    const from = open.end && !open.start ? 0 : known.length - most;
    const pairs = compare(seen, known.slice(from, from + most), open);
    return pairs.map(([x, y]) => [x, y + from]);
  }
  return wayBack(fillTable(seen, known, open), open);
}

/** What everybody says all the time tells little about which place of a conversation it is. */
function weightsOf(known: readonly Line[]): number[] {
  const keys = known.map(({ side, type, text }) => `${side}|${type}|${text ?? ''}`);
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return keys.map((key, i) =>
    known[i]?.at === undefined && known[i]?.id === undefined ? 1 / (1 + Math.log(counts.get(key) ?? 1)) : 1,
  );
}

interface Filled {
  width: number;
  height: number;
  score: Float64Array;
  /** 0 begins here, 1 a pair, 2 the seen one alone, 3 the known one alone. */
  step: Uint8Array;
}

function fillTable(seen: readonly Line[], known: readonly Line[], open: Open): Filled {
  const [height, width] = [seen.length + 1, known.length + 1];
  const score = new Float64Array(height * width);
  const weights = weightsOf(known);
  const step = new Uint8Array(height * width);
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) {
      const cell = i * width + j;
      let [best, how] = [-Infinity, 0];
      if (i === 0 && j === 0) best = 0;
      else if (open.start) best = i === 0 || j === 0 ? 0 : -MIDDLE;
      const [line, other] = [seen[i - 1], known[j - 1]];
      const pair = line && other ? (score[cell - width - 1] ?? 0) + worth(line, other) * (weights[j - 1] ?? 1) : -Infinity;
      if (pair > best) [best, how] = [pair, 1];
      const alone = line ? (score[cell - width] ?? 0) - ALONE : -Infinity;
      if (alone > best) [best, how] = [alone, 2];
      const skipped = other ? (score[cell - 1] ?? 0) - ALONE : -Infinity;
      if (skipped > best) [best, how] = [skipped, 3];
      score[cell] = best;
      step[cell] = how;
    }
  }
  return { width, height, score, step };
}

/** Goes back from the best end of the table; returns the pairs on the way, or none when the lists do not overlap. */
function wayBack({ width, height, score, step }: Filled, open: Open): [number, number][] {
  const worthAt = (at: number): number => {
    const atEdge = at % width === width - 1 || at >= width * (height - 1);
    return (score[at] ?? 0) - (atEdge ? 0 : MIDDLE);
  };
  let cell = width * height - 1;
  for (let at = cell; open.end && at >= 0; at--) if (worthAt(at) > worthAt(cell)) cell = at;
  const total = worthAt(cell);
  const pairs: [number, number][] = [];
  let odd = 0;
  for (let how = step[cell] ?? 0; how !== 0; how = step[cell] ?? 0) {
    const [i, j] = [Math.floor(cell / width), cell % width];
    if (how === 1) pairs.push([i - 1, j - 1]);
    else odd += 1;
    cell -= how === 1 ? width + 1 : how === 2 ? width : 1;
  }
  const sure = total >= ENOUGH ? odd <= Math.max(ODD, pairs.length * ODD_SHARE) : total > 0 && odd === 0;
  return sure || !open.start || !open.end ? pairs.toReversed() : [];
}
