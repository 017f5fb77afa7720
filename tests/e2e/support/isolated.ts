import type { CDPSession, Page } from 'playwright-core';
import { until } from '../../../scripts/story/world.ts';

interface Context {
  id: number;
  origin: string;
  auxData?: { frameId?: string };
}

/** The world of our content script in a page: what someone could do who got hold of it. */
export class IsolatedWorld {
  #session: CDPSession;
  #contexts = new Map<number, Context>();

  constructor(session: CDPSession) {
    this.#session = session;
    session.on('Runtime.executionContextCreated', ({ context }) => this.#contexts.set(context.id, context as Context));
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => this.#contexts.delete(executionContextId));
    session.on('Runtime.executionContextsCleared', () => this.#contexts.clear());
  }

  static async of(page: Page): Promise<IsolatedWorld> {
    const world = new IsolatedWorld(await page.context().newCDPSession(page));
    await world.#session.send('Runtime.enable');
    return world;
  }

  /** Runs a function in the content script's world of the frame whose address holds `part`, the newest one if there are several. */
  async run<A, R>(extensionId: string, part: string, act: (argument: A) => R | Promise<R>, argument?: A): Promise<R> {
    const context = await until('内容脚本的环境', async () => {
      const ours = [...this.#contexts.values()].filter((c) => c.origin === `chrome-extension://${extensionId}`).toReversed();
      for (const each of ours) {
        const href = await this.#evaluate<string>(each.id, 'location.href').catch(() => '');
        if (href.includes(part)) return each;
      }
      return null;
    });
    return this.#evaluate<R>(context.id, `(${act.toString()})(${JSON.stringify(argument ?? null)})`);
  }

  async #evaluate<R>(contextId: number, expression: string): Promise<R> {
    const { result, exceptionDetails } = await this.#session.send('Runtime.evaluate', {
      expression,
      contextId,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as R;
  }

  close(): Promise<void> {
    return this.#session.detach();
  }
}
