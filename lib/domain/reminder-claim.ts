import type { Reminder } from './reminder.ts';

/** Milliseconds after which whoever claimed a follow-up is taken to have been stopped before showing it. */
export const SHOW_WITHIN = 60_000;

/** A follow-up that was claimed and is not known to have been shown: its id and the moment of the claim (epoch ms). */
export type Showing = readonly [id: string, at: number];

/** Returns the claims whose owner must have been stopped: they are to be made again. */
export function overdueClaims(showing: readonly Showing[], now: number): string[] {
  return showing.filter(([, at]) => Math.abs(now - at) >= SHOW_WITHIN).map(([id]) => id);
}

/**
 * Decides what one wake claims at `now` (epoch ms): `due` are rows that may be due, `stopped` the rows of
 * `overdueClaims`. A row is claimed when it is open, its moment has come and it has not fired, or fired for a wake that
 * was stopped before it could show it; if the clock was set back meanwhile to before that moment, when it comes once
 * more. `showing` is what is to be remembered until `confirmShown`.
 */
export function claim(
  due: readonly Reminder[],
  stopped: readonly (Reminder | undefined)[],
  showing: readonly Showing[],
  now: number,
): { claimed: Reminder[]; showing: Showing[] } {
  const lost = new Set(overdueClaims(showing, now));
  const unseen = stopped.filter((r): r is Reminder => r?.state === 'open' && lost.has(r.id) && r.firedAt !== undefined);
  const again = unseen.filter((r) => r.dueAt <= now);
  const later = new Set(unseen.filter((r) => r.dueAt > now).map((r) => r.id));
  const left = showing.filter(([id]) => !lost.has(id) || later.has(id));
  const fresh = due.filter((r) => r.state === 'open' && r.firedAt === undefined && r.dueAt <= now);
  const claimed = [...again, ...fresh].map((r) => ({ ...r, firedAt: now }));
  return { claimed, showing: [...left, ...claimed.map((r) => [r.id, now] as const)] };
}
