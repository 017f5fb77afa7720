import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/browser.ts';

/** Returns the folder of the released build, which `npm test` makes first; `KEBAN_E2E_BUILD` names a build to use instead. */
export function releasedBuild(): string {
  const folder = process.env['KEBAN_E2E_BUILD'] ?? join(root, '.output', 'chrome-mv3');
  if (!existsSync(join(folder, 'manifest.json'))) throw new Error(`no build in ${folder}: run npm run build`);
  return folder;
}
