import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { db } from '#lib/db/database.ts';
import { addNote, editNote } from '#lib/db/notes.ts';
import { expectAccessible, field, noticeText, openChat, showPanel, store, type } from './kit.tsx';

async function editing(): Promise<string> {
  await store('c1', '林间小雨88');
  const id = (await addNote('c1', '要三十码'))?.ops[0]?.key ?? '';
  await openChat();
  await showPanel('customer', 'c1');
  fireEvent.click(await screen.findByRole('button', { name: '修改备注' }));
  return id;
}

const noteText = async (): Promise<string | undefined> => (await db.notes.toArray())[0]?.text;
const save = (): void => void fireEvent.click(screen.getByRole('button', { name: '保存' }));

test('a note that was changed elsewhere while one changes it says so and shows both', async () => {
  const id = await editing();
  type(field('修改备注'), '要三十码，先发顺丰');
  expect(screen.queryByText(/别处改过/)).toBeNull();
  await editNote(id, '要三十一码');
  await screen.findByText('这条备注在别处改过了。保存就用您写的，代替下面这句：');
  expect(screen.getByText('要三十一码')).toBeTruthy();
  expect(field('修改备注').value).toBe('要三十码，先发顺丰');
  await expectAccessible();
  save();
  await waitFor(async () => expect(await noteText()).toBe('要三十码，先发顺丰'));
});

test('a draft of before the change says so when one comes back to it; giving it up leaves the note', async () => {
  const id = await editing();
  type(field('修改备注'), '旧的草稿');
  await showPanel('customer', 'c1');
  await editNote(id, '要三十一码');
  await screen.findByText(/别处改过/);
  fireEvent.click(screen.getByRole('button', { name: '取消' }));
  await screen.findByText('要三十一码');
  fireEvent.click(screen.getByRole('button', { name: '修改备注' }));
  expect(field('修改备注').value).toBe('要三十一码');
  expect(screen.queryByText(/别处改过/)).toBeNull();
});

test('a note is not changed when it is no longer what was shown', async () => {
  const id = await editing();
  await editNote(id, '要三十一码');
  await expect(editNote(id, '要三十二码', db, '要三十码')).rejects.toThrow('note changed');
  expect(await noteText()).toBe('要三十一码');
  expect(noticeText()).not.toContain('已');
});
