import type { Page } from 'playwright-core';

/** What Chromium counts of a page's main thread: all of its work, and that of scripts. */
export type Spent = (name: 'TaskDuration' | 'ScriptDuration') => number;

/** Begins to count the processor time of a page's main thread; the answer tells what was spent so far, in ms. */
export async function watchThread(page: Page): Promise<() => Promise<Spent>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (wanted) => (metrics.find(({ name }) => name === wanted)?.value ?? NaN) * 1000;
  };
}
