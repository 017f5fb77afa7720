/** What to do when the page changes. */
export interface PageWatch {
  /** Cheap look after every burst of changes: returns in how many milliseconds the page must be read at the latest; it is once it was quiet for a quarter of that. */
  glance(): number;
  /** Told of every change before anything is read. */
  changed(records: readonly MutationRecord[]): void;
  /** Full reading. */
  read(): void;
  signal: AbortSignal;
}

/**
 * Watches a document without polling. After a burst of changes it glances at the page in the next task; the page is read
 * when things are quiet, and not later than the glances since the last reading have asked for. Moves of the address, which pages make without
 * reloading, count as a change. The first reading is the caller's. Returns a function that asks for one in some
 * milliseconds.
 */
export function observePage(document: Document, { glance, changed: note, read, signal }: PageWatch): (wait: number) => void {
  const view = document.defaultView;
  let glancing = false;
  let latest = Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const readNow = (): void => {
    clearTimeout(timer);
    timer = undefined;
    latest = Infinity;
    if (!signal.aborted) read();
  };
  const readWithin = (ms: number): void => {
    const now = performance.now();
    latest = Math.min(latest, now + ms);
    clearTimeout(timer);
    if (latest <= now) readNow();
    else timer = setTimeout(readNow, Math.min(ms / 4, latest - now));
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
