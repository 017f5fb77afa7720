/**
 * Takes the way out from the worker: a worker has no document whose policy could be closed further. It reads only files
 * of its own; translating and drafting is asked for by pages. Call it first.
 */
export function noRequests(): void {
  const read = globalThis.fetch.bind(globalThis);
  const own = chrome.runtime.getURL('/');
  const fetchOwn = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    // The browser itself comes this way for the icon of a notification, by the path alone.
    const url = new URL(typeof input === 'string' || input instanceof URL ? input : input.url, own).href;
    if (!url.startsWith(own)) throw new TypeError('the worker asks nobody outside');
    return read(input, { ...init, redirect: 'error' });
  };
  for (const other of ['EventSource', 'WebSocket', 'WebSocketStream', 'WebTransport', 'XMLHttpRequest']) {
    Reflect.deleteProperty(globalThis, other);
  }
  Object.defineProperty(globalThis, 'fetch', { value: fetchOwn, writable: false, configurable: false });
}
