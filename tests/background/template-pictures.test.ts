import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { picturesFor } from '#lib/background/template-pictures.ts';
import { db } from '#lib/db/database.ts';
import { keepPicture } from '#lib/db/pictures.ts';
import { saveTemplate } from '#lib/db/templates.ts';
import { clearActiveChat, handedIn, noteHanded, setActiveChat } from '#lib/session.ts';
import { dropFakeStorage, useFakeStorage } from '../support/browser-storage.ts';

const origin = { tabId: 7, frameId: 3, url: 'https://market.m.taobao.com/app/im/chat-core/index.html', windowId: 1 };
const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3, 4, 5, 6]);
const PDF = new TextEncoder().encode('%PDF-1.7');
let templateId: string;

beforeEach(async () => {
  useFakeStorage();
  const picture = await keepPicture({ name: '尺码表.png', type: 'image/png', data: PNG });
  const file = await keepPicture({ name: '安装说明.pdf', type: 'application/pdf', data: PDF });
  const base = { body: '见附件', folder: '', language: 'zh', pinyin: [], initials: [] };
  const change = await saveTemplate({ ...base, title: '安装', pictures: [picture, file] });
  await saveTemplate({ ...base, title: '尺码', pictures: [picture] });
  templateId = change?.ops[0]?.key ?? '';
  await setActiveChat({
    tabId: 7,
    frameId: 3,
    site: 'taobao',
    shopId: 'taobao|a',
    shop: null,
    peer: null,
    fingerprint: 'fp',
    mark: null,
    customerId: null,
    state: 'ready',
    trouble: [],
    url: origin.url,
    at: 0,
  } as never);
});
afterEach(async () => {
  await db.delete();
  await db.open();
  dropFakeStorage();
});

it('hands pictures and files to the chat that is open, and keeps the files at hand beside it', async () => {
  const { pictures } = await picturesFor({ templateId, fingerprint: 'fp' }, origin);
  expect(pictures).toEqual([
    { name: '尺码表.png', type: 'image/png', data: btoa(String.fromCharCode(...PNG)) },
    { name: '安装说明.pdf', type: 'application/pdf', data: btoa('%PDF-1.7') },
  ]);
  expect(await handedIn(7)).toEqual({ templateId, fingerprint: 'fp' });
  await noteHanded(7, null);
  expect(await handedIn(7)).toBeNull();
});

it('hands nothing to another chat or frame, and keeps nothing at hand there', async () => {
  expect(await picturesFor({ templateId, fingerprint: 'other' }, origin)).toEqual({ pictures: [] });
  expect(await picturesFor({ templateId, fingerprint: 'fp' }, { ...origin, frameId: 4 })).toEqual({ pictures: [] });
  expect(await handedIn(7)).toBeNull();
});

it('keeps nothing at hand for pictures alone, and forgets files with their tab', async () => {
  const [sizes] = (await db.templates.toArray()).filter(({ title }) => title === '尺码');
  await picturesFor({ templateId: sizes?.id ?? '', fingerprint: 'fp' }, origin);
  expect(await handedIn(7)).toBeNull();
  await picturesFor({ templateId, fingerprint: 'fp' }, origin);
  await clearActiveChat(7);
  expect(await handedIn(7)).toBeNull();
});
