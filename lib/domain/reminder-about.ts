/** What a line of a follow-up names besides its moment and text. */
export interface About {
  /** The line without it. */
  line: string;
  orderNo?: string;
  caseNo?: string;
}

const CASE = /(?:售后单?|纠纷|退款单?|case|dispute)\s*#\s*([\w-]{4,64})/iu;
const ORDER = /#\s*(\d{4,20})(?!\w)/u;
/** Digits from which a number can not be anything but an order's, also of one that is not known here. */
const WHOLE = 11;

/**
 * Finds in a line that a follow-up is about an order (`#4512300187000204539`, or its last four digits or more when the
 * customer has just one such order) or an after-sales case (`售后#12345678`). `orderNos` are the customer's.
 *
 * @example aboutIn('#4539 明天 催发货', ['4512300187000204539']) //=> {line: '明天 催发货', orderNo: '4512300187000204539'}
 */
export function aboutIn(input: string, orderNos: readonly string[]): About {
  const line = input.normalize('NFKC');
  const without = (m: RegExpExecArray): string =>
    `${line.slice(0, m.index)} ${line.slice(m.index + m[0].length)}`.replace(/\s+/gu, ' ').trim();
  const named = CASE.exec(line);
  if (named?.[1]) return { line: without(named), caseNo: named[1] };
  const order = ORDER.exec(line);
  const digits = order?.[1];
  if (!order || !digits) return { line: input };
  const fits = orderNos.filter((no) => no.endsWith(digits));
  const orderNo = fits.length === 1 ? fits[0] : digits.length >= WHOLE ? digits : undefined;
  return orderNo === undefined ? { line: input } : { line: without(order), orderNo };
}
