import { hashOf } from './hash.ts';

/** What the ids of follow-ups made of promises begin with. */
export const PROMISE_ID = 'pr_';

/** Time (ms) within which the same sentence is one promise: the page may tell later when it was written. */
export const SAME_WITHIN = 15 * 60_000;

/** Returns the id of a promise's follow-up, the same for the same sentence of a customer; `saidAt` in epoch ms. */
export function promiseIdOf(customerId: string, { saidAt, sentence }: { saidAt: number; sentence: string }): string {
  const time = saidAt.toString(36).padStart(8, '0');
  return `${PROMISE_ID}${customerId}_${time}${hashOf(`${saidAt}|${sentence}`).toString(36)}`;
}

/** Returns when a promise was said (epoch ms) as its follow-up's id has it, null when it is no such id. */
export function promiseSaidAt(id: string): number | null {
  const m = /^pr_.+_([0-9a-z]{8})[0-9a-z]+$/.exec(id);
  return m?.[1] ? Number.parseInt(m[1], 36) : null;
}
