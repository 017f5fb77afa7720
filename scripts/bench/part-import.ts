import type { Filled } from '../../entrypoints/testing/bench/fill.ts';
import type { SampleOrder, SampleShape } from '../../entrypoints/testing/bench/sample.ts';
import { databaseMegabytes, processorSeconds, testingPage, type Stage } from './stage.ts';
import { short, single, sizeName, type Aim } from './statistics.ts';

interface Run extends Filled {
  profile: string;
  megabytes: number;
  /** Seconds of processor time of all the browser's processes. */
  processor: number;
}

/** Imports a sample, or fills the yardstick with it for at most `plainMs` milliseconds. */
async function fill(stage: Stage, shape: SampleShape, order: SampleOrder, plainMs?: number): Promise<Run> {
  const profile = stage.newProfile();
  const browser = await stage.start(profile);
  const page = await testingPage(browser);
  const pid = browser.process.pid ?? 0;
  const before = processorSeconds(pid);
  const filled = await page.evaluate(
    ([given, sorted, limit]) =>
      limit === undefined ? keban.bench.fillByImport(given, sorted) : keban.bench.fillPlain(given, sorted, 'plain', limit),
    [shape, order, plainMs] as const,
  );
  const processor = processorSeconds(pid) - before;
  await browser.close();
  const megabytes = databaseMegabytes(profile);
  stage.note(
    `${plainMs === undefined ? 'import' : 'plain'} ${shape.site} ${order} ${sizeName(filled.orders)} orders: ${short(filled.ms / 1000)} s, processor ${short(processor)} s, ${short(megabytes)} MB`,
  );
  return { ...filled, profile, megabytes, processor };
}

/** So many times the time of an import its yardstick may take. */
const PATIENCE = 5;

/** Two runs as one. */
function joined(a: Run, b: Run): Run {
  const sum = (of: (run: Run) => number): number => of(a) + of(b);
  return {
    ...a,
    orders: sum((run) => run.orders),
    ms: sum((run) => run.ms),
    generatingMs: sum((run) => run.generatingMs),
    megabytes: sum((run) => run.megabytes),
    processor: sum((run) => run.processor),
  };
}

const rate = (run: Filled): number => run.orders / ((run.ms - run.generatingMs) / 1000);

/** Import rate against one row per order. Returns the profile of the import by time, for the other parts. */
export async function measureImport(stage: Stage, customers: number): Promise<string> {
  const taobao: SampleShape = { customers, site: 'taobao' };
  const sorted = await fill(stage, taobao, 'by-time');
  // The yardstick gets slower as its store grows, so one that is not done after five times our time is stopped: what it
  // did by then is more an hour than it would have been in the end, and the ratio is a lower bound.
  const plain = await fill(stage, taobao, 'by-time', PATIENCE * (sorted.ms - sorted.generatingMs));
  // Once before and once after, for a machine that others share is not as fast now as ten minutes ago.
  const again = await fill(stage, taobao, 'by-time');
  const both = joined(sorted, again);
  const base = single(rate(plain));
  const against = 'one row per order, bulkAdd';
  const aim = { of: 'ratio', rule: '>=', value: 4 } as const;
  const unit = 'orders/s';
  const add = (name: string, run: Run, extra: { aim?: Aim } = {}): void =>
    stage.add({ part: 'd', name, size: customers, unit, ours: single(rate(run)), base, against, ...extra });
  add('import, by time', both, customers >= 100_000 ? { aim } : {});
  const each = (run: Run): number => run.processor / (run.orders / 1_000_000);
  stage.add({
    part: 'd',
    name: 'import, processor time',
    size: customers,
    unit: 's per million',
    ours: single(each(both)),
    base: single(each(plain)),
    against,
  });
  stage.add({
    part: 'd',
    name: 'disk',
    size: customers,
    unit: 'MB per million',
    ours: single(both.megabytes / (both.orders / 1_000_000)),
    base: single(plain.megabytes / (plain.orders / 1_000_000)),
    against,
  });
  add('import, by buyer', await fill(stage, taobao, 'by-buyer'));
  add('import, a third unfinished', await fill(stage, { ...taobao, neverEnding: true }, 'by-time'));
  add('import, AliExpress numbers', await fill(stage, { customers, site: 'aliexpress' }, 'by-time'));
  return sorted.profile;
}

/** Fills a profile by import, without measuring. */
export async function filledProfile(stage: Stage, customers: number): Promise<string> {
  return (await fill(stage, { customers, site: 'taobao' }, 'by-time')).profile;
}
