import { db } from '#lib/db/database.ts';
import type { Template, TemplateBrief } from '#lib/domain/template.ts';
import { pinyinKeys } from '#lib/search/pinyin.ts';
import { rankTemplates } from '#lib/search/rank.ts';
import { prepareIndex } from '#lib/search/template-index.ts';
import { mixed } from './sample.ts';
import { compared, type Compared } from './timing.ts';

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
/** Typed as people do: full spelling, initials, Chinese, a code, two words, part of the body, nothing that fits. */
export const QUERIES = [
  'fahuo',
  'fhsx',
  '退货',
  'q12',
  'wuliu jindu',
  '江浙沪',
  'tuihuoliucheng',
  'ccai',
  '亲亲',
  'hydq',
  '周末 发票',
  'zzzz',
  'f',
  '售后',
];

/** Returns invented reply templates, always the same. */
export function sampleTemplates(count: number): Template[] {
  return Array.from({ length: count }, (_, i) => {
    const of = (list: readonly string[], n: number): string => list[mixed(i, n) % list.length] ?? '';
    const title = `${of(WHERE, 1)}${of(WHAT, 2)}${of(HOW, 3)}${i}`;
    return {
      id: `t_bench_${i}`,
      title,
      body: `亲亲，关于${of(WHAT, 2)}：您的订单 {订单号} 我们会在 {时间|48 小时} 内处理，请您放心。第 ${i} 条`,
      code: `q${i}`,
      folder: of(FOLDERS, 4),
      language: 'zh',
      ...pinyinKeys(title),
      uses: mixed(i, 5) % 50,
      createdAt: 1,
      updatedAt: 1,
    };
  });
}

export interface SearchTimes extends Compared {
  /** Milliseconds to prepare the list once. */
  prepare: number;
}

/** Measures searching templates against looking for the text in the titles. */
export async function measureSearch(count: number, times: number): Promise<SearchTimes> {
  const list: TemplateBrief[] = sampleTemplates(count);
  const from = performance.now();
  const index = prepareIndex(list, Date.now());
  const prepare = performance.now() - from;
  const query = (i: number): string => QUERIES[i % QUERIES.length] ?? '';
  let found = 0;
  const result = await compared(
    times,
    (i) => {
      found += rankTemplates(index, query(i)).length;
    },
    (i) => {
      found += list.filter((template) => template.title.includes(query(i))).slice(0, 40).length;
    },
    3,
  );
  // Used, so that no compiler leaves the work out.
  if (found < 0) throw new Error('impossible');
  return { ...result, prepare };
}

/** Puts templates into the database. */
export async function putTemplates(count: number): Promise<void> {
  await db.templates.bulkPut(sampleTemplates(count));
}
