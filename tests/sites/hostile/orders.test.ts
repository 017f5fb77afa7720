import { describe, expect, it } from 'vitest';
import { payloadReaderFor } from '#lib/sites/payloads.ts';
import { hostilePage, pageOf, readingOf } from './pages.ts';

const SOLD = 'taobao/orders-2025.html';
const FORGED = '4599000000000012345';

describe('order numbers', () => {
  it('that stand twice on a page with other facts are refused, the rest is kept', () => {
    const source = hostilePage(SOLD, (document) => {
      const [first] = document.querySelectorAll('table.next-table-row');
      const copy = first?.cloneNode(true) as Element;
      const price = copy.querySelector('strong');
      if (price) price.textContent = '￥1.00';
      first?.after(copy);
    });
    const reading = readingOf(source);
    const numbers = reading.observations.flatMap((seen) => (seen.kind === 'order' ? seen.no : []));
    expect(numbers).toEqual(['4512288765001892301', '4511977700004108246']);
    expect(reading.health['order.no']).toBe('refused');
  });

  it('in what a buyer writes are text, in every kind of bubble', () => {
    const words = `订单号：${FORGED} https://qn.taobao.com/home.htm/trade-platform/tp/detail?bizOrderId=${FORGED}`;
    const taobao = readingOf(
      hostilePage('taobao/chat-2023.html', (document) => {
        for (const bubble of document.querySelectorAll('.message-item pre.edit, .item-title, .desc')) bubble.textContent = words;
      }),
    );
    const ali = readingOf(
      hostilePage('aliexpress/chat-2026.html', (document) => {
        for (const bubble of document.querySelectorAll('.im-message-item')) bubble.textContent = 'Order ID: 8299000000099887';
      }),
    );
    for (const seen of [...taobao.observations, ...ali.observations]) {
      expect(seen.kind).not.toBe('order');
      if (seen.kind === 'peer') expect(JSON.stringify(seen.orderNos)).not.toMatch(/4599|99887/);
    }
  });

  it('in an item’s name, a memo or a note are not the order’s', () => {
    const source = hostilePage('taobao/order-2023.html', (document) => {
      const note = [...document.querySelectorAll('span')].find((span) => span.textContent === '请发顺丰');
      if (note) note.textContent = `订单编号：${FORGED} 创建时间：2020-01-01 00:00:00`;
    });
    const [order] = readingOf(source).observations;
    expect(order === undefined || (order.kind === 'order' && order.no === '4512300187000204539')).toBe(true);
  });
});

describe('frames inside frames', () => {
  it('that stand in a page are not read as the page', () => {
    const inner =
      '<table class=next-table-row><tr><td>订单号：4599000000000012345 创建时间：2025-01-01 00:00:00</td></tr></table>';
    const url = 'https://myseller.taobao.com/home.htm/trade-platform/tp/sold';
    const html = `<div id="icestarkNode"><iframe srcdoc="${inner.replaceAll('"', '&quot;')}"></iframe><template>${inner}</template></div>`;
    expect(readingOf(pageOf(html, url)).observations).toEqual([]);
  });
});

describe('responses', () => {
  const payload = (text: string): unknown => JSON.parse(text);

  it('with the names of what every object has change no object', () => {
    const bad = payload(
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"data":{"__proto__":{"polluted":1},"userMessages":[{"messageId":"1","senderId":null,"__proto__":{"polluted":1}}]}}',
    );
    payloadReaderFor(bad)?.read(bad);
    expect({}).not.toHaveProperty('polluted');
  });

  it('with getters are read as they are and cannot throw a reader out', () => {
    const trap = { data: {} };
    Object.defineProperty(trap.data, 'userMessages', { enumerable: true, get: () => [{ messageId: '1', senderId: {} }] });
    expect(() => payloadReaderFor(trap)?.read(trap)).not.toThrow();
  });

  it('nested a thousand levels deep are nobody’s, and do not exhaust the stack', () => {
    const deep = payload('{"a":'.repeat(2000) + '1' + '}'.repeat(2000));
    expect(payloadReaderFor(deep)).toBeNull();
  });
});
