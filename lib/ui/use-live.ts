import { liveQuery } from 'dexie';
import { useLayoutEffect, useState } from 'preact/hooks';

/** Milliseconds before a page says that it is loading; shorter waits are not worth a flicker. */
const PATIENCE = 200;

export interface Live<T> {
  /** What the query gave last; undefined while nothing is there. For up to 200 ms after the inputs changed it is still the answer to the former inputs. */
  value: T | undefined;
  error: unknown;
  /** The answer is late: a skeleton may be shown. */
  slow: boolean;
  /** The value answers former inputs. */
  stale: boolean;
  /** Asks again after an error. */
  retry: () => void;
}

interface State<T> {
  inputs: readonly unknown[] | null;
  value: T | undefined;
  error: unknown;
  slow: boolean;
}

/** Reads from the database and again whenever what was read changes, in this page or in another one. `inputs` as in `useEffect`. */
export function useLive<T>(query: () => Promise<T> | T, inputs: readonly unknown[]): Live<T> {
  const [state, setState] = useState<State<T>>({ inputs: null, value: undefined, error: null, slow: false });
  const [attempt, setAttempt] = useState(0);
  // Not after the paint: the query would wait a frame for nothing.
  useLayoutEffect(() => {
    const patience = setTimeout(
      () => setState((s) => (s.inputs === inputs ? s : { inputs: null, value: undefined, error: null, slow: true })),
      PATIENCE,
    );
    const subscription = liveQuery(query).subscribe({
      next: (value) => {
        clearTimeout(patience);
        setState({ inputs, value, error: null, slow: false });
      },
      error: (error) => {
        clearTimeout(patience);
        setState({ inputs, value: undefined, error: error ?? new Error('unknown'), slow: false });
      },
    });
    return () => {
      clearTimeout(patience);
      subscription.unsubscribe();
    };
  }, [...inputs, attempt]);
  const stale = !state.inputs || !sameInputs(state.inputs, inputs);
  return {
    value: state.value,
    error: stale ? null : state.error,
    slow: state.slow,
    stale,
    retry: () => setAttempt((n) => n + 1),
  };
}

function sameInputs(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
}
