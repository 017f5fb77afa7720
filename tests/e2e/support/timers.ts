import type { World } from '../../../scripts/story/world.ts';

/** Returns how many timers fired in all pages within some milliseconds, as the browser itself notes it. */
export async function timersFiredWithin(world: World, ms: number): Promise<number> {
  const session = await world.browser.context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('no browser');
  let fired = 0;
  session.on('Tracing.dataCollected', ({ value }) => {
    fired += value.filter((event) => (event as { name?: string }).name === 'TimerFire').length;
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
