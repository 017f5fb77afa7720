import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..', '..');
const SCRIPT = `
const { build } = await import('wxt');
await build({ root: process.argv[1], mode: 'e2e', outDir: process.argv[2] });
`;

/**
 * Builds the extension with its testing page into a folder of its own, from the sources as they are now, and returns
 * the folder. `KEBAN_E2E_BUILD` names a build to use instead.
 */
export async function buildForTests(): Promise<string> {
  const given = process.env['KEBAN_E2E_BUILD'];
  if (given) return given;
  const out = await mkdtemp(join(tmpdir(), 'keban-build-'));
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', SCRIPT, root, out], { cwd: root, timeout: 120_000 });
  return join(out, 'chrome-mv3-e2e');
}
