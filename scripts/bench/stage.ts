import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'wxt';
import { startDemo, type Demo } from '../../demo/server.ts';
import { launch, root, type Browser } from '../browser.ts';
import { cellsOf, type Row } from './statistics.ts';

/** What all measurements share: the built extension, the practice shop, and where results go. */
export interface Stage {
  extension: string;
  demo: Demo;
  folder: string;
  rows: Row[];
  quick: boolean;
  add(row: Row): void;
  note(text: string): void;
  /** Starts a browser with a new profile, or with one that is there already. */
  start(profile?: string, extension?: string): Promise<Browser>;
  newProfile(): string;
}

/** Builds the extension with its testing page into a folder of its own and starts the practice shop. */
export async function openStage(quick: boolean): Promise<{ stage: Stage; close: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'keban-bench-'));
  const extension = process.env['KEBAN_E2E_BUILD'] ?? join(folder, 'chrome-mv3-e2e');
  if (!process.env['KEBAN_E2E_BUILD']) await build({ root, mode: 'e2e', outDir: folder });
  const demo = await startDemo({ port: 0, latency: 0, stableHashes: true });
  const rows: Row[] = [];
  const browsers = new Set<Browser>();
  const newProfile = (): string => mkdtempSync(join(folder, 'profile-'));
  const stage: Stage = {
    extension,
    demo,
    folder,
    rows,
    quick,
    newProfile,
    add: (row) => {
      rows.push(row);
      process.stdout.write(`  ${cellsOf(row).filter(Boolean).join(' · ')}\n`);
    },
    note: (text) => process.stdout.write(`  ${text}\n`),
    start: async (profile = newProfile(), from = extension) => {
      const browser = await launch({ extension: from, shopPort: demo.port, profile });
      browsers.add(browser);
      browser.process.once('exit', () => browsers.delete(browser));
      return browser;
    },
  };
  const close = async (): Promise<void> => {
    for (const browser of browsers) await browser.kill();
    await demo.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  return { stage, close };
}

/** Opens the page with the database verbs. */
export async function testingPage(browser: Browser): Promise<Page> {
  const page = await browser.extensionPage('testing.html');
  page.setDefaultTimeout(0);
  await page.waitForSelector('html[data-ready=true]', { state: 'attached' });
  return page;
}

function bytesIn(path: string): number {
  let total = 0;
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    total += entry.isDirectory() ? bytesIn(inner) : statSync(inner).size;
  }
  return total;
}

/** Returns the megabytes that databases take up in a profile; the browser must be closed. */
export function databaseMegabytes(profile: string): number {
  return bytesIn(join(profile, 'Default', 'IndexedDB')) / 1_000_000;
}

/** Returns the seconds of processor time a process and its descendants have used so far; NaN where that cannot be read. */
export function processorSeconds(pid: number): number {
  try {
    const ticks = new Map<number, { parent: number; used: number }>();
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue;
      const fields = statOf(name);
      if (fields) ticks.set(Number(name), fields);
    }
    const isOurs = (id: number): boolean => id === pid || (ticks.has(id) && isOurs(ticks.get(id)?.parent ?? 0));
    return [...ticks].filter(([id]) => isOurs(id)).reduce((sum, [, { used }]) => sum + used, 0) / 100;
  } catch {
    // Only Linux tells.
    return NaN;
  }
}

/** Parent and used ticks (user and system) of a process; null when it has ended meanwhile. */
function statOf(pid: string): { parent: number; used: number } | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return { parent: Number(fields[1]), used: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return null;
  }
}
