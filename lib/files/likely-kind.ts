import { meaningOf } from './cell.ts';
import type { Headers } from './headers.ts';
import type { OrderField, OrderFileFormat, OrderFileKind } from './order-columns.ts';
import { aliasKeys, orderFields, orderFileFormats } from './order-columns.ts';

/** Fields that only a report of items has. */
const OF_ITEMS: readonly OrderField[] = ['lineNo', 'quantity', 'price', 'refund'];
/** Where a parcel goes: an order inside China has the same columns, often empty. */
const OF_PLACE: readonly OrderField[] = ['zip', 'city', 'region', 'country'];
/** What a sign of orders that go abroad, and one of orders inside China, count beside the exact names. */
const ABROAD_SIGN = 2.5;
const HOME_SIGN = 4;

/** Values and column names of orders that go abroad. */
const ABROAD = /CN￥|US \$|\b\d{2}\/\d{2}\/\d{4} \d{2}:\d{2}\b|等待买家收货|交易完成|aliexpress|速卖通/i;
const COUNTRY = /country\b|国家|目的国|\bpa[ií]s(?!\p{L})|страна/iu;
const CHINA = /^(?:中国|中国大陆|china|mainland china|cn)$/i;
/** Column names and values of orders inside China. */
const HOME_NAME = /旺旺|会员名|支付宝|淘宝|天猫|^(?:省|市|区|区县|区\/县|县)$/;
const HOME_VALUE = /^1[3-9]\d[\d*]{4}\d{4}$|^\S{2,8}(?:省|自治区)/;

function isAbroad({ texts }: Headers, samples: readonly (readonly string[])[]): boolean {
  if (ABROAD.test(samples.flat().slice(0, 2000).join('\n'))) return true;
  return texts.some((text, i) => {
    if (!COUNTRY.test(text)) return false;
    const filled = samples.map((row) => meaningOf(row[i] ?? '')).filter(Boolean);
    return samples.length === 0 || filled.some((value) => !CHINA.test(value));
  });
}

function isAtHome({ texts }: Headers, samples: readonly (readonly string[])[]): boolean {
  return (
    texts.some((text) => HOME_NAME.test(text)) ||
    samples
      .flat()
      .slice(0, 2000)
      .some((cell) => HOME_VALUE.test(meaningOf(cell)))
  );
}

/** Returns the kind of file whose exact names the header row has most of; what the values are decides what is close. */
export function likelyKind(headers: Headers, samples: readonly (readonly string[])[]): OrderFileKind {
  const abroad = isAbroad(headers, samples);
  const home = !abroad && isAtHome(headers, samples);
  const has = (format: OrderFileFormat, fields: readonly OrderField[]): number => {
    const names = new Set(fields.flatMap((field) => aliasKeys(format, field)));
    return headers.keys.filter((key) => names.has(key)).length;
  };
  const scores = orderFileFormats.map((format) => {
    const sign = format.site === 'aliexpress' ? (abroad ? ABROAD_SIGN : 0) : home ? HOME_SIGN : 0;
    const fields = abroad ? orderFields : orderFields.filter((field) => !OF_PLACE.includes(field));
    const isOne = format.kind !== 'taobao-items' || has(format, OF_ITEMS) > 0;
    return { kind: format.kind, score: isOne ? has(format, fields) + sign : 0 };
  });
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a));
  return best.score === 0 ? 'taobao-orders' : best.kind;
}
