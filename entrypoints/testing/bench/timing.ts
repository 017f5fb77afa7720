/** Milliseconds of each repetition of two ways of doing the same. */
export interface Compared {
  ours: number[];
  base: number[];
}

/** Milliseconds of the least disturbed of some goes: other programs only ever add. */
async function timed(work: () => Promise<unknown> | unknown, goes: number): Promise<number> {
  let least = Infinity;
  for (let i = 0; i < goes; i++) {
    const from = performance.now();
    await work();
    least = Math.min(least, performance.now() - from);
  }
  return least;
}

/**
 * Times two ways in turn, so that whatever else the machine does meets both alike. Which one goes first changes with
 * every repetition: the second finds what the first has just read in the browser's caches. More than one go is for
 * work that reads nothing.
 */
export async function compared(
  times: number,
  ours: (i: number) => Promise<unknown> | unknown,
  base: (i: number) => Promise<unknown> | unknown,
  goes = 1,
): Promise<Compared> {
  const result: Compared = { ours: [], base: [] };
  for (let i = -3; i < times; i++) {
    const n = Math.abs(i);
    const turn = i % 2 === 0 ? (['ours', 'base'] as const) : (['base', 'ours'] as const);
    for (const which of turn) {
      const ms = await timed(() => (which === 'ours' ? ours(n) : base(n)), goes);
      // The first ones warm up.
      if (i >= 0) result[which].push(ms);
    }
    await new Promise((resume) => setTimeout(resume, 0));
  }
  return result;
}

/** Resolves at the beginning of the next frame. */
export function nextFrame(): Promise<number> {
  return new Promise((resume) => requestAnimationFrame(resume));
}
