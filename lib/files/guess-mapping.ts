import { orderStateOf } from '../domain/order-state.ts';
import { parseMoney } from '../domain/money.ts';
import { parseTime } from '../domain/time.ts';
import { meaningOf } from './cell.ts';
import type { Headers } from './headers.ts';
import { headerKey } from './headers.ts';
import type { OrderField, OrderFileFormat, OrderFileKind } from './order-columns.ts';
import { aliasKeys, orderFields, orderFileFormats } from './order-columns.ts';
import { mappingOf, type OrderMapping } from './recognise.ts';

/** Names that other programs and languages use; only ever a guess that a person confirms. */
const OTHER_NAMES: Partial<Record<OrderField, readonly string[]>> = {
  no: ['order id', 'order no', 'order number', 'order no.', '订单ID', '交易号', '订单', 'número de pedido', 'номер заказа'],
  state: ['order status', 'status', '状态', '交易状态', 'estado del pedido', 'статус заказа'],
  createdAt: ['order time', 'order date', 'created at', 'order created time', '拍下时间', '下单日期', '创建时间', '成交时间'],
  paidAt: ['payment time', 'paid time', 'paid at', '支付时间'],
  shippedAt: ['shipping time', 'shipped at'],
  receivedAt: ['confirm receipt time', 'received at', '收货时间', '完成时间'],
  paid: [
    'order amount',
    'total',
    'total amount',
    'amount paid',
    '实付款',
    '实付金额',
    '实收金额',
    '付款金额',
    '支付金额',
    '成交金额',
  ],
  shipping: ['shipping cost', 'shipping fee', '运费', '邮费'],
  currency: ['currency', 'currency code', '币种', '货币', '结算币种', 'moneda', 'валюта'],
  title: ['product name', 'item title', '商品名称', '宝贝名称', '商品'],
  quantity: ['quantity', 'qty', '数量', '件数'],
  code: ['sku', 'product code', '货号'],
  nick: ['买家旺旺', '旺旺昵称', '旺旺', '会员名', '买家ID', '淘宝昵称'],
  buyerName: ['buyer name', 'buyer', '买家', '客户名称', '客户'],
  recipientName: ['recipient', 'contact name', 'receiver', '收件人', '收货人', '姓名'],
  mobile: ['mobile', 'mobile phone', '手机号', '手机号码'],
  phone: ['phone', 'tel', 'telephone', '电话'],
  email: ['email', 'e-mail', '邮箱'],
  address: ['address', 'shipping address', '地址'],
  zip: ['zip', 'zip code', 'postal code', '邮政编码'],
  country: ['country', '国家'],
  region: ['state/province', 'province', '省份', '省'],
  city: ['city', '市'],
  carrier: ['carrier', '快递', '承运商'],
  tracking: ['tracking number', 'tracking no', '快递单号'],
  memo: ['seller note', 'remark', '备注', '卖家备注'],
  buyerNote: ['buyer message', '留言'],
  shopName: ['shop', 'store', 'store name', '店铺'],
};

/** Similarity from which on two names are taken for the same (shared pairs of characters). */
const SIMILAR = 0.6;
/** Share of filled cells that must have a shape. */
const MOSTLY = 0.8;

function pairs(text: string): Set<string> {
  const chars = [...text];
  return new Set(chars.slice(1).map((char, i) => `${chars[i]}${char}`));
}

/** Returns the likeness of two names, 0 to 1. */
function nameLikeness(a: string, b: string): number {
  if (a === b) return 1;
  const x = pairs(a);
  const y = pairs(b);
  if (!x.size || !y.size) return 0;
  let shared = 0;
  for (const pair of x) if (y.has(pair)) shared++;
  return (2 * shared) / (x.size + y.size);
}

