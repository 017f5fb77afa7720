import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Which row of a list the keys act on. */
export interface Chosen {
  /** Place of the row among those drawn. */
  at: number;
  /** Chooses a row, or with null the first one. */
  choose: (id: string | null) => void;
  /** Keeps to the row that is drawn as chosen, from when the list takes the keys. */
  hold: () => void;
}

/**
 * Returns which row is chosen of a list that changes by itself. A row stays chosen wherever it moves: who comes in above
 * it does not slip under the key. When it goes, the one that stands in its place is chosen. Until a person turns to the
 * list it is the first one.
 */
export function useChosen(ids: readonly string[]): Chosen {
  const [chosen, choose] = useState<string | null>(null);
  const [held, setHeld] = useState(false);
  const last = useRef(0);
  const found = chosen === null ? 0 : ids.indexOf(chosen);
  const at = found >= 0 ? found : Math.max(0, Math.min(last.current, ids.length - 1));
  last.current = at;
  const drawn = ids[at] ?? null;
  useLayoutEffect(() => {
    if ((held || chosen !== null) && drawn !== chosen) choose(drawn);
  }, [held, chosen, drawn]);
  return { at, choose, hold: () => setHeld(true) };
}
