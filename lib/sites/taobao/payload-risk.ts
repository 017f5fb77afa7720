import type { PageState } from '#lib/domain/observation.ts';
import type { PayloadReader } from '../site.ts';
import { stringOf, under } from './json.ts';
import { readingOf } from './page.ts';

const PUNISH = /FAIL_SYS_USER_VALIDATE|RGV587_ERROR|_____tmd_____\/punish|\/punish\b/;
const LOGIN = /FAIL_SYS_SESSION_EXPIRED|FAIL_SYS_SID_INVALID|ERR_SID_INVALID/;
const FAILED = /^FAIL_SYS_|^FAIL_BIZ_|^ERR_/;

function wordsOf(payload: unknown): string[] {
  const ret = under(payload, 'ret');
  return [
    ...(Array.isArray(ret) ? ret.map(stringOf) : []),
    stringOf(under(payload, 'url')),
    stringOf(under(payload, 'data', 'url')),
  ];
}

/** State behind an answer that carries no data; null when the answer is not of that kind. */
function stateIn(payload: unknown): PageState | null {
  const words = wordsOf(payload);
  if (under(payload, 'rgv587_flag') !== undefined || words.some((word) => PUNISH.test(word))) return 'punish';
  if (words.some((word) => LOGIN.test(word))) return 'login';
  // A token that ran out is fetched again by the page itself; other refusals have no known meaning.
  return words.some((word) => FAILED.test(word)) ? 'unknown' : null;
}

/** Both platforms answer through the same kind of gateway: a call of AliExpress is its own reader's. */
function isElsewhere(payload: unknown): boolean {
  return /^mtop\.(?:gsp|csp|ae|aliexpress|asf)\./i.test(stringOf(under(payload, 'api')));
}

/** Answers of the site's protection and of an ended session, in place of data. It must be asked before all others. */
export const riskReader: PayloadReader = {
  id: 'taobao/risk',
  site: 'taobao',
  recognises: (payload) => stateIn(payload) !== null && !isElsewhere(payload),
  read: (payload) => readingOf(riskReader.id, stateIn(payload) ?? 'unknown'),
};
