import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { OrderSeen, Reading } from '../../../lib/domain/observation.ts';
import { order2024, order2026 } from '../../../lib/sites/aliexpress/order-detail.ts';
import { orders2024 } from '../../../lib/sites/aliexpress/orders-old.ts';
import { orders2026 } from '../../../lib/sites/aliexpress/orders.ts';
import { pageOf } from './page-of.ts';

const LIST = 'https://csp.aliexpress.com/m_apps/order-manage/orderList?channelId=100001';
const DETAIL = 'https://csp.aliexpress.com/m_apps/order-manage/orderDetail?channelId=100001&orderId=';
const fixture = (name: string): string => readFileSync(new URL(`${name}.html`, import.meta.url), 'utf8');

function order(
  no: string,
  { time = '2026-01-16 15:57:00', amount = 'CN￥ 954.91', state = '等待发货', extra = '' } = {},
): string {
  return `<table class="next-table-row"><tr class="next-table-group-header"><td>
    <span class="header--value--x header--valueHighLight--x">${no}</span><span class="header--value--x">${time}</span>
    <a class="buyerInfo--inline--x">Nora</a></td></tr>
    <tr><td><span class="productInfo--itemTitle--x">Lamp</span></td><td><div class="amount--amount--x">${amount}</div></td>
    <td><div class="chc-state-label__stateText">${state}</div></td></tr>${extra}</table>`;
}

const read = (html: string): Reading => orders2026.read(pageOf(html, LIST));
const ordersOf = (reading: Reading): OrderSeen[] => reading.observations.filter((each) => each.kind === 'order');

describe('times of the order list', () => {
  it.each([
    ['2026-01-16 15:57:00', '2026-01-16T23:57:00Z'], // winter, UTC−8
    ['2025-07-01 06:34:00', '2025-07-01T13:34:00Z'], // summer, UTC−7
    ['2026-03-08 01:59:59', '2026-03-08T09:59:59Z'], // last second before the clocks go forward
    ['2026-03-08 03:00:00', '2026-03-08T10:00:00Z'], // first second after
    ['2026-03-08 02:30:00', '2026-03-08T10:30:00Z'], // a time that does not exist
    ['2026-11-01 00:59:59', '2026-11-01T07:59:59Z'], // before the clocks go back
    ['2026-11-01 01:30:00', '2026-11-01T08:30:00Z'], // occurs twice: the first
    ['2026-11-01 02:00:00', '2026-11-01T10:00:00Z'],
    ['2025-12-31 23:59:59', '2026-01-01T07:59:59Z'],
  ])('%s is %s', (time, instant) => {
    expect(ordersOf(read(order('8299000000012468', { time })))[0]?.createdAt).toBe(Date.parse(instant));
  });

  it.each(['2026-02-30 10:00:00', '2026-01-16', 'yesterday', '2026-01-16 25:00:00'])('%s is no moment', (time) => {
    expect(ordersOf(read(order('8299000000012468', { time })))[0]).not.toHaveProperty('createdAt');
  });

  it('are refused when a header without labels shows two', () => {
    const header = '<tr><td><span class="header--value--x">2026-01-17 10:00:00</span></td></tr>';
    const reading = read(order('8299000000012468', { extra: header }));
    expect(reading.health['order.createdAt']).toBe('refused');
    expect(ordersOf(reading)[0]).not.toHaveProperty('createdAt');
  });
});

