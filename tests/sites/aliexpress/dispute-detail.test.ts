import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { observationSchema, type Reading } from '#lib/domain/observation.ts';
import { dispute2026 } from '#lib/sites/aliexpress/dispute-detail.ts';
import { pageOf } from './page-of.ts';

const URL_OF = 'https://csp.aliexpress.com/m_apps/dispute-management/detail?reverseOrderLineId=6302516863689763&channelId=1';
const HTML = readFileSync(new URL('dispute-2026-labelled.html', import.meta.url), 'utf8');
const HEAD = '<h2>等待卖家响应</h2><p>还剩 2 天 5 小时 10 分钟</p>';

function read(head: string): Reading {
  expect(HTML).toContain(HEAD);
  return dispute2026.read(pageOf(HTML.replace(HEAD, head), URL_OF));
}
const caseIn = ({ observations }: Reading) => observations.find((seen) => seen.kind === 'case');

describe('the countdown of a dispute', () => {
  it.each([
    ['<p>剩余 500 字</p>', undefined],
    ['<p>还剩 2 件</p><p>剩余1200</p>', undefined],
    ['<p>剩余 3 天</p><p>剩余 500 字</p>', '剩余 3 天'],
    [HEAD, '还剩 2 天 5 小时 10 分钟'],
    ['<p>请在还剩1天2时3分4秒内处理</p>', '还剩1天2时3分4秒'],
  ])('in %s is %s', (head, text) => {
    expect(caseIn(read(head))?.deadlineText).toBe(text);
  });

  it('however long the text is costs nothing else', () => {
    const reading = read(`<p>还剩 ${'1 天 '.repeat(400)}</p><h2>等待卖家响应</h2>`);
    expect(caseIn(reading)).toMatchObject({ no: '6302516863589763', orderNo: '8287986728749763' });
    for (const seen of reading.observations) expect(observationSchema.safeParse(seen).success).toBe(true);
  });
});

describe('the state of a dispute', () => {
  const steps = (tag: string): string =>
    `<div>${['提交', '协商', '已结束'].map((step) => `<${tag}>${step}</${tag}>`).join('')}</div>`;
  it.each([
    [`<h2>等待卖家处理</h2>${steps('span')}`, '等待卖家处理'],
    [`<h2>别的话</h2>${steps('div')}`, undefined],
    ['<h2>别的话</h2><div class="next-step"><div>已结束</div></div>', undefined],
    ['<div>别的话</div><ol><li>提交</li><li>已结束</li></ol>', undefined],
    ['<div>等待买家退货</div><p>已结束</p>', undefined],
    ['<h2>已结束</h2><p>等待买家退货</p>', '已结束'],
    ['<div>等待买家退货</div>', '等待买家退货'],
  ])('in %s is %s', (head, state) => {
    expect(caseIn(read(head))?.stateText).toBe(state);
  });
});
