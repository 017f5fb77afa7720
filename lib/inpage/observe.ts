/** What to do when the page changes. Both answers are milliseconds within which the page is to be read, see `observePage`. */
export interface PageWatch {
  /** Told of every change before anything is read; null where the page has to be glanced at. */
  changed(records: readonly MutationRecord[]): number | null;
  /** Cheap look after every burst of such changes. */
  glance(): number;
  /** Full reading. */
  read(): void;
  signal: AbortSignal;
}

/**
 * Watches a document without polling. After a burst of changes it glances at the page in the next task, where the changes
 * do not tell enough by themselves. The page is read once it was quiet for a quarter of the time that was asked for last,
 * and within the shortest that was asked for since the last reading; a press of the pointer, which may switch the page, ends
 * the wait. Moves of the address, which pages make without reloading, count as a change. The first reading is the caller's.
 * Returns a function that asks for one in some milliseconds.
 */
export function observePage(document: Document, { glance, changed: note, read, signal }: PageWatch): (wait: number) => void {
  const view = document.defaultView;
  let glancing = false;
  let latest = Infinity;
  let quiet = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let rings = Infinity;

  const readNow = (): void => {
    clearTimeout(timer);
    rings = latest = Infinity;
    if (!signal.aborted) read();
  };
  /** Changes that come while the timer runs only move the moment on: a timer of each would cost more than they do. */
  const wait = (): void => {
    const due = Math.min(quiet, latest);
    if (rings <= due) return;
    clearTimeout(timer);
    rings = due;
    timer = setTimeout(ring, due - performance.now());
  };
  const ring = (): void => {
    rings = Infinity;
    if (Math.min(quiet, latest) - performance.now() < 1) readNow();
    else wait();
  };
  const readWithin = (ms: number): void => {
    const now = performance.now();
    quiet = now + ms / 4;
    latest = Math.min(latest, now + ms);
    if (ms > 0) wait();
    else readNow();
  };
  /** What is to be read is read before anybody can take it away. */
  const hurry = (): void => {
    if (rings === Infinity) return;
    latest = 0;
    wait();
  };
  const changed = (): void => {
    if (glancing || signal.aborted) return;
    glancing = true;
    setTimeout(() => {
      glancing = false;
      if (!signal.aborted) readWithin(glance());
    }, 0);
  };

  const observer = new MutationObserver((records) => {
    const within = note(records);
    if (within === null) changed();
    else readWithin(within);
  });
  observer.observe(document, { subtree: true, childList: true, characterData: true });
  for (const event of ['popstate', 'hashchange'] as const) view?.addEventListener(event, changed, { signal });
  view?.addEventListener('pointerdown', hurry, { signal, capture: true, passive: true });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
  });
  return (ms) => {
    setTimeout(readNow, ms);
  };
}
