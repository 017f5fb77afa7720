import { vi } from 'vitest';
import { PageWatch } from '#lib/inpage/page-watch.ts';
import type { PageReader, SiteMeta } from '#lib/sites/site.ts';

/** Gives a page's script what it has of the extension; the messenger itself is the real one. `answer` speaks for the worker. */
export function stubExtension<T>(answer: (type: string, data: T) => unknown): void {
  vi.stubGlobal('chrome', {
    runtime: {
      id: 'test',
      sendMessage: ({ type, data }: { type: string; data: T }, done: (answer: unknown) => void) =>
        done({ res: answer(type, data) }),
      onMessage: { addListener: () => undefined, removeListener: () => undefined },
    },
  });
}

/** Lets the document of the test stand at an address and be watched there. */
export function watchAt(
  url: string,
  { site, readers, signal }: { site: SiteMeta; readers: readonly PageReader[]; signal: AbortSignal },
): PageWatch {
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(url);
  const nothing = (): undefined => undefined;
  return new PageWatch({ site, readers: () => readers, shown: nothing, chatRead: nothing, signal });
}

/** Lets a page be read that many milliseconds later, on the clock of the test. */
export const later = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
