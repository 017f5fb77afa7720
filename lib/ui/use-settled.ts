import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** After a key or a click this long nothing moves, milliseconds. */
const QUIET = 1000;
/** Somebody who presses a key this soon after a change means what was there before: nobody reads faster. */
const UNSEEN = 300;

/** What is on show, and what a key pressed at this moment means. */
export interface Settled<T> {
  shown: T;
  meant: () => T;
}

/**
 * Returns `next`, but not while somebody is at it: within a second after a key or a press of the pointer what is on show
 * stays, and changes after that. `sameOne` tells whether two are the same; they then count as no change. With another
 * `subject` it changes at once.
 */
export function useSettled<T>(next: T, subject: string, sameOne: (a: T, b: T) => boolean): Settled<T> {
  const [, redraw] = useState(0);
  const touched = useRef(-Infinity);
  const state = useRef({ subject, shown: next, before: next, changedAt: -Infinity });
  useEffect(() => {
    const touch = (): void => void (touched.current = performance.now());
    const options = { capture: true, passive: true };
    for (const type of ['keydown', 'pointerdown'] as const) document.addEventListener(type, touch, options);
    return () => {
      for (const type of ['keydown', 'pointerdown'] as const) document.removeEventListener(type, touch, options);
    };
  }, []);
  const own = state.current;
  const wait = QUIET - (performance.now() - touched.current);
  const differs = !sameOne(own.shown, next);
  if (own.subject !== subject) state.current = { subject, shown: next, before: next, changedAt: -Infinity };
  else if (differs && wait <= 0) state.current = { ...own, shown: next, before: own.shown, changedAt: performance.now() };
  const held = state.current.shown !== next && differs && own.subject === subject && wait > 0;
  useLayoutEffect(() => {
    if (!held) return;
    const timer = setTimeout(() => redraw((n) => n + 1), wait + 10);
    return () => clearTimeout(timer);
  });
  const meant = (): T => {
    const { shown, before, changedAt } = state.current;
    return performance.now() - changedAt < UNSEEN ? before : shown;
  };
  return { shown: state.current.shown, meant };
}
