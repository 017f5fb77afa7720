import { Blob as NodeBlob } from 'node:buffer';
import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { db } from '#lib/db/database.ts';
import { keepPicture } from '#lib/db/pictures.ts';
import { saveTemplate } from '#lib/db/templates.ts';
import { noteHanded } from '#lib/session.ts';
import { CompactWindow } from '#components/compact/CompactWindow.tsx';
import { openDashboard } from './dashboard-kit.tsx';
import { expectAccessible, field, openChat, press, showPanel, store, TAB, type } from './kit.tsx';

// The one of happy-dom does not outlive being kept in a table.
Object.assign(globalThis, { Blob: NodeBlob });

const PDF = new TextEncoder().encode('%PDF-1.7 1 0 obj');
const EXE = new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]);
const file = (name: string, bytes: Uint8Array<ArrayBuffer> = PDF, type = ''): File => new File([bytes], name, { type });
const names = (): string[] =>
  [...document.querySelectorAll('.template-form .files__item a')].map((a) => a.getAttribute('download') ?? '');

test('files are chosen or pasted into the form of a template, at most three, and kept with it', async () => {
  await saveTemplate({ title: '安装', body: '说明书见附件', folder: '', language: 'zh', pinyin: [], initials: [] });
  const [template] = await db.templates.toArray();
  openDashboard(`#/templates/${template?.id}`);
  const chooser = await screen.findByLabelText('加文件', { selector: 'input' });
  fireEvent.change(chooser, { target: { files: [file('安装说明.pdf', PDF, 'application/pdf'), file('装.exe', EXE)] } });
  await screen.findByText('「装.exe」这种文件不能放：只收 PDF、Word、Excel、TXT、ZIP、MP4');
  // Beside the form the preview shows them too.
  await waitFor(() => expect(names()).toEqual(['安装说明.pdf', '安装说明.pdf']));
  fireEvent.change(chooser, { target: { files: [file('假的.pdf', EXE)] } });
  await screen.findByText('「假的.pdf」的内容和它的后缀对不上，或者已经损坏');
  const clipboardData = { files: [file('二.pdf'), file('三.pdf'), file('四.pdf')], getData: () => '' };
  fireEvent.paste(screen.getByLabelText('内容'), { clipboardData });
  await screen.findByText('最多 3 个文件');
  await waitFor(() => expect(names()).toHaveLength(6));
  expect(screen.getByRole<HTMLButtonElement>('button', { name: '加文件' }).disabled).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: '去掉文件「二.pdf」' }));
  await waitFor(() => expect(names()).toHaveLength(4));
  await expectAccessible();
  fireEvent.click(screen.getByRole('button', { name: '保存' }));
  await waitFor(async () => expect((await db.templates.get(template?.id ?? ''))?.pictures).toHaveLength(2));
  const kept = await db.pictures.bulkGet((await db.templates.get(template?.id ?? ''))?.pictures ?? []);
  expect(kept.map((row) => [row?.name, row?.blob.type])).toEqual([
    ['安装说明.pdf', 'application/pdf'],
    ['三.pdf', 'application/pdf'],
  ]);
});

test('the files of a template that was put in are at hand beside its chat only, until they are put away', async () => {
  const id = await keepPicture({ name: '安装说明.pdf', type: 'application/pdf', data: PDF });
  await saveTemplate({ title: '安装', body: '见附件', folder: '', language: 'zh', pinyin: [], initials: [], pictures: [id] });
  const [template] = await db.templates.toArray();
  await store('c1', '林间小雨88', { nick: '林间小雨88' });
  await openChat();
  await showPanel('customer', 'c1');
  expect(document.querySelector('.files-at-hand')).toBeNull();
  await noteHanded(TAB, { templateId: template?.id ?? '', fingerprint: 'fp-1' });
  const link = await screen.findByRole<HTMLAnchorElement>('link', { name: '下载 安装说明.pdf' });
  await waitFor(() => expect(link.href).toMatch(/^blob:/));
  expect([link.download, link.getAttribute('draggable')]).toEqual(['安装说明.pdf', 'true']);
  // A page gets no file that way, and what a link says by itself would land in its draft.
  const hint = document.querySelector('.files-at-hand')?.textContent;
  expect(hint).toContain('发文件按钮');
  expect(hint).toContain('拖出去只能到桌面或文件夹');
  let given: Record<string, string> = { 'text/uri-list': link.href };
  const dataTransfer = { setData: (type: string, value: string) => (given[type] = value), clearData: () => (given = {}) };
  fireEvent(link, Object.assign(new Event('dragstart', { bubbles: true }), { dataTransfer }));
  expect(given).toEqual({ DownloadURL: `application/pdf:安装说明.pdf:${link.href}` });
  await expectAccessible();
  await openChat({ fingerprint: 'fp-2' });
  await waitFor(() => expect(document.querySelector('.files-at-hand')).toBeNull());
  await openChat();
  fireEvent.click(await screen.findByRole('button', { name: '收起文件' }));
  await waitFor(() => expect(document.querySelector('.files-at-hand')).toBeNull());
});

test('in the small window the files of the reply that was copied can be taken, until somebody else is looked at', async () => {
  const clipboard = { writeText: () => Promise.resolve(), readText: () => Promise.resolve('') };
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
  const id = await keepPicture({ name: '安装说明.pdf', type: 'application/pdf', data: PDF });
  const base = { folder: '', language: 'zh', pinyin: [], initials: [] };
  await saveTemplate({ ...base, title: '安装', body: '见附件', code: 'az', pictures: [id] });
  await store('c1', '林间小雨88', { nick: '林间小雨88' });
  render(<CompactWindow />);
  const search = field('搜话术，Enter 复制');
  type(search, 'az');
  await screen.findByRole('option', { name: /安装/ });
  expect(screen.queryByRole('link')).toBeNull();
  press('Enter');
  await screen.findByRole('link', { name: '下载 安装说明.pdf' });
  await expectAccessible();
  type(field('昵称、订单号、手机尾号'), '林间小雨88');
  await waitFor(() => expect(document.querySelector('#compact-found [data-customer-id]')).not.toBeNull());
  press('Enter');
  await waitFor(() => expect(screen.queryByRole('link', { name: '下载 安装说明.pdf' })).toBeNull());
});
