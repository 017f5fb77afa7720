import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { api } from './api.ts';
import type { Running } from './api.ts';
import { picture } from './images.ts';
import { payload } from './payloads.ts';

const PAGES = fileURLToPath(new URL('../pages/', import.meta.url));
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const PICTURE_HOSTS = new Set(['gw.alicdn.com', 'img.alicdn.com', 'wwc.alicdn.com', 'ae01.alicdn.com']);
const PAYLOAD_HOSTS = new Set(['trade.taobao.com', 'seller-acs.aliexpress.com']);
const WORKBENCH_HOSTS = new Set(['myseller.taobao.com', 'qn.taobao.com']);
const SOLD = 'https://myseller.taobao.com/home.htm/trade-platform/tp/sold';

async function file(response: ServerResponse, path: string, status = 200): Promise<void> {
  const wanted = normalize(join(PAGES, path));
  if (!wanted.startsWith(PAGES)) return file(response, 'common/404.html', 404);
  let content: Buffer;
  try {
    content = await readFile(wanted);
  } catch {
    if (path === 'common/404.html') throw new Error('practice shop: 404 page missing');
    return file(response, 'common/404.html', 404);
  }
  response.writeHead(status, {
    'content-type': TYPES[extname(wanted)] ?? 'application/octet-stream',
    'cache-control': 'no-store',
    'access-control-allow-origin': '*',
  });
  response.end(content);
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location, 'cache-control': 'no-store' });
  response.end();
}

/** Old addresses that lead into today's pages; undefined if there is no such old page. */
function oldAddress(host: string, url: URL): string | undefined {
  const order = url.searchParams.get('bizOrderId') ?? url.searchParams.get('biz_order_id');
  const dispute = url.searchParams.get('disputeId');
  if (host === 'trade.taobao.com' || host === 'trade.tmall.com') {
    return order ? `https://qn.taobao.com/home.htm/trade-platform/tp/detail?bizOrderId=${encodeURIComponent(order)}` : SOLD;
  }
  if (host === 'refund2.taobao.com' || host === 'refund2.tmall.com') {
    const list = 'https://qn.taobao.com/home.htm/trade-platform/refund-list';
    return dispute ? `${list}/detail?disputeId=${encodeURIComponent(dispute)}&type=1` : list;
  }
  if (WORKBENCH_HOSTS.has(host) && (url.pathname === '/' || url.pathname === '/home.htm' || url.pathname === '/home.htm/'))
    return SOLD;
  if (host === 'csp.aliexpress.com' && url.pathname === '/')
    return 'https://csp.aliexpress.com/m_apps/order-manage/orderList?channelId=100001';
  return undefined;
}

/** Which page file an address shows; undefined if it is nobody's. */
function pageFile(host: string, path: string): string | undefined {
  if (WORKBENCH_HOSTS.has(host) && path.startsWith('/home.htm/')) return 'taobao/workbench.html';
  if (host === 'market.m.taobao.com') {
    if (path === '/app/im/chat/index.html') return 'taobao/wangwang-outer.html';
    if (path === '/app/im/chat-core/index.html') return 'taobao/wangwang-core.html';
    if (path === '/app/qn/im-history-search/index.html') return 'taobao/records-inner.html';
  }
  if (host === 'csp.aliexpress.com' && path.startsWith('/m_apps/')) return 'aliexpress/portal.html';
  if (host === 'www.goofish.com' && path === '/im') return 'goofish/im.html';
  return undefined;
}

/** Answers one request by host name and path. */
export async function answer(running: Running, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const host = (request.headers.host ?? String(request.headers[':authority'] ?? '')).replace(/:\d+$/, '').toLowerCase();
  const url = new URL(request.url ?? '/', `https://${host || 'localhost'}`);
  if (url.pathname.startsWith('/__demo/static/'))
    return file(response, decodeURIComponent(url.pathname.slice('/__demo/static/'.length)));
  if (url.pathname.startsWith('/__demo/')) return api(running, url, request, response);
  if (PICTURE_HOSTS.has(host)) {
    response.writeHead(200, {
      'content-type': TYPES['.svg'],
      'cache-control': 'public, max-age=3600',
      'access-control-allow-origin': '*',
    });
    response.end(picture(url.pathname));
    return;
  }
  if (PAYLOAD_HOSTS.has(host)) {
    const form = request.method === 'POST' ? await text(request) : '';
    if (payload(running.state, host, url, form, request.headers.origin ?? '', response)) return;
  }
  const moved = oldAddress(host, url);
  if (moved) return redirect(response, moved);
  const page = pageFile(host, url.pathname);
  return page ? file(response, page) : file(response, 'common/404.html', 404);
}
