import type { Filled } from '../../entrypoints/testing/bench/fill.ts';
import type { SampleOrder, SampleShape } from '../../entrypoints/testing/bench/sample.ts';
import { databaseMegabytes, testingPage, type Stage } from './stage.ts';
import { short, single, sizeName } from './statistics.ts';

interface Run extends Filled {
  profile: string;
  megabytes: number;
}

async function fill(stage: Stage, shape: SampleShape, order: SampleOrder, plain: boolean): Promise<Run> {
  const profile = stage.newProfile();
  const browser = await stage.start(profile);
  const page = await testingPage(browser);
  const filled = await page.evaluate(
    ([given, sorted, asPlain]) => (asPlain ? keban.bench.fillPlain(given, sorted, 'plain') : keban.bench.fillByImport(given, sorted)),
    [shape, order, plain] as const,
  );
  await browser.close();
  const megabytes = databaseMegabytes(profile);
  stage.note(`${plain ? 'plain' : 'import'} ${shape.site} ${order} ${sizeName(shape.customers)}: ${short(filled.ms / 1000)} s, ${short(megabytes)} MB`);
  return { ...filled, profile, megabytes };
}

const rate = (run: Filled): number => run.orders / ((run.ms - run.generatingMs) / 1000);

/** Import rate against one row per order. Returns the profile of the import by time, for the other parts. */
export async function measureImport(stage: Stage, customers: number): Promise<string> {
  const taobao: SampleShape = { customers, site: 'taobao' };
  const sorted = await fill(stage, taobao, 'by-time', false);
  const plain = await fill(stage, taobao, 'by-time', true);
  const grouped = await fill(stage, taobao, 'by-buyer', false);
  const other = await fill(stage, { customers, site: 'aliexpress' }, 'by-time', false);
  const base = single(rate(plain));
  const against = 'one row per order, bulkAdd';
  const aim = { of: 'ratio', rule: '>=', value: 4 } as const;
  const unit = 'orders/s';
  stage.add({ part: 'd', name: 'import, by time', size: customers, unit, ours: single(rate(sorted)), base, against, ...(customers >= 100_000 ? { aim } : {}) });
  stage.add({ part: 'd', name: 'import, by buyer', size: customers, unit, ours: single(rate(grouped)), base, against });
  stage.add({ part: 'd', name: 'import, AliExpress numbers', size: customers, unit, ours: single(rate(other)), base, against });
  stage.add({ part: 'd', name: 'disk', size: customers, unit: 'MB', ours: single(sorted.megabytes), base: single(plain.megabytes), against });
  return sorted.profile;
}

/** Fills a profile by import, without measuring. */
export async function filledProfile(stage: Stage, customers: number): Promise<string> {
  return (await fill(stage, { customers, site: 'taobao' }, 'by-time', false)).profile;
}
