import type { Template } from '#lib/domain/template.ts';
import { pinyinKeys } from '#lib/search/pinyin.ts';
import { mixed } from './sample.ts';

const WHAT = [
  '发货',
  '物流',
  '退货',
  '换货',
  '优惠',
  '尺码',
  '发票',
  '包装',
  '赠品',
  '库存',
  '预售',
  '售后',
  '签收',
  '催付',
  '改地址',
  '色差',
  '材质',
  '洗涤',
  '会员',
  '好评',
];
const HOW = [
  '时效说明',
  '进度查询',
  '流程引导',
  '规则说明',
  '常见疑问',
  '道歉安抚',
  '确认信息',
  '温馨提示',
  '处理方案',
  '回访问候',
];
const WHERE = ['广东', '江浙沪', '偏远地区', '海外', '同城', '节假日', '大促期间', '夜间', '周末', '老客'];
const FOLDERS = ['售前', '售后', '物流', '活动', 'English'];
const ENGLISH = ['Delivery time', 'Return address', 'Refund progress', 'Size advice', 'Tracking number', 'Customs duties'];
const RUSSIAN = ['Сроки доставки', 'Адрес возврата', 'Возврат денег', 'Подбор размера', 'Номер отправления', 'Скидка на заказ'];

/** Typed as people do, by kind; the last of some kinds fit nothing, which takes longest. */
export const QUERIES: Readonly<Record<string, readonly string[]>> = {
  pinyin: ['fahuo', 'wuliu jindu', 'tuihuoliucheng', 'f', 'zh', 'sh', 'zzzz'],
  initials: ['fhsx', 'ccai', 'hydq', 'sssss'],
  Chinese: ['退货', '江浙沪', '亲亲', '周末 发票', '售后', '彗星'],
  code: ['q12', 'q9999', 'q77777'],
  slips: [
    'fahou',
    'wuilu',
    'xahuo',
    'tuihuoliuchegn',
    'guangdnog',
    'wuliu jidnu',
    '退货流城',
    '说明说名',
    'fahuoshixaio',
    'shishishi',
  ],
  Latin: ['delivery', 'time', 'Refund progress', 'tracking n', 'parcel', 'strange words here', 'qwertyuiop'],
  'Latin, slips': ['delviery', 'refnud', 'trakcing number', 'xustoms'],
  Cyrillic: ['доставка', 'возврат денег', 'СКИДКА', 'сд', 'привет', 'спасибо за заказ', 'йцукенгшщз'],
  'Cyrillic, slips': ['дсотавки', 'возврта', 'подбро размера', 'нтправления'],
};

/** Returns invented reply templates, always the same: eight of ten in Chinese, one in English, one in Russian. */
export function sampleTemplates(count: number): Template[] {
  return Array.from({ length: count }, (_, i) => {
    const of = (list: readonly string[], n: number): string => list[mixed(i, n) % list.length] ?? '';
    const foreign = ([ENGLISH, RUSSIAN] as const)[i % 10];
    const title = foreign ? `${of(foreign, 2)} ${of(foreign, 3)} ${i}` : `${of(WHERE, 1)}${of(WHAT, 2)}${of(HOW, 3)}${i}`;
    const body = foreign
      ? `${of(foreign, 2)}. ${of(foreign, 4)}: {订单号}. ${of(foreign, 5)}, ${i}`
      : `亲亲，关于${of(WHAT, 2)}：您的订单 {订单号} 我们会在 {时间|48 小时} 内处理，请您放心。第 ${i} 条`;
    return {
      id: `t_bench_${i}`,
      title,
      body,
      code: `q${i}`,
      folder: of(FOLDERS, 4),
      language: foreign ? (foreign === ENGLISH ? 'en' : 'ru') : 'zh',
      ...pinyinKeys(title),
      uses: mixed(i, 5) % 50,
      createdAt: 1,
      updatedAt: 1,
    };
  });
}
