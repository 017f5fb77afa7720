import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { takeMessages, takeReport } from '#lib/background/reports.ts';
import { keepReply, renderFor, whoIsOpen } from '#lib/background/templates.ts';
import { db } from '#lib/db/database.ts';
import { setShopGround } from '#lib/db/shop-ground.ts';
import { saveTemplate, type TemplateInput } from '#lib/db/templates.ts';
import { splitGaps } from '#lib/domain/template-gaps.ts';
import type { Report } from '#lib/messaging.ts';
import { activeChat, waitingReplies } from '#lib/session.ts';
import { dropFakeStorage, useFakeStorage } from '../support/browser-storage.ts';

const origin = { tabId: 7, frameId: 3, url: 'https://market.m.taobao.com/app/im/chat-core/index.html', windowId: 1 };
const shop = { site: 'taobao' as const, key: '青禾示例', name: '青禾示例专卖店' };

let n = 0;
const open = (nick: string, over: Partial<Report> = {}): Promise<unknown> =>
  takeReport(
    {
      commandId: `c0ffee11-${n++}`,
      reader: 'taobao/chat-2023',
      url: origin.url,
      state: 'ready',
      health: {},
      shop,
      fingerprint: nick,
      observations: [{ kind: 'peer', peer: { name: nick, nick }, orderNos: [] }],
      ...over,
    },
    origin,
  );
const command = (): string => `command-${n++}`;

async function template(body: string, more: Partial<TemplateInput> = {}): Promise<string> {
  await saveTemplate({ title: body, body, folder: '', language: 'zh', pinyin: [], initials: [], ...more });
  return (await db.templates.toArray()).find((each) => each.body === body)?.id ?? '';
}

beforeEach(() => void useFakeStorage());
afterEach(async () => {
  await db.delete();
  await db.open();
  dropFakeStorage();
});

it('keeps a reply with the facts of the buyer it was chosen for, although another chat is open by then', async () => {
  const templateId = await template('{买家昵称}您好');
  await open('海棠与猫');
  await whoIsOpen('海棠与猫', origin);
  await open('林间小雨88');
  expect(await renderFor({ templateId, fingerprint: '海棠与猫' }, origin)).toEqual({ outcome: 'gone' });
  expect(await keepReply({ commandId: command(), templateId, fingerprint: '海棠与猫' }, origin)).toEqual({ ok: true });
  const [waiting] = await waitingReplies();
  const owner = await db.customers.get(waiting?.binding.customerId ?? '');
  expect([waiting?.text, waiting?.name, owner?.nick]).toEqual(['海棠与猫您好', '海棠与猫', '海棠与猫']);
});

it('fills in nothing that is for another shop, nor takes it into a text', async () => {
  const own = await template('本店满50包邮', { shopId: 'taobao|青禾示例', code: 'qm' });
  const other = await template('别店满99包邮', { shopId: 'taobao|别的店', code: 'by' });
  const both = await template('{模板:qm}{模板:by}');
  await open('海棠与猫');
  const shopId = (await db.customers.toArray())[0]?.shopId;
  await db.templates.update(own, { shopId });
  const filled = (templateId: string) => renderFor({ templateId, fingerprint: '海棠与猫' }, origin);
  expect(await filled(own)).toMatchObject({ outcome: 'ready', text: '本店满50包邮' });
  expect(await filled(other)).toEqual({ outcome: 'gone' });
  expect(await filled(both)).toMatchObject({ outcome: 'missing', partial: '本店满50包邮＿＿' });
});

it('names what is missing in the preview of a row, and remembers and counts nothing', async () => {
  const templateId = await template('{买家}，{尺码}');
  await open('海棠与猫');
  const rendered = await renderFor({ templateId, fingerprint: '海棠与猫', preview: 'named' }, origin);
  expect(rendered.outcome === 'missing' && splitGaps(rendered.partial)).toEqual(['海棠与猫，', '尺码', '']);
  expect([await db.answers.count(), (await db.templates.get(templateId))?.uses]).toEqual([0, 0]);
});

it('counts the working days of the country where the shop works, by its clock', async () => {
  const templateId = await template('{今天+6个工作日} {现在}');
  await open('海棠与猫');
  const filled = (): Promise<unknown> => renderFor({ templateId, fingerprint: '海棠与猫' }, origin);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 3, 14) });
  expect(await filled()).toEqual({ outcome: 'ready', text: '11月11日 22:00' });
  // The eleventh is a day off in the United States.
  await setShopGround({ country: 'US', zone: 'America/New_York' });
  expect(await filled()).toEqual({ outcome: 'ready', text: '11月12日 09:00' });
  vi.useRealTimers();
});

it('remembers what was filled in, but not what is still being typed', async () => {
  const templateId = await template('{尺码}');
  await open('海棠与猫');
  const data = { templateId, fingerprint: '海棠与猫', answers: { 尺码: 'M' } };
  expect(await renderFor({ ...data, preview: true }, origin)).toEqual({ outcome: 'ready', text: 'M' });
  expect(await db.answers.count()).toBe(0);
  await renderFor(data, origin);
  expect(await db.answers.count()).toBe(1);
});

it('keeps the newest thirty: what was chosen just now is never turned away', async () => {
  await open('海棠与猫');
  await whoIsOpen('海棠与猫', origin);
  const templateId = await template('好');
  for (let i = 0; i < 31; i++) {
    const commandId = `command-${n++}`;
    expect(await keepReply({ commandId, templateId, fingerprint: '海棠与猫' }, origin)).toEqual({ ok: true });
    if (i === 30) expect((await waitingReplies()).some(({ id }) => id === `${commandId}-0`)).toBe(true);
  }
  expect(await waitingReplies()).toHaveLength(30);
});

it('keeps one command once, and nothing with a gap, for another frame, or for a chat nobody asked about', async () => {
  const templateId = await template('好');
  const gap = await template('{赔付金额}');
  await open('海棠与猫');
  const data = { commandId: command(), templateId, fingerprint: '海棠与猫' };
  expect(await keepReply(data, origin)).toEqual({ ok: false });
  await whoIsOpen('海棠与猫', origin);
  expect(await keepReply({ ...data, templateId: gap }, origin)).toEqual({ ok: false });
  expect(await keepReply(data, { ...origin, frameId: 9 })).toEqual({ ok: false });
  expect(await keepReply({ ...data, fingerprint: '别人' }, origin)).toEqual({ ok: false });
  expect(await waitingReplies()).toEqual([]);
  await keepReply(data, origin);
  await keepReply(data, origin);
  expect(await waitingReplies()).toHaveLength(1);
});

it('tells the palette the language the buyer writes in, before that of the country', async () => {
  await open('海棠与猫');
  const chat = await activeChat(7);
  const abroad = { ...chat, site: 'aliexpress', peer: { name: 'John', country: 'US' } };
  await chrome.storage.session.set({ 'chat:7': abroad });
  expect((await whoIsOpen('海棠与猫', origin))?.language).toBe('en');
  const text = 'Здравствуйте, когда отправите мой заказ?';
  const items = [{ message: { kind: 'message' as const, side: 'buyer' as const, type: 'text' as const, text } }];
  await chrome.storage.session.set({ 'chat:7': chat });
  await takeMessages({ fingerprint: '海棠与猫', mark: '海棠与猫', items }, origin);
  await chrome.storage.session.set({ 'chat:7': abroad });
  expect((await whoIsOpen('海棠与猫', origin))?.language).toBe('ru');
});
