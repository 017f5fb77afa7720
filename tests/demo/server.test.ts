import { request } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemo } from '../../demo/server.ts';
import type { Demo } from '../../demo/server.ts';

const NOW = Date.parse('2026-11-21T10:00:00Z');
let demo: Demo;

interface Answer {
  status: number;
  type: string;
  location: string;
  text: string;
}

function call(url: string, body?: unknown): Promise<Answer> {
  const { hostname, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: demo.port,
        path: pathname + search,
        method: body === undefined ? 'GET' : 'POST',
        headers: { host: hostname },
        rejectUnauthorized: false,
        agent: false,
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            type: response.headers['content-type'] ?? '',
            location: response.headers.location ?? '',
            text,
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

beforeAll(async () => {
  demo = await startDemo({ now: NOW, latency: 0, stableHashes: true });
});
afterAll(async () => {
  await demo.close();
});

describe('addresses', () => {
  it.each([
    ['https://myseller.taobao.com/home.htm/trade-platform/tp/sold', 'id="icestark-container"'],
    ['https://qn.taobao.com/home.htm/trade-platform/tp/detail?bizOrderId=1', 'id="icestark-container"'],
    ['https://qn.taobao.com/home.htm/comment-manage/list/rateWait4PC', 'id="icestark-container"'],
    ['https://market.m.taobao.com/app/im/chat/index.html?&uid=cntaobaox&gid=&type=web', 'next-message-title'],
    ['https://market.m.taobao.com/app/im/chat-core/index.html', 'wangwang.js'],
    ['https://market.m.taobao.com/app/qn/im-history-search/index.html', 'records-inner.js'],
    ['https://csp.aliexpress.com/m_apps/ai-im/im?channelId=100001', 'id="root"'],
    ['https://csp.aliexpress.com/m_apps/order-manage/orderList?channelId=100001', 'id="root"'],
  ])('%s is a page', async (url, mark) => {
    const answer = await call(url);
    expect(answer.status).toBe(200);
    expect(answer.type).toContain('text/html');
    expect(answer.text).toContain(mark);
  });

  it.each([
    ['https://myseller.taobao.com/', 'https://myseller.taobao.com/home.htm/trade-platform/tp/sold'],
    ['https://csp.aliexpress.com/', 'https://csp.aliexpress.com/m_apps/order-manage/orderList?channelId=100001'],
    [
      'https://trade.taobao.com/trade/detail/trade_item_detail.htm?bizOrderId=42',
      'https://qn.taobao.com/home.htm/trade-platform/tp/detail?bizOrderId=42',
    ],
    [
      'https://refund2.taobao.com/dispute/detail.htm?disputeId=7',
      'https://qn.taobao.com/home.htm/trade-platform/refund-list/detail?disputeId=7&type=1',
    ],
  ])('%s leads on', async (url, location) => {
    expect(await call(url)).toMatchObject({ status: 302, location });
  });

  it.each([
    'https://www.taobao.com/',
    'https://market.m.taobao.com/app/other',
    'https://csp.aliexpress.com/apps/order/index',
    'https://myseller.taobao.com/__demo/static/../../package.json',
    'https://myseller.taobao.com/__demo/static/%2e%2e%2fserver.ts',
  ])('%s is not there', async (url) => {
    expect((await call(url)).status).toBe(404);
  });

  it('draws pictures for the picture hosts', async () => {
    const answer = await call('https://img.alicdn.com/imgextra/i4/O1CN015SWzPn1ZYOkHKAWft_!!6000000003206-2-tps-120-120.png');
    expect(answer.type).toBe('image/svg+xml');
    expect(answer.text).toContain('#e5393f');
  });
});

describe('data calls', () => {
  it('masks nicks in orders and pages by fifteen', async () => {
    const first = JSON.parse((await call('https://qn.taobao.com/__demo/api/taobao/orders?page=1')).text);
    const second = JSON.parse((await call('https://qn.taobao.com/__demo/api/taobao/orders?page=2')).text);
    expect(first.rows).toHaveLength(15);
    expect(first.rows.length + second.rows.length).toBe(first.total);
    for (const row of [...first.rows, ...second.rows]) expect(row.nick).toMatch(/^.\*\*$/u);
  });

  it('shows China time on Taobao and Pacific time on AliExpress', async () => {
    const taobao = JSON.parse((await call('https://qn.taobao.com/__demo/api/taobao/order?id=4512300187000204539')).text);
    const express = JSON.parse((await call('https://csp.aliexpress.com/__demo/api/aliexpress/order?id=8299000000012468')).text);
    expect(taobao.created.slice(0, 16)).toBe('2026-11-21 16:23');
    expect(express.created.slice(0, 16)).toBe('2026-11-20 20:56');
  });

  it('keeps addresses masked until somebody reveals them, and remembers who did', async () => {
    const hidden = JSON.parse((await call('https://qn.taobao.com/__demo/api/taobao/order?id=4512300187000204539')).text);
    expect(hidden.address).toContain('*****');
    expect(JSON.parse((await call('https://qn.taobao.com/__demo/acts')).text)).toEqual([]);
    const open = JSON.parse((await call('https://qn.taobao.com/__demo/api/taobao/order?id=4512300187000204539&reveal=1')).text);
    expect(open.address).toContain('练习街道');
    expect(JSON.parse((await call('https://qn.taobao.com/__demo/acts')).text)).toMatchObject([
      { action: 'reveal', subject: '4512300187000204539' },
    ]);
  });
});

describe('log and control', () => {
  it('logs what was sent and only that', async () => {
    await call('https://market.m.taobao.com/__demo/send', { site: 'taobao', buyer: '1680203945', text: '在的亲' });
    await call('https://market.m.taobao.com/__demo/control', {
      site: 'taobao',
      action: 'message',
      buyer: '林间小雨88',
      text: '好的',
    });
    expect(demo.log).toMatchObject([{ site: 'taobao', buyer: '林间小雨88', text: '在的亲' }]);
    expect(JSON.parse((await call('https://csp.aliexpress.com/__demo/log')).text)).toEqual(demo.log);
    const chat = JSON.parse((await call('https://market.m.taobao.com/__demo/api/taobao/messages?uid=1680203945')).text);
    expect(chat.messages.slice(-2).map((message: { text: string }) => message.text)).toEqual(['在的亲', '好的']);
  });

  it('floods, withdraws and starts over', async () => {
    demo.control.flood({ site: 'aliexpress', count: 200 });
    demo.control.withdraw({ site: 'aliexpress', buyer: 'buyer-0001' });
    const busy = JSON.parse((await call('https://csp.aliexpress.com/__demo/api/aliexpress/messages?sessionId=s-0001')).text);
    expect(busy.messages.length).toBeGreaterThan(15);
    expect(busy.messages.at(-1).kind).toBe('withdrawn');
    await call('https://csp.aliexpress.com/__demo/reset');
    const calm = JSON.parse((await call('https://csp.aliexpress.com/__demo/api/aliexpress/messages?sessionId=s-0001')).text);
    expect(calm.messages.length).toBeLessThan(15);
    expect(demo.log).toEqual([]);
  });

  it('refuses orders it does not know', async () => {
    expect((await call('https://qn.taobao.com/__demo/control', { action: 'dance' })).status).toBe(400);
    expect((await call('https://qn.taobao.com/__demo/control', { action: 'message', buyer: 'nobody', text: 'x' })).status).toBe(
      400,
    );
  });
});

describe('answers in the platforms own shapes', () => {
  it('gives the order list in GBK, nicks masked, ids as strings', async () => {
    const response = await new Promise<{ type: string; bytes: Buffer }>((resolve, reject) => {
      const sent = request(
        {
          host: '127.0.0.1',
          port: demo.port,
          path: '/trade/itemlist/asyncSold.htm',
          method: 'POST',
          headers: { host: 'trade.taobao.com' },
          rejectUnauthorized: false,
          agent: false,
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer
            .on('data', (part: Buffer) => parts.push(part))
            .on('end', () => resolve({ type: answer.headers['content-type'] ?? '', bytes: Buffer.concat(parts) }));
        },
      );
      sent.on('error', reject);
      sent.end('pageNum=2&tabCode=latest3Months');
    });
    expect(response.type).toContain('GBK');
    expect(response.bytes.toString('utf8')).toContain('\uFFFD');
    const sold = JSON.parse(new TextDecoder('gbk', { fatal: true }).decode(response.bytes));
    expect(sold.page).toMatchObject({ currentPage: 2, pageSize: 15, totalPage: 2 });
    for (const order of sold.mainOrders) {
      expect(order.id).toMatch(/^\d{19}$/);
      expect(order.buyer).toMatchObject({
        nick: expect.stringMatching(/^.\*\*$/u),
        encodeId: expect.stringMatching(/^RAzN8B.{23}$/),
      });
    }
  });

  it('gives AliExpress sessions, messages and disputes through mtop', async () => {
    const gate = 'https://seller-acs.aliexpress.com/h5/';
    const list = JSON.parse((await call(`${gate}mtop.gsp.im.use.web.seller.messagebox.querysessionlist/1.0/`)).text);
    expect(list.data.userIdToSessionView[1].nameSpaceToSessionView[2].sessionViewDTOList).toHaveLength(14);
    const said = JSON.parse(
      (
        await call(
          `${gate}mtop.gsp.im.web.seller.messagebox.direction.querybysessionid/1.0/?data=${encodeURIComponent('{"sessionId":"s-0003"}')}`,
        )
      ).text,
    );
    expect(said.data.result.map((item: { body: { typeData: { fromType: number } } }) => item.body.typeData.fromType)).toEqual([
      11, 11, 12, 11, 12,
    ]);
    const cases = JSON.parse((await call(`${gate}mtop.aliexpress.seller.reverse.querysellerreverseorderlist/1.0/`)).text);
    expect(cases.data.data.dataSource).toHaveLength(5);
  });
});
