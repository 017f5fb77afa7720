import { randomBytes } from 'node:crypto';
import { realpathSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { ServerHttp2Session } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { generate } from 'selfsigned';
import { createControl } from './server/control.ts';
import type { Control } from './server/control.ts';
import { answer } from './server/routes.ts';
import { openSocket } from './server/sockets.ts';
import { createState } from './server/state.ts';
import type { Sent } from './server/state.ts';

export interface DemoOptions {
  /** 0 picks a free port. */
  port?: number;
  /** Epoch ms at which the shop's clock starts; real time runs on from there. */
  now?: number;
  /** Keeps the suffixes of CSS-module class names the same from start to start. */
  stableHashes?: boolean;
  /** Factor on every artificial delay; 0 answers at once. */
  latency?: number;
}

export interface Demo {
  port: number;
  log: Sent[];
  control: Control;
  close: () => Promise<void>;
}

const HOSTS = [
  'myseller.taobao.com',
  'qn.taobao.com',
  'market.m.taobao.com',
  'trade.taobao.com',
  'refund2.taobao.com',
  'csp.aliexpress.com',
  'www.goofish.com',
  'seller-acs.aliexpress.com',
  'gw.alicdn.com',
  'img.alicdn.com',
  'wwc.alicdn.com',
  'ae01.alicdn.com',
  'localhost',
];

/** Addresses to open in a browser that maps every host name to the practice shop. */
export const DEMO_URLS = [
  'https://myseller.taobao.com/',
  'https://market.m.taobao.com/app/im/chat/index.html?&uid=cntaobao&gid=&type=web#/',
  'https://csp.aliexpress.com/',
  'https://csp.aliexpress.com/m_apps/ai-im/im?channelId=100001#/window',
];

/** The Chromium switches that make the true host names lead to the practice shop. */
export function browserFlags(port: number): string[] {
  return [`--host-resolver-rules=MAP * 127.0.0.1:${port}, EXCLUDE localhost`, '--ignore-certificate-errors'];
}

/** Starts the practice shop on 127.0.0.1 over HTTPS; rejects if the port is taken. */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const pair = await generate([{ name: 'commonName', value: 'practice shop' }], {
    algorithm: 'sha256',
    keySize: 2048,
    extensions: [{ name: 'subjectAltName', altNames: HOSTS.map((value) => ({ type: 2 as const, value })) }],
  });
  const state = createState(options.now ?? Date.now());
  const control = createControl(state);
  const running = {
    state,
    control,
    latency: options.latency ?? 1,
    hashSeed: options.stableHashes ? 'stable' : randomBytes(6).toString('hex'),
  };
  // HTTP/2, because the pages' event streams would use up the six connections HTTP/1 allows per host.
  const server = createSecureServer({ key: pair.private, cert: pair.cert, allowHTTP1: true });
  const sessions = new Set<ServerHttp2Session>();
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
  });
  server.on('request', (http2Request, http2Response) => {
    // Node's compatibility layer gives both protocols the same methods; only the types differ.
    const request = http2Request as unknown as IncomingMessage;
    const response = http2Response as unknown as ServerResponse;
    answer(running, request, response).catch((error: unknown) => {
      process.stderr.write(`practice shop: ${String(error)}\n`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.on('upgrade', (request, socket) => openSocket(state, request, socket));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    log: state.log,
    control,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const session of sessions) session.destroy();
        for (const socket of sockets) socket.destroy();
      }),
  };
}

// Run directly, not imported by a test or a script.
if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const demo = await startDemo({ port: Number(process.env['PORT'] ?? 0) });
  const flags = browserFlags(demo.port)
    .map((flag) => `"${flag}"`)
    .join(' ');
  process.stdout.write(
    `练习店已启动，端口 ${demo.port}\n用这些参数启动 Chromium：\n  ${flags}\n打开：\n${DEMO_URLS.map((url) => `  ${url}`).join('\n')}\n`,
  );
}
