import type { Headers } from './headers.ts';
import { columnsNamed, headerKey } from './headers.ts';
import type { OrderField, OrderFileFormat, OrderFileKind } from './order-columns.ts';
import { aliasKeys, orderFields, orderFileFormats } from './order-columns.ts';
import { OTHER_NAMES } from './other-names.ts';

/** Columns of each field, in the order in which they count; columns of one name form one group. */
export type ColumnMap = Partial<Record<OrderField, number[][]>>;

/** What a person decided about the columns of a file: kind of file and one column name per field. */
export interface OrderMapping {
  kind: OrderFileKind;
  columns: Partial<Record<OrderField, string>>;
  /** Which of the columns of that name it is, from 0, where a file has the name more than once. */
  nth?: Partial<Record<OrderField, number>>;
  /** Zone in which the file prints times; that of the platform's own files where nobody said. */
  zone?: string;
}

export interface Recognised {
  format: OrderFileFormat;
  columns: ColumnMap;
  /** A person named the columns: whether it has a row per order or per item is not known. */
  mapped?: true;
  /** Currency of amounts without one, as a person said; for formats that have none of their own. */
  currency?: string;
}

/** Names that only one kind of file has together; at least `least` of them must be there beside the order number. */
const SIGNS: Record<OrderFileKind, { all: readonly string[]; some: readonly string[]; least: number }[]> = {
  'taobao-items': [
    { all: ['主订单编号', '子订单编号'], some: [], least: 0 },
    { all: ['订单编号', '购买数量'], some: ['标题', '商品标题', '宝贝标题', '价格', '商品属性'], least: 2 },
  ],
  'taobao-orders': [
    {
      all: ['订单编号'],
      some: [
        '买家会员名',
        '买家实际支付金额',
        '买家实付金额',
        '订单状态',
        '订单创建时间',
        '订单付款时间',
        '宝贝标题',
        '商品标题',
        '买家应付货款',
        '支付单号',
        '收货人姓名',
        '物流单号',
        '确认收货时间',
        '店铺名称',
      ],
      least: 2,
    },
  ],
  'aliexpress-orders': [
    {
      all: ['订单号'],
      some: ['订单状态', '买家名称', '下单时间', '付款时间', '订单金额', '商品编码', '收货国家', '实际发货单号', '买家选择物流'],
      least: 3,
    },
  ],
};

/** Returns the columns of every field that a format's names find. */
function columnsOf(format: OrderFileFormat, headers: Headers): ColumnMap {
  const map: ColumnMap = {};
  for (const field of orderFields) {
    const groups = aliasKeys(format, field)
      .map((key) => columnsNamed(headers, key))
      .filter((group) => group.length > 0);
    if (groups.length) map[field] = groups;
  }
  return map;
}

/** Returns the kind of order file a header row belongs to, by its names only, or null. */
export function recogniseHeaders(headers: Headers): Recognised | null {
  const has = (name: string): boolean => headers.keys.includes(headerKey(name));
  for (const format of orderFileFormats) {
    const fits = SIGNS[format.kind].some(({ all, some, least }) => all.every(has) && some.filter(has).length >= least);
    if (fits) return { format, columns: columnsOf(format, headers) };
  }
  return null;
}

/** Names that only AliExpress gives; every other one of its files is what any shop calls its columns. */
const ALIEXPRESS_ONLY = ['买家名称', '收货国家', '买家选择物流', '实际发货单号', '实际发货物流:运单号'];
/** Name of a column of shops or platforms, which only a program that serves several has. */
const SHOP_NAME = /^(?:来源)?(?:店铺|平台|渠道)(?:名称?|[账帐]号|来源)?$/;
/** Unknown columns from which on a file may come from another program, and their share of the known ones. */
const STRANGE = 4;
const STRANGE_SHARE = 1 / 3;

/**
 * Tells whether a file that was recognised may be one of another program, whose columns a person must name: it lacks who
 * bought or what was paid (an item report: two of what such a report says) and has many columns that nobody knows; or
 * it calls what was paid as other programs do; or nothing in an AliExpress file says that it is one, or a column names
 * shops.
 */
export function isDoubtful(found: Recognised, headers: Headers): boolean {
  const { format, columns } = found;
  const { unmapped, ignored } = unusedHeaders(found, headers);
  const isNamed = (names: readonly string[], keys: readonly string[]): boolean => names.some((n) => keys.includes(headerKey(n)));
  if (format.site === 'aliexpress') {
    if (!isNamed(ALIEXPRESS_ONLY, headers.keys) || headers.texts.some((text) => SHOP_NAME.test(text))) return true;
  }
  if (format.kind !== 'taobao-items' && !columns.paid && isNamed(OTHER_NAMES.paid ?? [], unmapped.map(headerKey))) return true;
  const known = new Set(Object.values(columns).flat(2)).size + ignored.length;
  if (unmapped.length < STRANGE || unmapped.length < known * STRANGE_SHARE) return false;
  if (format.kind === 'taobao-items') return format.wanted.filter((field) => !columns[field]).length > 1;
  return !columns.paid || !(columns.nick || columns.buyerName);
}

/** Returns the columns that a person's mapping names; names the file does not have are left out. */
export function columnsOfMapping(mapping: OrderMapping, headers: Headers): ColumnMap {
  const map: ColumnMap = {};
  for (const field of orderFields) {
    const name = mapping.columns[field];
    const group = name === undefined ? [] : columnsNamed(headers, headerKey(name));
    const one = group[mapping.nth?.[field] ?? -1];
    if (group.length) map[field] = [one === undefined ? group : [one]];
  }
  return map;
}

/** Returns the mapping in which each field is the column of the given index. */
export function mappingOf(kind: OrderFileKind, byField: Partial<Record<OrderField, number>>, headers: Headers): OrderMapping {
  const mapping: OrderMapping = { kind, columns: {} };
  for (const field of orderFields) {
    const column = byField[field];
    const name = column === undefined ? '' : headers.texts[column];
    if (column === undefined || !name) continue;
    mapping.columns[field] = name;
    const same = columnsNamed(headers, headers.keys[column] ?? '');
    if (same.length > 1) mapping.nth = { ...mapping.nth, [field]: same.indexOf(column) };
  }
  return mapping;
}

/** Returns the names of columns that nothing is read from; `known` tells those that a format is known to have. */
export function unusedHeaders(found: Recognised, headers: Headers): { unmapped: string[]; ignored: string[] } {
  const used = new Set(Object.values(found.columns).flat(2));
  const known = new Set(found.format.ignored.map(headerKey));
  const unmapped: string[] = [];
  const ignored: string[] = [];
  headers.texts.forEach((text, i) => {
    if (!text || used.has(i)) return;
    (known.has(headers.keys[i] ?? '') ? ignored : unmapped).push(text);
  });
  return { unmapped, ignored };
}
