import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { root } from './browser.ts';
import { optionsFrom, type BenchOptions } from './bench/options.ts';
import { filledProfile, measureImport } from './bench/part-import.ts';
import { openStage, type Stage } from './bench/stage.ts';
import { keeps, ratioOf, sizeName, tableOf } from './bench/statistics.ts';

const options = optionsFrom(process.argv.slice(2));
const started = Date.now();

async function measureSize(stage: Stage, size: number, { parts }: BenchOptions): Promise<void> {
  process.stdout.write(`${sizeName(size)} customers, ${sizeName(size * 10)} orders\n`);
  const profile = parts.includes('d') ? await measureImport(stage, size) : await filledProfile(stage, size);
  void profile;
}

function write(stage: Stage): void {
  const folder = join(root, 'artifacts');
  mkdirSync(folder, { recursive: true });
  const rows = stage.rows.map((row) => ({ ...row, ratio: ratioOf(row), kept: keeps(row) }));
  const about = { at: new Date(started).toISOString(), seconds: Math.round((Date.now() - started) / 1000), cpu: cpus()[0]?.model, cores: cpus().length, load: loadavg() };
  writeFileSync(join(folder, 'bench.json'), `${JSON.stringify({ about, options, rows }, null, 2)}\n`);
  process.stdout.write(`\n${tableOf(stage.rows)}\n\nartifacts/bench.json, load ${loadavg().map((n) => n.toFixed(1)).join(' ')}\n`);
}

const { stage, close } = await openStage(options.quick);
try {
  for (const size of options.sizes) await measureSize(stage, size, options);
  write(stage);
} finally {
  await close();
}
