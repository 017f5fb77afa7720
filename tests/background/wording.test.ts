import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { takeMessages, takeReport } from '#lib/background/reports.ts';
import { whoIsOpen } from '#lib/background/templates.ts';
import { checkDraft, wordingFor } from '#lib/background/wording.ts';
import { db } from '#lib/db/database.ts';
import { setPeak } from '#lib/db/peak.ts';
import { editWording, setWordingOn } from '#lib/db/wording.ts';
import type { Report } from '#lib/messaging.ts';
import { dropFakeStorage, useFakeStorage } from '../support/browser-storage.ts';

const origin = { tabId: 7, frameId: 3, url: 'https://market.m.taobao.com/app/im/chat-core/index.html', windowId: 1 };
const shop = { site: 'taobao' as const, key: '青禾示例', name: '青禾示例专卖店' };
const OTHERS_ORDER = '4512300187000204539';

let n = 0;
const open = (nick: string, over: Partial<Report> = {}, at = origin): Promise<unknown> =>
  takeReport(
    {
      commandId: `c0ffee22-${n++}`,
      reader: 'taobao/chat-2023',
      url: origin.url,
      state: 'ready',
      health: {},
      shop,
      fingerprint: nick,
      observations: [{ kind: 'peer', peer: { name: nick, nick }, orderNos: [] }],
      ...over,
    },
    at,
  );
const says = (fingerprint: string, ...texts: string[]): Promise<unknown> =>
  takeMessages(
    {
      fingerprint,
      mark: fingerprint,
      items: texts.map((text) => ({ message: { kind: 'message', side: 'buyer', type: 'text', text } })),
    },
    origin,
  );
const check = (fingerprint: string, text: string): ReturnType<typeof checkDraft> => checkDraft({ fingerprint, text }, origin);

beforeEach(() => void useFakeStorage());
afterEach(async () => {
  await db.delete();
  await db.open();
  dropFakeStorage();
});

it('points at the name and the order of another buyer, hands nothing else over, and leaves the own ones alone', async () => {
  await open('海棠与猫', {
    observations: [{ kind: 'peer', peer: { name: '海棠与猫', nick: '海棠与猫' }, orderNos: [OTHERS_ORDER] }],
  });
  await says('海棠与猫', '在吗');
  await open('林间小雨88');
  const text = `林间小雨88您好，海棠与猫的订单 ${OTHERS_ORDER} 发了`;
  const answer = await check('林间小雨88', text);
  expect(answer?.others.map(([start, end]) => text.slice(start, end)).toSorted()).toEqual([OTHERS_ORDER, '海棠与猫'].toSorted());
  expect(JSON.stringify(answer)).not.toMatch(/海棠|4512/);
  await open('海棠与猫');
  expect((await check('海棠与猫', '海棠与猫您好，4512300187000204539 发了'))?.others).toEqual([]);
});

it('knows the language by what the buyer wrote last, and nothing of a chat that is not open', async () => {
  await open('ivan');
  await says('ivan', 'Hello', 'Здравствуйте, где мой заказ?', '👍 123');
  expect(await check('ivan', '您好')).toMatchObject({ buyer: 'ru' });
  expect(await check('somebody', '您好')).toBeNull();
  expect(await checkDraft({ fingerprint: 'ivan', text: '您好' }, { ...origin, frameId: 4 })).toBeNull();
});

it('hands the shop’s changes over once, and again when they are others', async () => {
  const first = await wordingFor(undefined);
  expect(first).toMatchObject({ on: true, edits: [] });
  expect(await wordingFor(first.revision)).toEqual({ revision: first.revision, on: true });
  await editWording('s-first', { off: true });
  const second = await wordingFor(first.revision);
  expect(second.edits).toMatchObject([{ id: 's-first', off: true }]);
  await setWordingOn(false);
  expect(await wordingFor(second.revision)).toMatchObject({ on: false });
});

it('tells the palette what was asked, except on peak days', async () => {
  await open('林间小雨88');
  await says('林间小雨88', '什么时候发货');
  expect(await whoIsOpen('林间小雨88', origin)).toHaveProperty('help');
  await setPeak(Date.now() + 60_000);
  expect(await whoIsOpen('林间小雨88', origin)).not.toHaveProperty('help');
  await setPeak(null);
  expect(await whoIsOpen('林间小雨88', origin)).toHaveProperty('help');
});

it('leaves drafts alone on peak days, and looks through them again afterwards', async () => {
  const { on, revision } = await wordingFor(undefined);
  expect(on).toBe(true);
  await setPeak(Date.now() + 60_000);
  const quiet = await wordingFor(revision);
  expect(quiet.on).toBe(false);
  await setPeak(null);
  expect(await wordingFor(quiet.revision)).toMatchObject({ on: true });
});
