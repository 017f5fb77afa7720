import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser, mayRefuseExtensions } from '../../scripts/find-browser.mjs';

const setup = join(import.meta.dirname, '../../scripts/setup.mjs');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keban-setup-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A browser of that name and no other on the path. */
function only(name: string): Record<string, string> {
  const bin = mkdtempSync(join(folder, 'bin-'));
  writeFileSync(join(bin, name), '#!/bin/sh\n');
  chmodSync(join(bin, name), 0o755);
  return { PATH: bin };
}

const inEnvironment = <T>(env: Record<string, string>, act: () => T): T => {
  const before = { ...process.env };
  Object.assign(process.env, { CHROMIUM: '' }, env);
  try {
    return act();
  } finally {
    process.env = before;
  }
};

describe('setting a machine up', () => {
  it('says which file is missing when CHROMIUM names none', () => {
    const env = { ...process.env, CHROMIUM: join(folder, 'nowhere') };
    const done = spawnSync(process.execPath, [setup], { env, encoding: 'utf8' });
    expect(done.status).toBe(1);
    expect(done.stderr).toContain(`CHROMIUM 指向的文件不存在：${env.CHROMIUM}`);
  });

  it('can be read by an older Node as far as the line that asks for a newer one', () => {
    // What Node 20.11 brought must not be used before the version is looked at.
    for (const file of [setup, setup.replace('setup', 'find-browser')]) {
      expect(readFileSync(file, 'utf8').replaceAll(/^\s*\/\/.*$/gm, '')).not.toMatch(/import\.meta\.dirname|toSorted|toReversed/);
    }
    // An older version is said by name.
    const older = join(folder, 'older.mjs');
    writeFileSync(
      older,
      `Object.defineProperty(process.versions, 'node', { value: '18.19.0' });\nawait import(${JSON.stringify(setup)});\n`,
    );
    const done = spawnSync(process.execPath, [older, '--no-browser'], { encoding: 'utf8' });
    expect([done.status, done.stderr]).toEqual([1, expect.stringContaining('需要 Node 20 或更新的版本，当前是 18.19.0')]);
  });

  it.runIf(process.platform === 'linux')('takes a browser that loads extensions before branded Chrome', () => {
    const chrome = only('google-chrome');
    expect(inEnvironment(chrome, findBrowser)).toBe(join(chrome['PATH'] ?? '', 'google-chrome'));
    expect(mayRefuseExtensions(join(chrome['PATH'] ?? '', 'google-chrome'))).toBe(true);
    const edge = only('microsoft-edge');
    symlinkSync(join(chrome['PATH'] ?? '', 'google-chrome'), join(edge['PATH'] ?? '', 'google-chrome'));
    const found = inEnvironment(edge, findBrowser) ?? '';
    expect([found, mayRefuseExtensions(found)]).toEqual([join(edge['PATH'] ?? '', 'microsoft-edge'), false]);
  });
});
