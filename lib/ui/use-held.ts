import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Milliseconds for which what is on the screen stays while its successor is being read: a few frames. */
const HOLD = 50;

/**
 * Returns what was returned last instead of `next` while the data for `next` is `waiting`, for a few frames at most. A
 * picture that would be replaced in the next frame is not drawn: drawing it would delay the one that is wanted.
 */
export function useHeld(next: JSX.Element, waiting: boolean): JSX.Element {
  const [late, setLate] = useState(false);
  const last = useRef<JSX.Element | null>(null);
  useLayoutEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => setLate(true), HOLD);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [waiting]);
  if (waiting && !late && last.current) return last.current;
  last.current = next;
  return next;
}
