import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Browser, CDPSession, Frame, Page, Route } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { launch } from '../inpage-browser.ts';

declare global {
  /** What a page of the matrix tells of its own model. */
  var editor: { text(): string; changes: number; clear?(): unknown };
}

const here = import.meta.dirname;
const root = join(here, '../../..');
const ORIGIN = 'https://chat.example';

/** Bundles the editors' pages, each an entry, and the content script. File names to code. */
async function bundleAll(): Promise<{ pages: Map<string, string>; content: string }> {
  const names = readdirSync(join(here, 'pages')).map((file) => file.replace('.js', ''));
  const common = {
    configFile: false,
    logLevel: 'error',
    root,
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
  } as const;
  const [pages, content] = await Promise.all([
    build({
      ...common,
      build: {
        write: false,
        minify: false,
        modulePreload: false,
        rolldownOptions: {
          input: Object.fromEntries(names.map((name) => [name, join(here, 'pages', `${name}.js`)])),
          output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      },
    }) as Promise<Rolldown.RolldownOutput>,
    build({
      ...common,
      build: { write: false, minify: false, lib: { entry: join(here, 'content.ts'), formats: ['iife'], name: 'matrix' } },
    }) as Promise<Rolldown.RolldownOutput[]>,
  ]);
  const files = new Map(pages.output.flatMap((each) => (each.type === 'chunk' ? [[each.fileName, each.code]] : [])));
  const [script] = content.flatMap(({ output }) => output);
  if (script?.type !== 'chunk') throw new Error('nothing was built');
  return { pages: files, content: script.code };
}

const TYPES: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html' };

/** One browser with everything the pages of the matrix need; no network. */
export class Matrix {
  readonly #browser: Browser;
  readonly #pages: ReadonlyMap<string, string>;
  readonly content: string;

  private constructor(browser: Browser, pages: ReadonlyMap<string, string>, content: string) {
    this.#browser = browser;
    this.#pages = pages;
    this.content = content;
  }

  static async start(): Promise<Matrix> {
    const [browser, { pages, content }] = await Promise.all([launch(), bundleAll()]);
    return new Matrix(browser, pages, content);
  }

  /** Opens the page of an editor: its name, and what its address asks it for. */
  async open(name: string): Promise<EditorPage> {
    const editor = await this.tab();
    await editor.goTo(name);
    return editor;
  }

  /** Opens a tab in which one editor's page after the other can be opened. */
  async tab(): Promise<EditorPage> {
    const context = await this.#browser.newContext({ viewport: { width: 800, height: 600 } });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const tab = new EditorPage(await context.newPage(), this.content);
    await context.route('**/*', (route) => this.#answer(route, tab.headers));
    return tab;
  }

  close(): Promise<void> {
    return this.#browser.close();
  }

  async #answer(route: Route, headers: Record<string, string>): Promise<void> {
    const { pathname } = new URL(route.request().url());
    const vendored = pathname.startsWith('/npm/') ? join(root, 'node_modules', pathname.slice('/npm/'.length)) : null;
    const script = this.#pages.get(pathname.slice('/pages/'.length));
    const body = vendored ? existsSync(vendored) && readFileSync(vendored) : script;
    if (body !== undefined && body !== false) {
      const contentType = TYPES[extname(pathname)] ?? 'application/octet-stream';
      return route.fulfill({ body, contentType, headers: { 'Cross-Origin-Resource-Policy': 'cross-origin' } });
    }
    if (extname(pathname) !== '') return route.fulfill({ status: 404, body: '' });
    if (pathname === '/frame') {
      const source = new URL(route.request().url()).searchParams.get('of') ?? '';
      return route.fulfill({
        body: `<!doctype html><iframe src="${source}" style="width:700px;height:500px"></iframe>`,
        contentType: TYPES['.html']!,
        headers,
      });
    }
    const html = `${readFileSync(join(here, 'page.html'), 'utf8')}<script type="module" src="/pages${pathname}.js"></script>`;
    return route.fulfill({ body: html, contentType: 'text/html; charset=utf-8', headers });
  }
}

/** A page with an editor, seen from both worlds: the page's own, and the one a content script lives in. */
export class EditorPage {
  readonly page: Page;
  /** What the page itself complained of. */
  errors: string[] = [];
  /** Those of the documents that are answered. */
  headers: Record<string, string> = {};
  /** The frame the editor's page is in. */
  frame: Frame;
  readonly #content: string;
  #world: { session: CDPSession; contextId: number } | undefined;

  constructor(page: Page, content: string) {
    this.page = page;
    this.frame = page.mainFrame();
    this.#content = content;
    page.on('pageerror', (error) => this.errors.push(String(error)));
  }

  /** Opens the page of an editor in place of what is there. `headers` are those of the document. */
  async goTo(name: string, headers: Record<string, string> = {}): Promise<void> {
    this.headers = headers;
    this.errors = [];
    const address = `${ORIGIN}/${name}`;
    await this.page.goto(address);
    const framed = new URL(address).pathname === '/frame';
    this.frame = framed ? (await (await this.page.waitForSelector('iframe')).contentFrame())! : this.page.mainFrame();
    await this.frame.waitForFunction(() => 'ready' in globalThis);
    await this.#enter();
  }

  /** Starts the content script in a world of its own beside the frame's. */
  async #enter(): Promise<void> {
    const context = this.page.context();
    // A frame of another site is a process of its own.
    const own = await context.newCDPSession(this.frame).catch(() => null);
    const session = own ?? (await context.newCDPSession(this.page));
    const { frameTree } = await session.send('Page.getFrameTree');
    const frames = [frameTree.frame, ...(frameTree.childFrames ?? []).map(({ frame }) => frame)];
    const frameId = frames.find(({ url }) => url === this.frame.url())!.id;
    const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId, worldName: 'keban' });
    this.#world = { session, contextId: executionContextId };
    await this.#evaluate(this.#content);
  }

  /** Runs a function in the content script's world. */
  run<A, R>(act: (argument: A) => R | Promise<R>, argument?: A): Promise<R> {
    return this.#evaluate(`(${act.toString()})(${JSON.stringify(argument ?? null)})`) as Promise<R>;
  }

  async #evaluate(expression: string): Promise<unknown> {
    const { session, contextId } = this.#world!;
    const how = { expression, contextId, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', how);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
