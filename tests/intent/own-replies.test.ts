import { describe, expect, test } from 'vitest';
import type { Intent } from '#lib/domain/intent.ts';
import { pickedOnce } from '#lib/domain/pick.ts';
import type { Stage } from '#lib/domain/stage.ts';
import { NOW, offered as offeredTo, titles } from './offered.ts';

interface Case {
  stage: Stage | null;
  text: string;
  body?: string;
  /** For what each title was picked, five times. */
  picked?: Intent;
}

/** Which of a shop's own replies, by their titles, are offered. */
function offered(own: readonly string[], { stage, text, body = 'x', picked }: Case): string[] {
  const from = own.map((title) => ({
    template: { id: title, title, body, folder: '常用', language: 'zh', tags: [], pinyin: [], initials: [], uses: 0 },
  }));
  const picks = picked
    ? own.map((templateId) => ({ ...pickedOnce(undefined, { intent: picked, templateId }, NOW, 1), n: 5 }))
    : [];
  return titles(offeredTo(text, { from, picks, stage }));
}

describe('a shop’s own replies', () => {
  test.each<[string, Stage, string]>([
    ['质量问题退款处理', 'received', '用两天坏了 我要退款'],
    ['售后退款处理', 'received', '我要退款'],
    ['仅退款处理', 'paid', '没发货退款'],
    ['发票已改为电子发票', 'received', '发票能开吗'],
    ['已收到货想退货', 'received', '怎么退货'],
    ['已开封能退货吗', 'received', '拆开了还能退货吗'],
    ['清关时间', 'presale', '清关要多久'],
    ['清关流程', 'presale', '怎么清关'],
    ['尺码参数表', 'presale', '有尺码表吗'],
    ['退货运费险说明', 'received', '怎么退货'],
    ['未发货换颜色', 'paid', '颜色拍错了，换成白色'],
  ])('are not hidden where they fit: %s', (title, stage, text) => {
    expect(offered([title], { stage, text })).toEqual([title]);
  });

  test.each(['退款已通过', '同意退款话术', '退款通知', '退款常用语'])('do not agree to a refund under any title: %s', (title) => {
    const body = '亲，您的退款我们已经同意，款项会原路退回。';
    expect(offered([title], { stage: 'received', text: '我要退款', body })).toEqual([]);
    expect(offered([title], { stage: 'received', text: '我要退款', body, picked: 'refund' })).toEqual([]);
    expect(offered([title], { stage: 'aftersales', text: '退款什么时候到账', body })).toEqual([title]);
  });

  test('on what comes once a refund is agreed are offered to whoever asks for one', () => {
    const body = 'Once your refund has been approved, the money arrives within some days.';
    expect(offered(['退款须知'], { stage: 'received', text: '我要退款', body })).toEqual(['退款须知']);
  });

  test.each<[string, string, Intent]>([
    ['预售发货时间', '什么时候发货', 'shipping'],
    ['使用教程', '这个有什么功能', 'product'],
    ['运费险说明', '不要了，退货', 'return'],
  ])('for another question are offered to those for whom they were picked: %s', (title, text, picked) => {
    const stage = 'received';
    expect(offered([title, '发货时效', '规格参数说明', '退货流程'], { stage, text })[0]).not.toBe(title);
    expect(offered([title], { stage, text, picked })).toEqual([title]);
  });
});

describe('a parcel that is held at customs', () => {
  test.each<Stage | null>(['presale', 'unpaid', 'paid', 'shipped', 'received', null])(
    'is there whatever the page shows: %s',
    (stage) => {
      for (const text of ['包裹扣在海关一周了', '一直显示清关中', '卡在海关了'])
        expect(offered(['清关说明', '关税说明'], { stage, text })[0]).toBe('清关说明');
      if (stage === 'presale')
        for (const text of ['会不会卡在海关', '海关会扣吗', '怕被海关扣', '海关扣税吗', '海关卡得严吗', '一般清关要几天'])
          expect(offered(['清关说明', '关税说明'], { stage, text })).not.toContain('清关说明');
    },
  );
});
