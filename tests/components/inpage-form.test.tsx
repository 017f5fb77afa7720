import { fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { expect, test } from 'vitest';
import { SlotForm } from '#components/inpage/SlotForm.tsx';
import { TemplateRow } from '#components/inpage/TemplateRow.tsx';
import { namedGap } from '#lib/domain/template-gaps.ts';
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

test('the selected row shows what is known of this buyer, and by its name what is missing', () => {
  const body = '{买家}，订单{订单号}赔付 {赔付金额} 元';
  const template = { id: 'a', title: '赔付', body, folder: '', language: 'zh', uses: 0, pinyin: [], initials: [] };
  const row = { template, hits: [], by: 'title' as const };
  const act = { onHover: () => undefined, onChoose: () => undefined };
  const sample = `林间小雨，订单271828赔付 ${namedGap('赔付金额')} 元`;
  const { rerender, container } = render(<TemplateRow id="row-0" row={row} index={0} selected sample={null} {...act} />);
  const text = (): string | undefined => container.querySelector('.body')?.textContent ?? undefined;
  expect(text()).toBe('买家，订单订单号赔付 赔付金额 元');
  rerender(<TemplateRow id="row-0" row={row} index={0} selected sample={sample} {...act} />);
  expect(text()).toBe('林间小雨，订单271828赔付 {赔付金额} 元');
  expect([...container.querySelectorAll('.need')].map((gap) => gap.textContent)).toEqual(['{赔付金额}']);
});

test('what an answer brings up to be asked comes with what was filled in last, what was typed stays', () => {
  const body = '{如果 换货}{尺码:单选 S/M/L}{颜色}{结束}';
  const template = { id: 'a', title: '换货', body, folder: '', language: 'zh', uses: 0, pinyin: [], initials: [] };
  const asked = (...slots: { name: string; last?: string }[]) => ({
    outcome: 'missing' as const,
    slots: slots.map((slot) => ({ ...slot, label: slot.name })),
    partial: '',
  });
  const first = formFor(template, asked({ name: '换货', last: '否' }), null, false);
  const answered = { ...first, values: { 换货: '是', 颜色: '' } };
  const second = formFor(template, asked({ name: '尺码', last: 'M' }, { name: '颜色', last: '红' }), answered, false);
  expect(second.values).toEqual({ 换货: '是', 尺码: 'M', 颜色: '' });
});
