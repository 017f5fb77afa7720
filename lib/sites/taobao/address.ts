import type { OrderSeen } from '#lib/domain/observation.ts';
import { cleanLine, LIMITS } from '#lib/domain/text.ts';
import { type Found, present, REFUSED } from '../found.ts';

type Recipient = NonNullable<OrderSeen['recipient']>;

const PHONE = /^[\d*+][\d*\s+-]{4,24}$/;
const ZIP = /^\d{6}$/;

/**
 * Returns name, phone, address and post code of `林示例，13900000001，某某省 某某市 … 示例路1号，000000`; region and city
 * only where the address begins with them. Parts may be masked as the page shows them. Another form is refused.
 */
export function recipientIn(text: string): Found<Recipient> {
  const parts = cleanLine(text, LIMITS.address).split(/\s*[，,]\s*/);
  if (parts.join('') === '') return null;
  const [name = '', phone = '', ...rest] = parts;
  if (!name || !PHONE.test(phone) || rest.length === 0) return REFUSED;
  const zip = ZIP.test(rest.at(-1) ?? '') ? rest.pop() : undefined;
  const address = rest.join('，');
  if (!address) return REFUSED;
  return present({ name, phone, address, zip, ...placeIn(address) });
}

function placeIn(address: string): Pick<Recipient, 'region' | 'city'> {
  const [region = '', city = ''] = address.split(' ');
  if (!/(?:省|自治区|特别行政区|市)$/.test(region)) return {};
  return /(?:市|自治州|地区|盟)$/.test(city) ? { region, city } : { region };
}
