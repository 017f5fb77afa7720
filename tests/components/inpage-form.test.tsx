import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { SlotForm } from '#components/inpage/SlotForm.tsx';
import { formFor } from '#lib/inpage/palette-state.ts';

test('what is on the clipboard is asked for by the key that pastes, with the focus in the field', async () => {
  const body = '地址：{剪贴板}，{备注}';
  const template = { id: 'a', title: '地址', body, folder: '', language: 'zh', uses: 0, pinyin: [], initials: [] };
  const slots = [
    { name: '剪贴板', label: '剪贴板' },
    { name: '备注', label: '备注' },
  ];
  const form = formFor(template, { outcome: 'missing', slots, partial: '地址：' }, null, false);
  const answers: [string, string][] = [];
  render(<SlotForm form={form} busy={false} onAnswer={(...answer) => answers.push(answer)} onSubmit={() => undefined} />);
  const fields = screen.getAllByRole<HTMLInputElement>('textbox');
  expect(fields.map(({ placeholder }) => placeholder)).toEqual(['按 Ctrl+V 粘贴', '']);
  await waitFor(() => expect(document.activeElement).toBe(fields[0]));
  // Whatever the site is asked for, it is not its clipboard.
  expect(screen.queryByRole('button', { name: /粘贴/ })).toBeNull();
  if (fields[0]) fireEvent.input(fields[0], { target: { value: '广东省广州市' } });
  expect(answers).toEqual([['剪贴板', '广东省广州市']]);
});
