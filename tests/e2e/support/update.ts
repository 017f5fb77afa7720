import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from '../../../scripts/browser.ts';

/** Puts a newer version in the place of the running extension, as an update does; `folder` is where it was loaded from. */
export async function update(browser: Browser, folder: string, version: string): Promise<void> {
  const file = join(folder, 'manifest.json');
  writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), version }));
  const page = await browser.context.newPage();
  await page.goto('chrome://extensions/');
  const arrived = browser.context.waitForEvent('serviceworker', { timeout: 30_000 });
  await page.evaluate(async (id) => {
    interface DeveloperPrivate {
      updateProfileConfiguration: (change: { inDeveloperMode: boolean }) => Promise<void>;
      reload: (id: string, options: { failQuietly: boolean }) => Promise<void>;
    }
    const { developerPrivate } = chrome as unknown as { developerPrivate: DeveloperPrivate };
    await developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
    await developerPrivate.reload(id, { failQuietly: true });
  }, browser.extensionId);
  await arrived;
  await page.close();
}
