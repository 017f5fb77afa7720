import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chatFrame, openChat, paintedAs, panelText } from '../../scripts/story/look.ts';
import { until, World } from '../../scripts/story/world.ts';
import { releasedBuild } from './support/builds.ts';
import { allRows, countOf, lostRows, restingRows } from './support/rows.ts';

const BUYER = '林间小雨88';
const OTHER = 'tb583920176';
const FORGED = '4599000000000012345';
let world: World;

beforeAll(async () => {
  world = await World.create(releasedBuild(), '');
  await world.shop('taobaoOrders');
  await until('订单入库', async () => (await world.rows('orders')).length > 0);
  const { panel } = await openChat(world, 'taobaoChat', BUYER);
  await paintedAs(panel, BUYER);
});

afterAll(async () => {
  await world?.close();
});

const pause = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms));

describe('a page that wants to get something into the database', () => {
  test('gets no order in by what it lets a buyer write, by cards, tips and rows that only look like orders', async () => {
    const before = await restingRows(world);
    const page = await world.shop('taobaoChat');
    await chatFrame(page)
      .locator('.ww_message .rc-scrollbars-view')
      .evaluate((list, no) => {
        for (const bubble of list.querySelectorAll('pre.edit, .item-title')) bubble.textContent = `订单号：${no}`;
        const card = document.createElement('div');
        card.className = 'order-card';
        card.textContent = `订单编号：${no} 实收款：￥9.90`;
        list.append(card);
      }, FORGED);
    const orders = await world.shop('taobaoOrders');
    await orders.evaluate((no) => {
      const [first] = document.querySelectorAll('table.next-table-row');
      const advert = document.createElement('table');
      advert.append(document.createElement('tbody'));
      const row = advert.tBodies[0]?.insertRow();
      if (row) row.insertCell().textContent = `猜你喜欢 订单号：${no} 创建时间：2025-01-02 03:04:05`;
      first?.before(advert);
    }, FORGED);
    await pause(1500);
    const after = await restingRows(world);
    expect(JSON.stringify([after['orders'], after['customers']])).not.toContain(FORGED);
    expect(after['orders']?.length).toBe(before['orders']?.length);
  });

  test('loses an order it shows twice with different amounts, and what is stored stays', async () => {
    const before = await restingRows(world);
    const orders = await world.shop('taobaoOrders');
    await orders.bringToFront();
    await orders.evaluate(() => {
      const tables = [...document.querySelectorAll('table.next-table-row')];
      const copy = tables.find((table) => table.querySelector('strong'))?.cloneNode(true) as Element;
      for (const amount of copy.querySelectorAll('strong')) amount.textContent = '￥0.01';
      tables[0]?.before(copy);
    });
    await pause(1500);
    const after = await restingRows(world);
    expect(lostRows({ orders: before['orders'] ?? [] }, after)).toEqual([]);
    expect(countOf({ orders: after['orders'] ?? [] })).toBe(countOf({ orders: before['orders'] ?? [] }));
  });

  test('cannot make two buyers one by a nick that only looks alike, nor show one’s profile for the other', async () => {
    await openChat(world, 'taobaoChat', OTHER);
    await paintedAs(await world.panel('taobaoChat'), OTHER);
    const before = await restingRows(world);
    const known = before['customers']?.find((row) => JSON.stringify(row).includes(OTHER));
    // The first letter is a Cyrillic one.
    const lookalike = OTHER.replace('tb', '\u0442b');
    const page = await world.shop('taobaoChat');
    await chatFrame(page)
      .locator('.ww_header .name')
      .evaluate((header, name) => {
        header.textContent = name;
        const row = document.querySelector('.conversation-item.active .name');
        if (row) row.textContent = name;
        for (const nick of document.querySelectorAll('.first-line .nick:not(.self)')) nick.textContent = name;
      }, lookalike);
    const panel = await world.panel('taobaoChat');
    await paintedAs(panel, lookalike);
    expect(await panel.locator('.panel').getAttribute('data-customer-id')).not.toBe(known?.id);
    const same = (await allRows(world))['customers']?.find((row) => row.id === known?.id);
    expect(same).toMatchObject({ keys: known?.['keys'], aliases: known?.['aliases'], name: known?.['name'] });
  });

  test('of ten thousand parts leaves the panel as it was and working', async () => {
    const { page, panel } = await openChat(world, 'taobaoChat', BUYER);
    await paintedAs(panel, BUYER);
    await chatFrame(page)
      .locator('.ww_tab')
      .evaluate((tab, no) => {
        for (let index = 0; index < 10_000; index += 1) {
          const part = document.createElement('div');
          part.className = `part-${index}`;
          part.textContent = index % 2 === 0 ? '<img src=x onerror="globalThis.pwned=1">' : no;
          tab.append(part);
        }
      }, FORGED);
    await pause(1000);
    await openChat(world, 'taobaoChat', OTHER);
    await openChat(world, 'taobaoChat', BUYER);
    await paintedAs(panel, BUYER);
    // What the buyer wrote is quoted as the reason of a reply; nowhere else is the number to be seen.
    const lines = (await panelText(panel)).split('\n').filter((line) => line.includes(FORGED) && !line.startsWith('因为：“'));
    expect(lines).toEqual([]);
    expect(await panel.evaluate(() => (globalThis as { pwned?: number }).pwned)).toBeUndefined();
    expect(await page.evaluate(() => (globalThis as { pwned?: number }).pwned)).toBeUndefined();
  });
});
