import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { WITHOUT_FEATURES } from '../../scripts/browser.ts';
import { findBrowser } from '../../scripts/find-browser.mjs';

interface Message {
  id?: number;
  method?: string;
  params?: Record<string, unknown>;
  result?: Record<string, unknown>;
  error?: { message: string };
}

interface Waiting {
  resolve: (result: Record<string, unknown>) => void;
  reject: (error: Error) => void;
}

/** Back ends of IndexedDB: the one browsers have today, and the one that is replacing it. */
export const backEnds = { leveldb: [], sqlite: ['--enable-features=IdbSqliteBackingStore'] } as const;
export type BackEnd = keyof typeof backEnds;

/**
 * A browser with the extension, started and killed as a user's machine would. Talks over a pipe and attaches to nothing
 * but the pages it opens, so that workers live and die as they do without a debugger.
 */
export class RawBrowser {
  #process: ChildProcess;
  #input: Writable;
  #waiting = new Map<number, Waiting>();
  #handlers: ((message: Message) => void)[] = [];
  #nextId = 0;
  #dead: Promise<void>;

  constructor(extension: string, profile: string, args: readonly string[]) {
    const browser = findBrowser();
    if (!browser) throw new Error('no browser found');
    this.#process = spawn(
      browser,
      [
        '--headless=new',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--password-store=basic',
        '--use-mock-keychain',
        '--remote-debugging-pipe',
        WITHOUT_FEATURES,
        `--user-data-dir=${profile}`,
        `--disable-extensions-except=${extension}`,
        `--load-extension=${extension}`,
        ...args,
        'about:blank',
      ],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
    );
    this.#input = this.#process.stdio[3] as Writable;
    const output = this.#process.stdio[4] as Readable;
    this.#input.on('error', () => undefined);
    output.on('error', () => undefined);
    this.#listen(output);
    this.#dead = new Promise((resolve) =>
      this.#process.on('exit', () => {
        for (const { reject } of this.#waiting.values()) reject(new Error('the browser is gone'));
        this.#waiting.clear();
        resolve();
      }),
    );
  }

  #listen(output: Readable): void {
    let rest = Buffer.alloc(0);
    output.on('data', (data: Buffer) => {
      rest = Buffer.concat([rest, data]);
      for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
        this.#take(JSON.parse(rest.subarray(0, end).toString()) as Message);
        rest = rest.subarray(end + 1);
      }
    });
  }

  #take(message: Message): void {
    const waiting = message.id === undefined ? undefined : this.#waiting.get(message.id);
    if (!waiting || message.id === undefined) {
      for (const handle of this.#handlers) handle(message);
      return;
    }
    this.#waiting.delete(message.id);
    if (message.error) waiting.reject(new Error(message.error.message));
    else waiting.resolve(message.result ?? {});
  }

  send(method: string, params: object = {}, sessionId?: string): Promise<Record<string, unknown>> {
    const id = ++this.#nextId;
    const answer = new Promise<Record<string, unknown>>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#input.write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
    return answer;
  }

  /** Opens a page of the extension; returns a function that evaluates an expression in it and waits for its promise. */
  async openPage(path: string): Promise<Page> {
    const id = await this.#extensionId();
    const { targetId } = await this.send('Target.createTarget', { url: `chrome-extension://${id}/${path}` });
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    const page = new Page(this, sessionId as string);
    await until(() => page.run<boolean>(`document.documentElement.dataset.ready === 'true'`).catch(() => false));
    return page;
  }

  async #extensionId(): Promise<string> {
    let id = '';
    await until(async () => {
      const { targetInfos } = await this.send('Target.getTargets', { filter: [{}] });
      const worker = (targetInfos as { type: string; url: string }[]).find(
        (t) => t.type === 'service_worker' && t.url.startsWith('chrome-extension://'),
      );
      id = worker?.url.split('/')[2] ?? '';
      return id !== '';
    });
    return id;
  }

  /** Calls back with what a page passes to the binding of this name. */
  onBinding(name: string, handle: (payload: string) => void): void {
    this.#handlers.push(({ method, params }) => {
      if (method === 'Runtime.bindingCalled' && params?.['name'] === name) handle(String(params['payload']));
    });
  }

  /** Ends the browser at once, as a crash does. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#dead;
  }

  /** Ends the browser in good order. */
  async close(): Promise<void> {
    this.send('Browser.close').catch(() => undefined);
    await this.#dead;
  }
}

/** A page of the extension. */
export class Page {
  #browser: RawBrowser;
  #session: string;

  constructor(browser: RawBrowser, session: string) {
    this.#browser = browser;
    this.#session = session;
  }

  /** Evaluates an expression, waits for its promise and returns the value; an exception there is thrown here. */
  async run<T>(expression: string): Promise<T> {
    const answer = await this.#browser.send(
      'Runtime.evaluate',
      { expression, awaitPromise: true, returnByValue: true },
      this.#session,
    );
    const failed = answer['exceptionDetails'] as { text: string; exception?: { description?: string } } | undefined;
    if (failed) throw new Error(failed.exception?.description ?? failed.text);
    return (answer['result'] as { value: T }).value;
  }

  /** Makes a function of this name in the page, which passes its argument to `onBinding`. */
  async bind(name: string): Promise<void> {
    await this.#browser.send('Runtime.enable', {}, this.#session);
    await this.#browser.send('Runtime.addBinding', { name }, this.#session);
  }
}

/** Waits until a check gives true, at most 20 seconds. */
async function until(check: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('waited for 20 s in vain');
}

/** Returns the folder in which a profile keeps the extension's IndexedDB, or null when there is none. */
export function indexedDbFolder(profile: string): string | null {
  const parent = join(profile, 'Default', 'IndexedDB');
  const name = readdirSync(parent).find((entry) => entry.startsWith('chrome-extension'));
  return name ? join(parent, name) : null;
}
