import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { root } from './browser.ts';
import { optionsFrom, type BenchOptions } from './bench/options.ts';
import { measureDrafts } from './bench/part-drafts.ts';
import { filledProfile, measureImport } from './bench/part-import.ts';
import { measureExports, measureLookups, measureReplies, measureTicks } from './bench/part-lookups.ts';
import { measurePalette } from './bench/part-palette.ts';
import { measureBusyChats } from './bench/part-busy.ts';
import { measureSizes } from './bench/part-page.ts';
import { measureClick, measureSwitch } from './bench/part-panel.ts';
import { measureWorker } from './bench/part-worker.ts';
import { openStage, testingPage, type Stage } from './bench/stage.ts';
import { keeps, missedOf, ratioOf, single, sizeName, tableOf } from './bench/statistics.ts';

const options = optionsFrom(process.argv.slice(2));
const started = Date.now();

async function measureSize(stage: Stage, size: number, { parts }: BenchOptions): Promise<void> {
  process.stdout.write(`${sizeName(size)} customers, ${sizeName(size * 10)} orders\n`);
  const wants = (part: string): boolean => parts.includes(part);
  const profile = wants('d') ? await measureImport(stage, size) : await filledProfile(stage, size);
  const browser = await stage.start(profile);
  const page = await testingPage(browser);
  await page.evaluate(() => keban.bench.settled());
  await page.evaluate(() => keban.bench.addPeoplesWork());
  if (wants('d')) await measureExports(stage, size, page);
  if (wants('b')) await measureLookups(stage, size, page);
  if (wants('b')) await measureTicks(stage, size, page);
  if (wants('a')) {
    await measureSwitch(stage, size, browser, page);
    await measureClick(stage, size, browser);
  }
  await browser.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** The larger database must not make the panel slower. */
function compareSizes({ rows, add }: Stage): void {
  const switches = rows.filter((row) => row.part === 'a' && row.name.startsWith('worker'));
  const [first, last] = [switches[0], switches.at(-1)];
  if (!first || !last || first === last) return;
  const name = `panel, ${sizeName(last.size)} against ${sizeName(first.size)} (p50)`;
  add({
    part: 'a',
    name,
    size: last.size,
    unit: 'ms',
    ours: single(last.ours.p50),
    base: single(first.ours.p50),
    against: 'ours at the smallest size',
    aim: { of: 'ratio', rule: '<=', value: 1.3 },
  });
}

function write(stage: Stage): void {
  const folder = join(root, 'artifacts');
  mkdirSync(folder, { recursive: true });
  const rows = stage.rows.map((row) => ({ ...row, ratio: ratioOf(row), kept: keeps(row) }));
  const about = {
    at: new Date(started).toISOString(),
    seconds: Math.round((Date.now() - started) / 1000),
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    load: loadavg(),
  };
  writeFileSync(join(folder, 'bench.json'), `${JSON.stringify({ about, options, rows }, null, 2)}\n`);
}

async function measureAll(stage: Stage, { parts, sizes }: BenchOptions): Promise<void> {
  // Short ones first, and written after each: a long run that is interrupted is not lost.
  if (parts.includes('c')) {
    await measureReplies(stage);
    await measurePalette(stage);
    await measureDrafts(stage);
  }
  if (parts.includes('e')) await measureWorker(stage);
  if (parts.includes('f')) {
    measureSizes(stage);
    await measureBusyChats(stage);
  }
  for (const size of parts.some((part) => 'abd'.includes(part)) ? sizes : []) {
    write(stage);
    await measureSize(stage, size, options);
  }
  compareSizes(stage);
}

const { stage, close } = await openStage(options.quick);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // Not for longer than this: the measurement goes on meanwhile, and what it opens keeps the shop from closing.
  const soon = (): Promise<void> => new Promise((resume) => setTimeout(resume, 3000));
  process.once(signal, () => void Promise.race([close(), soon()]).finally(() => process.exit(1)));
}
try {
  await measureAll(stage, options);
  write(stage);
  process.stdout.write(
    `\n${tableOf(stage.rows)}\n\nartifacts/bench.json, load ${loadavg()
      .map((n) => n.toFixed(1))
      .join(' ')}\n`,
  );
  const { lines, fails } = missedOf(stage.rows);
  process.stdout.write(lines.length > 0 ? `\nmissed:\n${lines.map((line) => `  ${line}\n`).join('')}` : '\nall aims met\n');
  if (fails) process.exitCode = 1;
} finally {
  await close();
}
