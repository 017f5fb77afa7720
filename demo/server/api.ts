import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ALIEXPRESS_VIEWS, messageView as pacificMessage } from './aliexpress-views.ts';
import { obey } from './control.ts';
import type { Control } from './control.ts';
import { reset, send } from './state.ts';
import type { DemoEvent, State } from './state.ts';
import { TAOBAO_VIEWS, messageView as chinaMessage } from './taobao-views.ts';

export interface Running {
  state: State;
  control: Control;
  latency: number;
  hashSeed: string;
}

/** Answers with JSON; pages on another of our hosts may read it. */
function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'access-control-allow-origin': '*',
  });
  response.end(JSON.stringify(value));
}

async function body(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
}

function shown(event: DemoEvent): unknown {
  if (event.type !== 'message' && event.type !== 'change') return event;
  return { ...event, message: event.site === 'taobao' ? chinaMessage(event.message) : pacificMessage(event.message) };
}

function events({ state }: Running, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
  response.write(': open\n\n');
  const listener = (event: DemoEvent) => {
    response.write(`data: ${JSON.stringify(shown(event))}\n\n`);
  };
  state.listeners.add(listener);
  request.on('close', () => state.listeners.delete(listener));
}

async function view(running: Running, url: URL, response: ServerResponse): Promise<void> {
  const [, , , site, name = ''] = url.pathname.split('/');
  const found = (site === 'aliexpress' ? ALIEXPRESS_VIEWS : TAOBAO_VIEWS)[name];
  if (!found) return json(response, { error: 'unknown' }, 404);
  const [shortest, longest] = found.delay;
  await sleep((shortest + Math.random() * (longest - shortest)) * running.latency);
  try {
    json(response, found.read(running.state, url.searchParams));
  } catch (error) {
    json(response, { error: String(error) }, 404);
  }
}

async function order(running: Running, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const known = obey(running.control, await body(request));
    json(response, { ok: known }, known ? 200 : 400);
  } catch (error) {
    json(response, { ok: false, error: String(error) }, 400);
  }
}

async function press(running: Running, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { site, buyer, text } = await body(request);
  try {
    send(running.state, site === 'aliexpress' ? 'aliexpress' : 'taobao', String(buyer), String(text));
    json(response, { ok: true });
  } catch (error) {
    json(response, { ok: false, error: String(error) }, 400);
  }
}

/** Everything under /__demo/ except the static files; works on every host. */
export async function api(running: Running, url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { state } = running;
  const post = request.method === 'POST';
  if (url.pathname === '/__demo/events') return events(running, request, response);
  if (url.pathname === '/__demo/log') return json(response, state.log);
  if (url.pathname === '/__demo/acts') return json(response, state.acts);
  if (url.pathname === '/__demo/reset') {
    reset(state);
    return json(response, { ok: true });
  }
  if (url.pathname === '/__demo/control' && post) return order(running, request, response);
  if (url.pathname === '/__demo/send' && post) return press(running, request, response);
  if (url.pathname.startsWith('/__demo/api/')) return view(running, url, response);
  if (url.pathname === '/__demo/boot.js') {
    const { taobao, aliexpress } = state.shops;
    const boot = {
      seed: running.hashSeed,
      taobao: { shop: taobao.name, staff: taobao.staff },
      aliexpress: { shop: aliexpress.name, channelId: '100001' },
    };
    response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' });
    response.end(`export const boot = ${JSON.stringify(boot)};\n`);
    return;
  }
  json(response, { error: 'unknown' }, 404);
}
