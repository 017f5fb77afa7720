import type { OrderItem } from '../domain/observation.ts';
import { cleanLine, LIMITS } from '../domain/text.ts';

/** Cuts a piece at the last ` * `: what is before it and the count after it. */
function codeAndCount(piece: string): OrderItem {
  const at = piece.lastIndexOf('*');
  const count = at === -1 ? '' : piece.slice(at + 1).trim();
  if (!/^\d{1,9}$/.test(count)) return { code: cleanLine(piece) };
  return { code: cleanLine(piece.slice(0, at)), quantity: Number(count) };
}

/**
 * Returns the items of an AliExpress cell such as `SKU-A * 1;SKU-B * 2` (title and item number are not in that file).
 *
 * @example productCodes('A * 1;B * 2') //=> [{code: 'A', quantity: 1}, {code: 'B', quantity: 2}]
 */
export function productCodes(cell: string): OrderItem[] {
  return cell
    .split(/[;；]/)
    .map((piece) => piece.trim())
    .filter(Boolean)
    .map(codeAndCount)
    .filter((item) => item.code);
}

/** Returns the items of the 2019 AliExpress cell: blocks `【1】title`, then `(产品属性: …)`, `(商家编码: …)`, `(产品数量: 2 piece)`. */
export function productInfo(cell: string): OrderItem[] {
  return cell
    .split(/【\d+】/)
    .map((block) => block.trim())
    .filter(Boolean)
    .map((block) => {
      const part = (label: string): string =>
        cleanLine(new RegExp(`[(（]${label}\\s*[:：]\\s*([^\\n]*?)[)）]?\\s*(?:\\n|$)`).exec(block)?.[1] ?? '');
      const title = cleanLine(block.split('\n')[0] ?? '', LIMITS.title);
      const sku = part('产品属性');
      const code = part('商家编码');
      const count = /^\d{1,9}/.exec(part('产品数量'))?.[0];
      const item: OrderItem = {};
      if (title) item.title = title;
      if (sku) item.sku = sku;
      if (code) item.code = code;
      if (count) item.quantity = Number(count);
      return item;
    })
    .filter((item) => Object.keys(item).length > 0);
}

export interface Shipments {
  carrier?: string;
  tracking: string[];
}

/**
 * Returns the parcels of an AliExpress cell: lines `carrier:number`, where a line feed may stand before the colon.
 * Several carriers are joined by ` / `.
 */
export function shipmentsOf(cell: string): Shipments {
  const carriers = new Set<string>();
  const tracking = new Set<string>();
  for (const line of cell.replace(/\s*\n\s*([:：])/g, '$1').split('\n')) {
    const at = Math.max(line.lastIndexOf(':'), line.lastIndexOf('：'));
    const carrier = cleanLine(at === -1 ? '' : line.slice(0, at));
    const number = cleanLine(line.slice(at + 1));
    if (carrier) carriers.add(carrier);
    if (number) tracking.add(number);
  }
  const carrier = [...carriers].join(' / ');
  return carrier ? { carrier, tracking: [...tracking] } : { tracking: [...tracking] };
}

/** Returns the numbers of a Taobao cell: `No:610…`, several ones parted by commas, semicolons or white space. */
export function trackingNumbers(cell: string): string[] {
  const numbers = cell.split(/[\s,，;；、]+/).map((piece) => cleanLine(piece.replace(/^No\s*[:：]\s*/i, '')));
  return [...new Set(numbers.filter(Boolean))];
}

/**
 * Returns the items of a Taobao order row, which joins the titles of all items by `，`. They are parted only when that
 * gives as many titles as the file says there are kinds; a title may hold that comma itself.
 */
export function titledItems(titles: string, kinds: number | undefined, total: number | undefined): OrderItem[] {
  const whole = cleanLine(titles, LIMITS.title);
  if (!whole) return [];
  const pieces = titles
    .split('，')
    .map((piece) => cleanLine(piece, LIMITS.title))
    .filter(Boolean);
  const single = kinds === 1 || (kinds === undefined && pieces.length === 1);
  if (single) return [total === undefined ? { title: whole } : { title: whole, quantity: total }];
  if (kinds === undefined || pieces.length !== kinds) return [{ title: whole }];
  return pieces.map((title) => (total === kinds ? { title, quantity: 1 } : { title }));
}

const PROVINCE = /^(?:.{2,8}(?:省|自治区|特别行政区)|(?:北京|上海|天津|重庆)市?)$/;

/** Returns province, city and post code of a Taobao address such as `某某省 某某市 某某区 某路1号(310000)`, where it says them. */
export function taobaoPlace(address: string): { region?: string; city?: string; zip?: string } {
  const [region = '', city = '', ...more] = address.trim().split(/\s+/);
  const zip = /[(（](\d{6})[)）]\s*$/.exec(address)?.[1];
  const place: { region?: string; city?: string; zip?: string } = {};
  if (PROVINCE.test(region) && city && more.length && !city.includes('*')) {
    place.region = region;
    place.city = city;
  }
  if (zip && zip !== '000000') place.zip = zip;
  return place;
}
