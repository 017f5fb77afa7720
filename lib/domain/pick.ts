import type { Intent } from './intent.ts';

/** How often a template was picked when a buyer wanted something; fades, so that a shop may change its ways. */
export interface PickCount {
  /** `intent|templateId`. */
  id: string;
  intent: Intent;
  templateId: string;
  /** Picks, as they counted at `at`. */
  n: number;
  /** Epoch ms of the last one. */
  at: number;
}

/** After this long a pick counts half: six weeks. */
const HALF = 42 * 86_400_000;

/** Returns what the picks of a row still count at a moment (epoch ms). */
export function weightOfPick({ n, at }: PickCount, now: number): number {
  return n * 0.5 ** (Math.max(0, now - at) / HALF);
}

/** Returns the row after one more pick, or one fewer. */
export function pickedOnce(
  before: PickCount | undefined,
  key: { intent: Intent; templateId: string },
  now: number,
  by: 1 | -1,
): PickCount {
  const n = Math.max(0, (before ? weightOfPick(before, now) : 0) + by);
  return { id: `${key.intent}|${key.templateId}`, ...key, n, at: now };
}
