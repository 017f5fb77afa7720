import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { siteMetas } from '../../lib/sites/registry.ts';
import type { SiteMeta } from '../../lib/sites/site.ts';
import { codeIn, root, tableRows, textOf } from './pages.ts';

const SCRIPT = `
const { zip } = await import('wxt');
await zip({ root: process.argv[1], outDir: process.argv[2], mode: 'production' });
`;
const out = mkdtempSync(join(tmpdir(), 'keban-zip-'));

/** Packs the extension from the sources as they are now; returns the archive. */
async function pack(name: string): Promise<Uint8Array> {
  const folder = join(out, name);
  const env = { ...process.env, NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', SCRIPT, root, folder], {
    cwd: root,
    env,
    timeout: 160_000,
  });
  const [archive = ''] = readdirSync(folder).filter((file) => file.endsWith('.zip'));
  return readFileSync(join(folder, archive));
}

describe('npm run zip', () => {
  let archive: Uint8Array;
  let files: Record<string, Uint8Array>;
  beforeAll(async () => {
    archive = await pack('first');
    files = unzipSync(archive);
  }, 180_000);
  afterAll(() => rmSync(out, { recursive: true, force: true }));

  it('packs the extension and nothing else', () => {
    const names = Object.keys(files);
    const scripts = siteMetas
      .flatMap((site): SiteMeta['scripts'] => site.scripts)
      .flatMap(({ file, parts = {} }) => [file, ...Object.values(parts)]);
    const pages = ['compact.html', 'dashboard.html', 'popup.html', 'sidepanel.html', 'welcome.html'];
    const known = new Set([
      'manifest.json',
      'background.js',
      'messages.js',
      'wording.js',
      'intents.js',
      'palette.js',
      'pictures.js',
      'tap.js',
      'tap-relay.js',
      'examine.js',
      'skeleton.js',
      'pointer.js',
      'taught.js',
      ...scripts,
      ...pages,
    ]);
    const strange = names.filter(
      (name) =>
        !known.has(name) &&
        !/^(?:chunks\/[\w.-]+\.js|assets\/[\w.-]+\.css|icon-\d+\.png|starter\/templates\.\w\w\.json)$/.test(name),
    );
    expect(strange).toEqual([]);
    expect([...known].filter((name) => !names.includes(name))).toEqual([]);
    expect(archive.length).toBeLessThan(1_400_000);
  });

  it('asks for what the README says', () => {
    const manifest = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array())) as Record<string, string[]>;
    const named = (head: string): string[] => tableRows(textOf('README.md'), head).map(([cell]) => codeIn(cell ?? '')[0] ?? '');
    expect(manifest['permissions']?.toSorted()).toEqual(named('权限').toSorted());
    expect(manifest['host_permissions']?.toSorted()).toEqual(named('网站').toSorted());
    expect(manifest['optional_host_permissions']?.toSorted()).toEqual(named('可选网站').toSorted());
    for (const key of ['optional_permissions', 'web_accessible_resources', 'externally_connectable']) {
      expect([key, manifest[key]]).toEqual([key, undefined]);
    }
  });

  it('carries no path of this machine and no source map', () => {
    const found = Object.entries(files).filter(([, bytes]) => {
      const text = strFromU8(bytes);
      return text.includes(root) || text.includes('sourceMappingURL');
    });
    expect(found.map(([name]) => name)).toEqual([]);
  });

  it('gives the same bytes again', async () => {
    const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
    expect(hash(await pack('second'))).toBe(hash(archive));
  }, 180_000);
});
