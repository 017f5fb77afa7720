import type { PageState } from '../../domain/observation.ts';
import type { PayloadReader } from '../site.ts';
import { nothingRead } from './fields.ts';
import { isJson } from './json.ts';

/** Result codes of the gateway. A token that ran out is renewed by the page itself: the answer is still to come. */
const CODES: readonly (readonly [RegExp, PageState])[] = [
  [/^FAIL_SYS_TOKEN_(?:EXOIRED|EXPIRED|EMPTY)/, 'loading'],
  [/^FAIL_SYS_(?:SESSION_EXPIRED|LOGIN)/, 'login'],
  [/^RGV587_ERROR|^FAIL_SYS_USER_VALIDATE/, 'punish'],
];

function codesOf(payload: unknown): string[] | null {
  if (!isJson(payload) || !Array.isArray(payload['ret'])) return null;
  const codes = payload['ret'].filter((code) => typeof code === 'string');
  return codes.length > 0 ? codes : null;
}

/** Tells whether the gateway answered with something other than success; such an answer is never read for facts. */
export function isRefusal(payload: unknown): boolean {
  const codes = codesOf(payload);
  return codes !== null && !codes.some((code) => /^SUCCESS(?:::|$)/.test(code));
}

/** Answers of the gateway that are no success: lost session, slider, renewed token, others. */
export const errorPayload: PayloadReader = {
  id: 'aliexpress/json-error',
  site: 'aliexpress',
  recognises: (payload) => isRefusal(payload) && !/taobao|tmall|alibaba/i.test(String(isJson(payload) ? payload['api'] : '')),
  read(payload) {
    const codes = codesOf(payload) ?? [];
    const state = codes.flatMap((code) => CODES.find(([pattern]) => pattern.test(code))?.[1] ?? [])[0];
    return nothingRead('aliexpress/json-error', state ?? 'unknown');
  },
};
