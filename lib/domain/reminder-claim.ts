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

/** What a wake does, each step of which may be its last. */
export interface WakeSteps {
  /** Claims what is due and returns it. */
  claim: () => Promise<Reminder[]>;
  /** Sets the alarm for the next wake; `look` when something is claimed that may not come to be shown. */
  alarm: (look: boolean) => Promise<void>;
  show: (due: readonly Reminder[]) => Promise<void>;
  /** Notes that these have been shown. */
  confirm: (ids: readonly string[]) => Promise<void>;
}

/**
 * Carries a wake out in the one order in which it can be stopped anywhere and nothing is lost: what is claimed is shown
 * before it is said to have been. The alarm comes first: a notification that the browser refuses must not cost the next
 * one its wake.
 */
export async function wake({ claim: claimed, alarm, show, confirm }: WakeSteps): Promise<void> {
  const due = await claimed();
  await alarm(due.length > 0);
  await show(due);
  await confirm(due.map(({ id }) => id));
}
