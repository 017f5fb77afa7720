/** Pause after the last change of the page before it is read, and the longest time reading is put off. */
const QUIET_MS = 60;
const AT_MOST_MS = 250;

/**
 * Calls `read` after the document has changed: once things are quiet for a moment, at the latest after a quarter of a
 * second. Also after moves of the address, which pages make without reloading. Stops with `signal`. Returns a function
 * that asks for a reading in some milliseconds.
 */
export function observePage(document: Document, read: () => void, signal: AbortSignal): (wait: number) => void {
  const view = document.defaultView;
  let first = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = (): void => {
    timer = undefined;
    first = 0;
    if (!signal.aborted) read();
  };
  const schedule = (wait: number): void => {
    const now = Date.now();
    first ||= now;
    if (timer !== undefined) {
      if (now - first > AT_MOST_MS - wait) return;
      clearTimeout(timer);
    }
    timer = setTimeout(run, wait);
  };
  const observer = new MutationObserver(() => schedule(QUIET_MS));
  observer.observe(document, { subtree: true, childList: true, characterData: true });
  for (const event of ['popstate', 'hashchange'] as const) view?.addEventListener(event, () => schedule(0), { signal });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
  });
  schedule(0);
  return (wait) => {
    setTimeout(run, wait);
  };
}
