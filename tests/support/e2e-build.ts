import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the extension with its testing page, built from the sources as they are now; not to be changed. */
    testingBuild: string;
  }
}

const root = join(import.meta.dirname, '..', '..');
const SCRIPT = `
const { build } = await import('wxt');
await build({ root: process.argv[1], mode: 'e2e', outDir: process.argv[2] });
`;

/**
 * Before the browser tests: builds the extension with its testing page, once for all of them, into a folder that is
 * removed after them. `KEBAN_E2E_BUILD` names a build to use instead.
 */
export default async function setup(project: TestProject): Promise<(() => void) | undefined> {
  const given = process.env['KEBAN_E2E_BUILD'];
  if (given) {
    project.provide('testingBuild', given);
    return undefined;
  }
  const out = mkdtempSync(join(tmpdir(), 'keban-build-'));
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', SCRIPT, root, out], { cwd: root, timeout: 120_000 });
  project.provide('testingBuild', join(out, 'chrome-mv3-e2e'));
  return () => rmSync(out, { recursive: true, force: true });
}