describe('values of the order list', () => {
  it.each([
    ['CN￥ 1,242.35', { minor: 124235, currency: 'CNY' }],
    ['US $ 24.60', { minor: 2460, currency: 'USD' }],
    ['€ 0.00', { minor: 0, currency: 'EUR' }],
  ])('reads the amount %s', (amount, paid) => {
    expect(ordersOf(read(order('8299000000012468', { amount })))[0]?.paid).toEqual(paid);
  });

  it.each(['CN￥ 1,242.35 CN￥ 9.00', 'CN￥ --', 'CN￥ 1.234'])('refuses the amount %s', (amount) => {
    const reading = read(order('8299000000012468', { amount }));
    expect(ordersOf(reading)[0]).not.toHaveProperty('paid');
    expect(reading.health['order.paid']).toBe('refused');
  });

  it('refuses amounts that differ from line to line, and keeps the order', () => {
    const extra =
      '<tr><td><span class="productInfo--itemTitle--x">Stand</span><div class="amount--amount--x">CN￥ 1.00</div></td></tr>';
    const reading = read(order('8299000000012468', { extra }));
    expect(reading.health['order.paid']).toBe('refused');
    expect(ordersOf(reading)[0]?.items).toEqual([{ title: 'Lamp' }, { title: 'Stand' }]);
  });

  it.each(['82990000', '82990000000124688299', '8299****00012468', '8299000000012468 8299000000034680', '<b></b>'])(
    'takes no order from the number %s',
    (no) => expect(ordersOf(read(order(no)))).toEqual([]),
  );

  it('keeps a status it does not know as words', () => {
    expect(ordersOf(read(order('8299000000012468', { state: '状态文字改了' })))[0]).toMatchObject({
      state: 'unknown',
      stateText: '状态文字改了',
    });
  });
});

describe('an order that is on the page twice', () => {
  it('counts once when both say the same', () => {
    expect(ordersOf(read(order('8299000000012468') + order('8299000000012468')))).toHaveLength(1);
  });

  it('is refused when they differ, and the others stay', () => {
    const html = order('8299000000012468') + order('8299000000012468', { state: '已关闭' }) + order('8299000000034680');
    const reading = read(html);
    expect(ordersOf(reading).map(({ no }) => no)).toEqual(['8299000000034680']);
    expect(reading.health['order.no']).toBe('refused');
  });
});

describe('which generation reads a list', () => {
  it('is told by the page, not by the address', () => {
    const old = pageOf(fixture('orders-2024'), LIST);
    expect([orders2026.recognises(old), orders2024.recognises(old)]).toEqual([false, true]);
    const filling = pageOf('<div id="root"></div>', LIST);
    expect(orders2026.recognises(filling)).toBe(true);
    expect(orders2026.read(filling).state).toBe('loading');
  });

  it('is none on another site with the same classes', () => {
    expect(orders2026.recognises(pageOf(fixture('orders-2026'), 'https://www.example.com/m_apps/order-manage/orderList'))).toBe(
      false,
    );
  });
});

describe('the order detail', () => {
  it('is refused when address and page name different orders', () => {
    const late = fixture('order-2026').replace('<h2>', '<span>订单号：</span><span>8299000000034680</span><h2>');
    const reading = order2026.read(pageOf(late, `${DETAIL}8299000000012468`));
    expect(reading.observations).toEqual([]);
    expect(reading.health['order.no']).toBe('refused');
    expect(order2024.read(pageOf(fixture('order-2024'), `${DETAIL}8299000000012468`)).observations).toEqual([]);
  });

  it('takes the number of the page when the address has none', () => {
    const shown = fixture('order-2026').replace('<h2>', '<span>订单号</span><span>8299000000034680</span><h2>');
    expect(order2026.read(pageOf(shown, DETAIL.replace('&orderId=', ''))).observations[0]).toMatchObject({
      no: '8299000000034680',
    });
  });

  it('refuses an old address of other than four lines', () => {
    const five = fixture('order-2024').replace(
      '<div><span class="content">Giulia',
      '<div>Mrs</div><div><span class="content">Giulia',
    );
    const reading = order2024.read(pageOf(five, 'https://gsp.aliexpress.com/apps/order/detail?orderId=3099000000023579'));
    expect(reading.health['order.recipient']).toBe('refused');
    expect(reading.observations[0]).not.toHaveProperty('recipient');
  });
});
