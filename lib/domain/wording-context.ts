import type { WordingContext } from './wording.ts';

/** Units that are looked at on either side. */
const WINDOW = 20;

/** Before what one asks for: 「请取消纠纷」, 「把纠纷取消」. */
const ASKED = /(?:请[您你]?|麻烦[您你]?|帮忙|帮我们?|先|(?<!已经?|会)把|需要[您你])$/;
/** Nobody is asked: it happens, or has happened. */
const HAPPENS = /(?:会|将|已经?|自动|系统|平台|超时)$/;
/** Behind what is rewarded: 「取消纠纷我给您退款」. */
const REWARDED =
  /^(?:申请)?(?:掉|了|后|之后|以后|的话)*[ ,]*(?:(?:我们?|这[边里]|店里|就|会|再|都|马上|立即|立刻|可以|安排)*(?:给[您你]|补偿?[您你]|补发|退[您你]|赔[您你]?|返)|(?:我们?|这边)(?:就|马上|立即|立刻)*退)/;
/** A value that one puts down oneself; 「写低了会被扣」 warns. */
const LOW = /^[成为个]?(?:[低少小](?!了|会|的)|(?:us)?\$? ?\d|usd|[一二两三四五六七八九十几]{1,3}(?:美|元|块|刀|欧))/;

const textOf = (units: Uint16Array, from: number, to: number): string =>
  String.fromCharCode(...units.subarray(Math.max(0, from), to));

/** Tells whether what has to stand around a wording (a stretch of folded units) is there. */
export function hasContext(only: WordingContext, units: Uint16Array, start: number, end: number): boolean {
  const after = textOf(units, end, end + WINDOW);
  if (only === 'low') return LOW.test(after);
  const before = textOf(units, start - WINDOW, start);
  return ASKED.test(before) || (!HAPPENS.test(before) && REWARDED.test(after));
}
