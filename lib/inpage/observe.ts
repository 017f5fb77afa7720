/** A page is read once it was quiet for a moment, and at the latest this long after its first change. */
const QUIET_MS = 60;
const AT_MOST_MS = 250;

/** What to do when the page changes. */
export interface PageWatch {
  /** Cheap look after every burst of changes: returns whether the page must be read at once. */
  glance(): boolean;
  /** Told of every change before anything is read. */
  changed(records: readonly MutationRecord[]): void;
  /** Full reading. */
  read(): void;
  signal: AbortSignal;
}

/**
 * Watches a document without polling. After a burst of changes it glances at the page in the next task; unless that
 * asks for a reading at once, the page is read when things are quiet. Moves of the address, which pages make without
 * reloading, count as a change. The first reading is the caller's. Returns a function that asks for one in some
 * milliseconds.
 */
export function observePage(document: Document, { glance, changed: note, read, signal }: PageWatch): (wait: number) => void {
  const view = document.defaultView;
  let glancing = false;
  let first = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const readNow = (): void => {
    clearTimeout(timer);
    timer = undefined;
    first = 0;
    if (!signal.aborted) read();
  };
  const readWhenQuiet = (): void => {
    const now = Date.now();
    first ||= now;
    if (timer !== undefined && now - first > AT_MOST_MS - QUIET_MS) return;
    clearTimeout(timer);
    timer = setTimeout(readNow, QUIET_MS);
  };
  const changed = (): void => {
    if (glancing || signal.aborted) return;
    glancing = true;
    setTimeout(() => {
      glancing = false;
      if (signal.aborted) return;
      if (glance()) readNow();
      else readWhenQuiet();
    }, 0);
  };

  const observer = new MutationObserver((records) => {
    note(records);
    changed();
  });
  observer.observe(document, { subtree: true, childList: true, characterData: true });
  for (const event of ['popstate', 'hashchange'] as const) view?.addEventListener(event, changed, { signal });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
  });
  return (wait) => {
    setTimeout(readNow, wait);
  };
}