const SHAPES: Partial<Record<OrderField, (value: string, format: OrderFileFormat) => boolean>> = {
  no: (v) => /^\d{15,20}$/.test(v),
  createdAt: (v, f) => parseTime(v, f.zone) !== null,
  state: (v, f) => orderStateOf(f.site, v) !== 'unknown',
  paid: (v, f) => /[.¥￥$€£₽]/.test(v) && parseMoney(v, f.currency ?? 'CNY') !== null,
  mobile: (v) => /^1[3-9]\d[\d*]{8}$/.test(v),
  email: (v) => /^[^\s@]+@[^\s@]+\.\w+$/.test(v),
};

function bestByName(headers: Headers, field: OrderField, format: OrderFileFormat, taken: ReadonlySet<number>): number {
  const names = [...aliasKeys(format, field), ...(OTHER_NAMES[field] ?? []).map(headerKey)];
  let best = -1;
  let likeness = SIMILAR;
  headers.keys.forEach((key, i) => {
    if (!key || taken.has(i)) return;
    const found = Math.max(...names.map((name) => nameLikeness(key, name)));
    if (found > likeness || (found === likeness && best === -1)) [best, likeness] = [i, found];
  });
  return best;
}

function bestByShape(
  samples: readonly (readonly string[])[],
  field: OrderField,
  format: OrderFileFormat,
  taken: ReadonlySet<number>,
  width: number,
): number {
  const fits = SHAPES[field];
  if (!fits) return -1;
  for (let column = 0; column < width; column++) {
    if (taken.has(column)) continue;
    const filled = samples.map((row) => meaningOf(row[column] ?? '')).filter(Boolean);
    if (!filled.length || filled.filter((v) => fits(v, format)).length < filled.length * MOSTLY) continue;
    if (field !== 'no' || new Set(filled).size > filled.length / 2) return column;
  }
  return -1;
}

/** Chooses the kind of file whose exact names the header row has most of; values of AliExpress form decide a draw. */
function likelyKind(headers: Headers, samples: readonly (readonly string[])[]): OrderFileKind {
  const text = samples.flat().slice(0, 2000).join('\n');
  const foreign =
    /CN￥|US \$|\b\d{2}\/\d{2}\/\d{4} \d{2}:\d{2}\b|等待买家收货|交易完成/.test(text) ||
    /\bcountry\b/i.test(headers.texts.join(' '));
  const scores = orderFileFormats.map((format) => {
    const names = new Set(orderFields.flatMap((field) => aliasKeys(format, field)));
    return {
      kind: format.kind,
      score: headers.keys.filter((key) => names.has(key)).length + (format.site === 'aliexpress' && foreign ? 2.5 : 0),
    };
  });
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a));
  return best.score === 0 ? 'taobao-orders' : best.kind;
}

/**
 * Returns a guess of what the columns of an unknown file mean: by names first (known ones, similar ones, other
 * languages), then by the shape of the values in up to 50 sample rows. `kind` fixes the kind of file when it is known.
 */
export function guessMapping(headers: Headers, samples: readonly (readonly string[])[], kind?: OrderFileKind): OrderMapping {
  const chosen = kind ?? likelyKind(headers, samples);
  const format = orderFileFormats.find((f) => f.kind === chosen);
  const columns: Partial<Record<OrderField, number>> = {};
  if (!format) return { kind: chosen, columns: {} };
  const taken = new Set<number>();
  const take = (field: OrderField, column: number): void => {
    if (column < 0 || !headers.texts[column] || columns[field] !== undefined) return;
    columns[field] = column;
    taken.add(column);
  };
  const usable = orderFields.filter((field) => chosen === 'taobao-items' || field !== 'lineNo');
  for (const field of usable) {
    const exact = aliasKeys(format, field)
      .map((key) => headers.keys.indexOf(key))
      .find((i) => i !== -1 && !taken.has(i));
    if (exact !== undefined) take(field, exact);
  }
  for (const field of usable) if (columns[field] === undefined) take(field, bestByName(headers, field, format, taken));
  for (const field of usable) {
    if (columns[field] === undefined) take(field, bestByShape(samples.slice(0, 50), field, format, taken, headers.keys.length));
  }
  return mappingOf(chosen, columns, headers);
}
