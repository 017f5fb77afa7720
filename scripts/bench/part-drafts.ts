import { testingPage, type Stage } from './stage.ts';
import { figures } from './statistics.ts';

/** Looking through drafts, and finding what was typed again and again. */
export async function measureDrafts(stage: Stage): Promise<void> {
  const browser = await stage.start();
  const page = await testingPage(browser);
  const repeat = stage.quick ? 10 : 40;
  for (const length of [500, 100_000]) {
    const times = await page.evaluate(([n, m]) => keban.bench.measureWording(n, m), [length, repeat] as const);
    stage.add({
      part: 'c',
      name: `draft of ${length} characters looked through`,
      size: 0,
      unit: 'ms',
      ours: figures(times.ours),
      base: figures(times.base),
      against: 'text.includes for each word',
    });
  }
  const times = await page.evaluate(([n, m]) => keban.bench.measureHabits(n, m), [5000, repeat] as const);
  stage.add({
    part: 'c',
    name: 'habits in 5,000 messages',
    size: 0,
    unit: 'ms',
    ours: figures(times.ours),
    base: figures(times.base),
    against: 'masking each once',
    aim: { of: 'p95', rule: '<=', value: 200 },
  });
  await browser.close();
}
