import type { Page } from 'playwright-core';
import { testingPage, type Stage } from './stage.ts';
import { figures, single, type Aim } from './statistics.ts';
import { watchThread } from './thread.ts';

const AIMS: Readonly<Record<string, Aim>> = {
  'order by number': { of: 'p50', rule: '<=', value: 5 },
  'orders of a customer': { of: 'p50', rule: '<=', value: 5 },
  'newest 20 of a state': { of: 'p50', rule: '<=', value: 5 },
  'newest 20, closed': { of: 'p50', rule: '<=', value: 5 },
  'newest 20, done': { of: 'p50', rule: '<=', value: 5 },
};

/** Look-ups of all kinds in the profile's database, ours and plain IndexedDB in turn. */
export async function measureLookups(stage: Stage, size: number, page: Page): Promise<void> {
  await page.evaluate(() => keban.bench.settled());
  const kinds = await page.evaluate(() => [...keban.bench.LOOKUPS]);
  for (const kind of kinds) {
    const times = await page.evaluate(([which, n]) => keban.bench.measureLookup(which, n), [
      kind,
      stage.quick ? 30 : 200,
    ] as const);
    const aim = size >= 100_000 ? AIMS[kind] : undefined;
    stage.add({
      part: 'b',
      name: kind,
      size,
      unit: 'ms',
      ours: figures(times.ours),
      base: figures(times.base),
      against: 'plain IndexedDB, same store',
      ...(aim ? { aim } : {}),
    });
  }
}

/** One tick of the worker's clock with very many open follow-ups, against finding the next one in the index. */
export async function measureTicks(stage: Stage, size: number, page: Page): Promise<void> {
  const times = await page.evaluate(([n, repeat]) => keban.bench.measureTicks(n, repeat), [
    100_000,
    stage.quick ? 10 : 60,
  ] as const);
  stage.add({
    part: 'b',
    name: 'tick, 100k open follow-ups',
    size,
    unit: 'ms',
    ours: figures(times.ours),
    base: figures(times.base),
    against: 'first key of the index',
    aim: { of: 'p95', rule: '<=', value: 50 },
  });
}

/** Files of all customers, against a plain cursor that writes lines of JSON. */
export async function measureExports(stage: Stage, size: number, page: Page): Promise<void> {
  const rate = ({ customers, ms }: { customers: number; ms: number }): number => customers / (ms / 1000);
  const plain = await page.evaluate(() => keban.bench.exportPlain());
  for (const format of ['xlsx', 'csv', 'json'] as const) {
    const done = await page.evaluate((which) => keban.bench.exportAll(which), format);
    stage.add({
      part: 'd',
      name: `export, ${format}`,
      size,
      unit: 'customers/s',
      ours: single(rate(done)),
      base: single(rate(plain)),
      against: 'cursor, lines of JSON',
    });
  }
}

/** Searching reply templates: by the clock, and what each kind of query takes of the thread's processor time. */
export async function measureReplies(stage: Stage): Promise<void> {
  const browser = await stage.start();
  const page = await testingPage(browser);
  const spent = await watchThread(page);
  for (const count of [5000, 10_000]) {
    const times = await page.evaluate(([n, repeat]) => keban.bench.measureSearch(n, repeat), [
      count,
      stage.quick ? 110 : 700,
    ] as const);
    stage.add({
      part: 'c',
      name: `search among ${count} replies`,
      size: 0,
      unit: 'ms',
      ours: figures(times.ours),
      base: figures(times.base),
      against: 'title.includes',
    });
    stage.add({ part: 'c', name: `prepare ${count} once`, size: 0, unit: 'ms', ours: single(times.prepare) });
    await measureKinds(stage, page, async () => (await spent())('TaskDuration'), count);
  }
  await browser.close();
}

/** The clock of a thread goes by ticks of up to 10 ms: many searches to a figure. */
const SEARCHES = 60;

async function measureKinds(stage: Stage, page: Page, spent: () => Promise<number>, count: number): Promise<void> {
  const kinds = await page.evaluate(() => keban.bench.QUERIES);
  for (const [kind, queries] of Object.entries(kinds)) {
    const each: number[] = [];
    for (const query of queries) {
      const from = await spent();
      await page.evaluate(([typed, times]) => keban.bench.search(typed, times), [query, SEARCHES] as const);
      each.push(((await spent()) - from) / SEARCHES);
    }
    const name = `search among ${count} replies, ${kind}: thread`;
    const aim = { of: 'p95', rule: '<=', value: 8 } as const;
    stage.add({ part: 'c', name, size: 0, unit: 'ms', ours: figures(each), aim });
  }
}
