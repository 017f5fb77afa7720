/**
 * How the script in the page's world and the one in ours find each other. Both run at `document_start`, in an order that
 * the browser does not promise, and before any script of the page: an event on the new document, of the type `load`
 * because such events do not pass the window (which a parent may have prepared), carries one end of a channel. Whoever
 * comes first waits; nobody waits any longer once the parser has put anything into the document, so that no script of the
 * page can stand in for either side.
 */
const TYPE = 'load';

/** Calls `act` before the first script of the document can run; returns the function that calls it off. */
function beforeAnyScript(document: Document, act: () => void): () => void {
  const observer = new MutationObserver(() => {
    observer.disconnect();
    act();
  });
  observer.observe(document, { childList: true, subtree: true });
  return () => observer.disconnect();
}

/** Tells whether no script of the document has run: only then is what is heard on it ours. */
function isUntouched(document: Document): boolean {
  return document.readyState === 'loading' && document.scripts.length === 0;
}

/** In the page's world: hands `port` over to the relay, now or when it comes; does nothing where scripts may have run. */
export function offerPort(document: Document, port: MessagePort, onTaken: () => void): void {
  if (!isUntouched(document)) return;
  const offer = (): boolean => {
    // Whoever takes it says so by cancelling.
    const taken = !document.dispatchEvent(new MessageEvent(TYPE, { ports: [port], cancelable: true }));
    if (taken) onTaken();
    return taken;
  };
  if (offer()) return;
  const asked = (event: Event): void => {
    if (event instanceof MessageEvent) return;
    stop();
    offer();
  };
  const stop = (): void => {
    document.removeEventListener(TYPE, asked);
    callOff();
  };
  document.addEventListener(TYPE, asked);
  const callOff = beforeAnyScript(document, stop);
}

/** In our world: calls back with the port of the script in the page's world, once; never where scripts may have run. */
export function takePort(document: Document, onPort: (port: MessagePort) => void): void {
  if (!isUntouched(document)) return;
  const heard = (event: Event): void => {
    const port = event instanceof MessageEvent ? event.ports[0] : undefined;
    if (!port) return;
    event.preventDefault();
    stop();
    onPort(port);
  };
  const stop = (): void => {
    document.removeEventListener(TYPE, heard);
    callOff();
  };
  document.addEventListener(TYPE, heard);
  const callOff = beforeAnyScript(document, stop);
  document.dispatchEvent(new Event(TYPE));
}
