import type { JSX } from 'preact';
import { dueTime, exactTime, shortTime } from '#lib/format.ts';

export interface MomentProps {
  /** Epoch ms. */
  at: number;
  /** `short` for lists of what was, `due` with the hour for what will be or was done. */
  as?: 'short' | 'due';
  now?: number;
  class?: string;
}

/** A moment as people say it, with the exact one on hover. */
export function Moment({ at, as = 'short', now, class: extra }: MomentProps): JSX.Element {
  const text = as === 'due' ? dueTime(at, now) : shortTime(at, now);
  return (
    <time dateTime={new Date(at).toISOString()} title={exactTime(at)} class={extra}>
      {text}
    </time>
  );
}
