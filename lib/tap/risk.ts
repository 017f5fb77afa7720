import { has, isArray } from './natives.ts';

const RISK = /^RGV587_ERROR|^FAIL_SYS_USER_VALIDATE|(?:^|::)RGV587/;
const PUNISH_PAGE = /_____tmd_____\/punish|^https?:\/\/bixi\.alicdn\.com\/punish|[?&]x5secdata=/;

function isPunishAddress(value: unknown): boolean {
  return typeof value === 'string' && has(PUNISH_PAGE, value);
}

/** Tells whether an address is of the page that the site's protection shows. */
export function isRiskAddress(url: string): boolean {
  return isPunishAddress(url);
}

/** Tells whether an HTTP status is the one the site's protection answers with. */
export function isRiskStatus(status: number): boolean {
  return status === 419 || status === 420;
}

/**
 * Tells whether a parsed answer is of the site's protection (slider, RGV587, punish, validate). Only the places where the
 * gateway says so count: a buyer who writes such a word into a chat changes nothing.
 */
export function isRiskAnswer(payload: unknown): boolean {
  if (typeof payload !== 'object' || payload === null) return false;
  const { rgv587_flag: flag, url, ret, data } = payload as Record<string, unknown>;
  if (flag !== undefined || isPunishAddress(url)) return true;
  if (isArray(ret)) for (let i = 0; i < ret.length; i += 1) if (typeof ret[i] === 'string' && has(RISK, ret[i])) return true;
  return typeof data === 'object' && data !== null && isPunishAddress((data as Record<string, unknown>)['url']);
}

/** Tells whether a page came in place of data, and it is the slider. */
export function isRiskPage(text: string): boolean {
  return has(/^\s*</, text) && has(/_____tmd_____\/punish|x5secdata|baxia-dialog|nc_1_n1z/, text);
}
