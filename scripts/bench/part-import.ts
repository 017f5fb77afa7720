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

async function fill(stage: Stage, shape: SampleShape, order: SampleOrder, plain: boolean): Promise<Run> {
  const profile = stage.newProfile();
  const browser = await stage.start(profile);
  const page = await testingPage(browser);
  const pid = browser.process.pid ?? 0;
  const before = processorSeconds(pid);
  const filled = await page.evaluate(
    ([given, sorted, asPlain]) =>
      asPlain ? keban.bench.fillPlain(given, sorted, 'plain') : keban.bench.fillByImport(given, sorted),
    [shape, order, plain] as const,
  );
  const processor = processorSeconds(pid) - before;
  await browser.close();
  const megabytes = databaseMegabytes(profile);
  stage.note(
    `${plain ? 'plain' : 'import'} ${shape.site} ${order} ${sizeName(shape.customers)}: ${short(filled.ms / 1000)} s, processor ${short(processor)} s, ${short(megabytes)} MB`,
  );
  return { ...filled, profile, megabytes, processor };
}

const rate = (run: Filled): number => run.orders / ((run.ms - run.generatingMs) / 1000);

/** Import rate against one row per order. Returns the profile of the import by time, for the other parts. */
export async function measureImport(stage: Stage, customers: number): Promise<string> {
  const taobao: SampleShape = { customers, site: 'taobao' };
  const sorted = await fill(stage, taobao, 'by-time', false);
  const plain = await fill(stage, taobao, 'by-time', true);
  const base = single(rate(plain));
  const against = 'one row per order, bulkAdd';
  const aim = { of: 'ratio', rule: '>=', value: 4 } as const;
  const unit = 'orders/s';
  const add = (name: string, run: Run, extra: { aim?: Aim } = {}): void =>
    stage.add({ part: 'd', name, size: customers, unit, ours: single(rate(run)), base, against, ...extra });
  add('import, by time', sorted, customers >= 100_000 ? { aim } : {});
  const each = (run: Run): number => run.processor / (run.orders / 1_000_000);
  stage.add({
    part: 'd',
    name: 'import, processor time',
    size: customers,
    unit: 's per million',
    ours: single(each(sorted)),
    base: single(each(plain)),
    against,
  });
  stage.add({
    part: 'd',
    name: 'disk',
    size: customers,
    unit: 'MB',
    ours: single(sorted.megabytes),
    base: single(plain.megabytes),
    against,
  });
  add('import, by buyer', await fill(stage, taobao, 'by-buyer', false));
  add('import, AliExpress numbers', await fill(stage, { customers, site: 'aliexpress' }, 'by-time', false));
  return sorted.profile;
}

/** Fills a profile by import, without measuring. */
export async function filledProfile(stage: Stage, customers: number): Promise<string> {
  return (await fill(stage, { customers, site: 'taobao' }, 'by-time', false)).profile;
}
