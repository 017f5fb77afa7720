import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isPassing } from '#lib/domain/passing.ts';
import { slotsOf } from '#lib/domain/template-slots.ts';

it.each([
  '12月3日',
  '明天',
  '周五前',
  '下周五',
  '今晚',
  '3天内',
  '48 小时',
  '下午',
  '18:00',
  '12/3',
  '2026-12-03',
  '3.12.',
  '月底',
  '春节前',
  '¥20',
  '20元',
  '退 15 块',
  '8折',
  '10%',
  'US $5',
  '500 руб',
  'tomorrow',
  'by Friday',
  'Dec 3',
  'in 3 days',
  'next week',
  'завтра',
  'в среду',
  '3 декабря',
  'mañana',
  'el viernes',
  'amanhã',
  'sexta-feira',
  'demain',
  "aujourd'hui",
  'mardi',
  'morgen',
  'Freitag',
  'domani',
  '三天内',
  '五块',
  'venerdì',
  'غدًا',
  'الجمعة',
  '明日',
  '金曜日',
  '내일',
  '금요일',
  'jutro',
  'w piątek',
  '明天发出',
  '我们明天给您发',
  '昨天已寄出',
  '后天到',
  '大后天',
  '星期五发',
  '周五前到',
  '明年',
  '去年买的',
  '本月内',
  '这个月',
  '年底',
  '明日発送します',
  '昨日発送しました',
  '金曜日に届きます',
  '내일까지',
  '오늘 발송',
  '금요일까지',
  'next month',
  '已补发',
  '派送中',
  '正在处理',
  'at customs',
  'out for delivery',
  'still in transit',
  'already resent',
  'la semana que viene',
  'esta noche',
  'ce soir',
  'cet après-midi',
  'stasera',
  'this evening',
  'this morning',
  'within an hour',
  'soon',
  'غدا',
  '马上',
  '稍后',
  '刚刚',
  'через час',
  'вечером',
  'esta noite',
  'semana que vem',
  'za godzinę',
  'heute Abend',
  '今夜',
  'もうすぐ',
  '곧',
])('does not last: %s', (value) => {
  expect(isPassing('说明', value)).toBe(true);
});

it.each([
  'M',
  '米白',
  '玫瑰金',
  '金色',
  '42',
  '175cm',
  '65kg',
  '1.8m',
  'Black/L',
  '小满',
  'marble',
  'Sunny',
  '送赠品',
  '开错尺码',
  'cotton',
  'средний',
  'среднего размера',
  'toda la tienda',
  'todos',
  '明黄',
  '透明',
  '日系',
  '星期衫',
  '年轻款',
  '已婚',
  'snow white',
  'Moonlight',
  'Soonwald',
  'Abendkleid',
  '马上装',
  '곧은 라인',
])('lasts: %s', (value) => {
  expect(isPassing('尺码、颜色', value)).toBe(false);
});

it.each(['物流状态', '快递情况', '处理结果', 'where', '到哪了', 'progress', '已发货', '缺货', 'order state', '是否发出'])(
  'asks for what is true of one parcel only: %s',
  (name) => {
    expect(isPassing(name, '是')).toBe(true);
  },
);

it.each(['换货', '尺码', '喜欢的颜色', '送礼', '发票抬头', '默认快递'])('asks for what may be true next time: %s', (name) => {
  expect(isPassing(name, '是')).toBe(false);
});

interface Starter {
  body: string;
  group?: string;
}
const starters = (language: string): Starter[] =>
  JSON.parse(readFileSync(new URL(`../../assets/starter/templates.${language}.json`, import.meta.url), 'utf8')) as Starter[];
const asked = (body: string): string[] => slotsOf(body).flatMap(({ name, fact }) => (fact ? [] : [name]));

it('keeps of the slots of the starters those that may be true of the next order as well', () => {
  const kept = ['zh', 'en'].flatMap((language) => starters(language).flatMap(({ body }) => asked(body)));
  expect([...new Set(kept)].filter((name) => !isPassing(name, 'x')).join(' ')).toBe(
    '缺货规格 建议尺码 材质 赠品 默认快递 延迟原因 新规格 漏发商品 问题 规格参数 主要区别 看重的方面 推荐款 起订件数 需要的资料 保养方法 放假开始 放假结束 恢复发货 节日 发货城市 suggested size material reason return address missing item next step shipping resumes place',
  );
});
