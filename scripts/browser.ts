import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page, type Worker } from 'playwright-core';
import { findBrowser, mayRefuseExtensions } from './find-browser.mjs';

export const root = join(import.meta.dirname, '..');

/** How a browser is to be started. */
export interface LaunchOptions {
  /** Folder of the built extension. */
  extension: string;
  /** Port of the practice shop; every host name leads there. */
  shopPort: number;
  /** Folder of the profile; a new one when absent. The same folder again continues the same profile. */
  profile?: string;
  headless?: boolean;
  /** Address opened at start. */
  url?: string;
  extra?: readonly string[];
}

/** A started browser with the extension in it. */
export interface Browser {
  context: BrowserContext;
  process: ChildProcess;
  profile: string;
  extensionId: string;
  /** The extension's worker, woken if it sleeps. */
  worker(): Promise<Worker>;
  /** Opens one of the extension's pages as a tab. */
  extensionPage(path: string): Promise<Page>;
  /** Ends the browser at once, as a crash would (SIGKILL of the process that was started). */
  kill(): Promise<void>;
  /** Closes the browser. The profile stays. */
  close(): Promise<void>;
}

/**
 * Parts of the browser that no test or walk through the practice shop looks at. The pages it keeps ready for its address
 * bar cost two fifths of a start.
 */
export const WITHOUT_FEATURES =
  '--disable-features=DisableLoadExtensionCommandLineSwitch,WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup';

const pause = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms));

/** Returns the path of a browser that can load the extension; throws with what to install when there is none. */
export function browserPath(): string {
  const found = findBrowser();
  if (!found) throw new Error('没有找到 Chrome、Chromium 或 Edge。请安装其中之一，或用环境变量 CHROMIUM 指定路径。');
  return found;
}

function argumentsFor(options: LaunchOptions, profile: string): string[] {
  const needsNoSandbox = process.platform === 'linux' && process.getuid?.() === 0;
  return [
    `--user-data-dir=${profile}`,
    '--remote-debugging-port=0',
    `--disable-extensions-except=${options.extension}`,
    `--load-extension=${options.extension}`,
    `--host-resolver-rules=MAP * 127.0.0.1:${options.shopPort}, EXCLUDE localhost, EXCLUDE 127.0.0.1`,
    '--ignore-certificate-errors',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    WITHOUT_FEATURES,
    '--lang=zh-CN',
    '--window-size=1480,980',
    ...(options.headless === false ? [] : ['--headless=new', '--disable-gpu', '--hide-scrollbars']),
    ...(needsNoSandbox ? ['--no-sandbox'] : []),
    ...(options.extra ?? []),
    options.url ?? 'about:blank',
  ];
}

async function debuggingPort(profile: string, browser: ChildProcess): Promise<string> {
  const file = join(profile, 'DevToolsActivePort');
  for (let i = 0; i < 300; i++) {
    if (browser.exitCode !== null) throw new Error(`浏览器启动失败，退出码 ${browser.exitCode}`);
    const port = existsSync(file) ? readFileSync(file, 'utf8').split('\n')[0] : '';
    if (port) return port;
    await pause(100);
  }
  throw new Error('浏览器 30 秒内没有启动完成');
}

/** Waits for the extension's worker; a sleeping one appears as soon as a shop page or an event wakes it. */
async function findWorker(context: BrowserContext): Promise<Worker> {
  const isOurs = (worker: Worker): boolean => worker.url().startsWith('chrome-extension://');
  const here = context.serviceWorkers().find(isOurs);
  if (here) return here;
  try {
    return await context.waitForEvent('serviceworker', { predicate: isOurs, timeout: 20_000 });
  } catch (error) {
    if (!mayRefuseExtensions(browserPath())) throw error;
    throw new Error('浏览器没有载入扩展：Chrome 137 起不再从命令行载入。请安装 Chromium 或 Edge。', { cause: error });
  }
}

/** Starts a browser with the extension loaded and the practice shop behind every host name. */
export async function launch(options: LaunchOptions): Promise<Browser> {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'keban-profile-'));
  rmSync(join(profile, 'DevToolsActivePort'), { force: true });
  // An unpacked extension whose files changed would otherwise go on running its old worker.
  rmSync(join(profile, 'Default', 'Service Worker'), { recursive: true, force: true });
  const browser = spawn(browserPath(), argumentsFor(options, profile), { stdio: 'ignore' });
  const ended = new Promise<void>((resume) => browser.once('exit', () => resume()));
  const port = await debuggingPort(profile, browser);
  const connection = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const [context] = connection.contexts();
  if (!context) throw new Error('浏览器没有给出可用的窗口');
  const extensionId = new URL((await findWorker(context)).url()).host;
  return {
    context,
    process: browser,
    profile,
    extensionId,
    worker: () => findWorker(context),
    extensionPage: async (path) => {
      const page = await context.newPage();
      await page.goto(`chrome-extension://${extensionId}/${path}`);
      return page;
    },
    kill: async () => {
      browser.kill('SIGKILL');
      await ended;
    },
    close: async () => {
      const session = await connection.newBrowserCDPSession();
      await session.send('Browser.close').catch(() => browser.kill());
      await ended;
    },
  };
}
