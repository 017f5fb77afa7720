import type { WordingContext } from './wording.ts';
import { textOf } from './wording-fold.ts';

/** Units that are looked at on either side. */
const WINDOW = 20;

/** Before what one asks for: 「请取消纠纷」, 「把纠纷取消」. */
const ASKED = /(?:(?:请|麻烦)[您你]?|需要[您你]|帮忙|先|(?<!已经?|会)把)$/;
/** Nobody is asked: it happens, or has happened. */
const HAPPENS = /(?:会|将|已经?|自动|平台)$/;
/** Behind what is rewarded: 「取消纠纷我给您退款」. */
const REWARDED =
  /^(?:申请)?[掉了之以后的话]*[ ,]*[我们这边就会再都马上立即刻可以]*(?:给[您你]|补[偿您你发]|[退赔][您你]|(?<=我们?|边|马上|就)退(?!款))/;
/** A value that one puts down oneself; 「写低了会被扣」 warns. */
const LOW = /^[成为个]?(?:[低少小](?!了|会|的)|\$?\d|[一二两三四五六七八九十几]+[美元块刀欧])/;

/** Tells whether what has to stand around a wording (a stretch of folded units) is there. */
export function hasContext(only: WordingContext, units: Uint16Array, start: number, end: number): boolean {
  const after = textOf(units, end, end + WINDOW);
  if (only === 'low') return LOW.test(after);
  const before = textOf(units, start - WINDOW, start);
  return ASKED.test(before) || (!HAPPENS.test(before) && REWARDED.test(after));
}
