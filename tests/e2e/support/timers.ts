import type { World } from '../../../scripts/story/world.ts';

/** Frames of our own pages that show how long somebody waits: their clock counts seconds, by day and not by night. */
async function framesWithClocks(world: World): Promise<Set<string>> {
  const frames = new Set<string>();
  for (const page of world.browser.context.pages()) {
    if (!page.url().startsWith('chrome-extension://') || (await page.locator('.clock__waited').count()) === 0) continue;
    const session = await page.context().newCDPSession(page);
    frames.add((await session.send('Page.getFrameTree')).frameTree.frame.id);
    await session.detach();
  }
  return frames;
}

/**
 * Returns how many timers fired in all pages within some milliseconds, as the browser itself notes it; clocks of buyers
 * who wait are left out.
 */
export async function timersFiredWithin(world: World, ms: number): Promise<number> {
  const counting = await framesWithClocks(world);
  const session = await world.browser.context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('no browser');
  let fired = 0;
  session.on('Tracing.dataCollected', ({ value }) => {
    const events = value as { name?: string; args?: { data?: { frame?: string } } }[];
    fired += events.filter(({ name, args }) => name === 'TimerFire' && !counting.has(args?.data?.frame ?? '')).length;
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline'] },
  });
  await new Promise((resume) => setTimeout(resume, ms));
  const ended = new Promise((resume) => session.once('Tracing.tracingComplete', resume));
  await session.send('Tracing.end');
  await ended;
  await session.detach();
  return fired;
}
