import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until, type World } from '../../../scripts/story/world.ts';

interface Target {
  url: string;
  webSocketDebuggerUrl: string;
}

interface Answer {
  id?: number;
  result?: Record<string, unknown>;
  error?: { message: string };
}

/** The browser's own side panel: no tab, so it is reached by its own debugging address. */
export class SidePanel {
  #socket: WebSocket;
  #waiting = new Map<number, (message: Answer) => void>();
  #id = 0;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      const message = JSON.parse(String(data)) as Answer;
      if (message.id !== undefined) this.#waiting.get(message.id)?.(message);
    });
  }

  /** Waits until the side panel is there. */
  static async of(world: World): Promise<SidePanel> {
    const [port] = readFileSync(join(world.browser.profile, 'DevToolsActivePort'), 'utf8').split('\n');
    const found = await until('侧边栏', async () => {
      const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as Target[];
      return targets.find(({ url }) => url === `chrome-extension://${world.browser.extensionId}/sidepanel.html`);
    });
    const socket = new WebSocket(found.webSocketDebuggerUrl);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', reject);
    });
    return new SidePanel(socket);
  }

  async #send(method: string, params: object = {}): Promise<Record<string, unknown>> {
    const id = ++this.#id;
    const answer = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
    this.#socket.send(JSON.stringify({ id, method, params }));
    const { result, error } = await answer;
    if (error) throw new Error(error.message);
    return result ?? {};
  }

  /** Returns what the panel says, but for the line of those who wait: it may name another buyer. */
  async text(): Promise<string> {
    const expression = `document.body.innerText.replace(document.querySelector('.wait-strip')?.innerText || '-', '')`;
    const { result } = await this.#send('Runtime.evaluate', { expression, returnByValue: true });
    return String((result as { value: unknown }).value);
  }

  /** Returns a picture of it (PNG). */
  async picture(): Promise<Buffer> {
    return Buffer.from(String((await this.#send('Page.captureScreenshot'))['data']), 'base64');
  }

  close(): void {
    this.#socket.close();
  }
}
