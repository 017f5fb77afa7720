import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './browser.ts';

const bins: Record<string, string> = {
  wxt: 'wxt/bin/wxt.mjs',
  vitest: 'vitest/vitest.mjs',
  tsc: 'typescript/bin/tsc',
  oxlint: 'oxlint/bin/oxlint',
  oxfmt: 'oxfmt/bin/oxfmt',
  knip: 'knip/bin/knip.js',
  'size-limit': 'size-limit/bin.js',
};

/** Runs a tool of node_modules with this Node and shows its output; returns its exit code. */
export function run(tool: keyof typeof bins & string, args: readonly string[], env: NodeJS.ProcessEnv = {}): number {
  const path = join(root, 'node_modules', bins[tool] ?? tool);
  const done = spawnSync(process.execPath, [path, ...args], { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  return done.status ?? 1;
}

/** Builds the extension and returns its folder; throws with the builder's words when that fails. */
export function build(mode: 'production' | 'e2e' = 'production'): string {
  const args = [join(root, 'node_modules', 'wxt', 'bin', 'wxt.mjs'), 'build', ...(mode === 'e2e' ? ['--mode', 'e2e'] : [])];
  const done = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`构建失败：\n${done.stdout}\n${done.stderr}`);
  const folder = join(root, '.output', mode === 'e2e' ? 'chrome-mv3-e2e' : 'chrome-mv3');
  console.log(`已构建到 ${folder.slice(root.length + 1)}`);
  return folder;
}
