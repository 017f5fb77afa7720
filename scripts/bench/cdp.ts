import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from '../browser.ts';

type Params = Record<string, unknown>;

/**
 * A connection to the browser that attaches to nothing but the pages it is told to: a debugger on a worker keeps the
 * worker alive and makes it wait at every start.
 */
export class Cdp {
  #socket: WebSocket;
  #nextId = 0;
  #waiting = new Map<number, { resolve: (result: Params) => void; reject: (error: Error) => void }>();
  #contexts: { session: string; id: number; name: string; origin: string }[] = [];

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', (event) => this.#take(JSON.parse(String(event.data)) as Params));
  }

  /** Connects to a running browser; a connection by Playwright is given up first. */
  static async connect(browser: Browser): Promise<Cdp> {
    await browser.context.browser()?.close();
    const [port, path] = readFileSync(join(browser.profile, 'DevToolsActivePort'), 'utf8').split('\n');
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve, { once: true });
      socket.addEventListener('error', () => reject(new Error('no connection to the browser')), { once: true });
    });
    return new Cdp(socket);
  }

  #take(message: Params): void {
    const { id, method, params, result, error, sessionId } = message as {
      id?: number;
      method?: string;
      params?: Params;
      result?: Params;
      error?: { message: string };
      sessionId?: string;
    };
    const waiting = id === undefined ? undefined : this.#waiting.get(id);
    if (waiting && id !== undefined) {
      this.#waiting.delete(id);
      if (error) waiting.reject(new Error(error.message));
      else waiting.resolve(result ?? {});
    } else if (method === 'Runtime.executionContextCreated' && params) {
      const context = params['context'] as { id: number; name: string; origin: string };
      this.#contexts.push({ session: sessionId ?? '', id: context.id, name: context.name, origin: context.origin });
    }
  }

  send(method: string, params: Params = {}, sessionId?: string): Promise<Params> {
    const id = ++this.#nextId;
    const answer = new Promise<Params>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#socket.send(JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) }));
    return answer;
  }

  /** Opens a page; returns its session. */
  async open(url: string): Promise<string> {
    const { targetId } = await this.send('Target.createTarget', { url });
    const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
    await this.send('Runtime.enable', {}, sessionId as string);
    return sessionId as string;
  }

  /** Evaluates in the world of an extension's content script; waits up to ten seconds for that world. */
  async inContentScript<T>(session: string, extensionId: string, expression: string): Promise<T> {
    for (let i = 0; i < 100; i++) {
      const world = this.#contexts.findLast((c) => c.session === session && c.origin === `chrome-extension://${extensionId}`);
      if (world) return this.#evaluate<T>(session, expression, world.id);
      await new Promise((resume) => setTimeout(resume, 100));
    }
    throw new Error('no content script in that page');
  }

  async #evaluate<T>(session: string, expression: string, contextId: number): Promise<T> {
    const answer = await this.send(
      'Runtime.evaluate',
      { expression, contextId, awaitPromise: true, returnByValue: true },
      session,
    );
    const failed = answer['exceptionDetails'] as { text: string; exception?: { description?: string } } | undefined;
    if (failed) throw new Error(failed.exception?.description ?? failed.text);
    return (answer['result'] as { value: T }).value;
  }

  close(): void {
    this.#socket.close();
  }
}
