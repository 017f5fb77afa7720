import { expect, test } from 'vitest';
import { aboutIn } from '#lib/domain/reminder-about.ts';

const A = '4512300187000204539';
const B = '4512300187000304539';
const C = '8190001234567890';

test.each([
  [`#${A} 明天15点 催发货`, { line: '明天15点 催发货', orderNo: A }],
  ['明天15点 催发货 #7890', { line: '明天15点 催发货', orderNo: C }],
  ['＃7890 3天后 回访', { line: '3天后 回访', orderNo: C }],
  // Two orders end so: which one is not said.
  ['#4539 3天后 回访', { line: '#4539 3天后 回访' }],
  ['#204539 3天后 回访', { line: '3天后 回访', orderNo: A }],
  ['#9999 3天后', { line: '#9999 3天后' }],
  ['#45123001870009999 3天后', { line: '3天后', orderNo: '45123001870009999' }],
  ['明天 看售后#77881234', { line: '明天 看', caseNo: '77881234' }],
  ['in 2h dispute #AB-1234', { line: 'in 2h', caseNo: 'AB-1234' }],
  ['明天 1# 仓库', { line: '明天 1# 仓库' }],
  ['明天 回访', { line: '明天 回访' }],
])('%s', (line, expected) => {
  expect(aboutIn(line, [A, B, C])).toEqual(expected);
});
