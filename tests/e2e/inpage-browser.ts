import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Bundles the browser side of the tests as the extension's build does. */
export async function bundle(): Promise<string> {
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    root: here('../..'),
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, minify: false, lib: { entry: here('inpage-page.ts'), formats: ['iife'], name: 'inpage' } },
  })) as Rolldown.RolldownOutput[];
  const [chunk] = built.flatMap(({ output }) => output);
  if (chunk?.type !== 'chunk') throw new Error('nothing was built');
  return chunk.code;
}

/** Starts the browser the machine has. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
}

/** A page in which the chat page can be opened, in a secure context of its own. */
export async function chatTab(browser: Browser, code: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 720 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: 'https://chat.example' });
  const page = await context.newPage();
  await page.route('https://chat.example/**', (route) => {
    const script = route.request().url().endsWith('.js');
    return route.fulfill({
      contentType: script ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8',
      body: script ? code : readFileSync(here('inpage.html'), 'utf8'),
    });
  });
  page.on('pageerror', (error) => console.error('page:', error));
  return page;
}

/** Opens the chat page anew: a new document, with nothing left of the one before. */
export async function openChatPage(page: Page): Promise<void> {
  await page.goto('https://chat.example/');
  await page.waitForFunction(() => 'harness' in globalThis);
}
