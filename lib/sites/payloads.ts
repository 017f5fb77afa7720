import type { SiteId } from '../domain/observation.ts';
import { aliexpressPayloads } from './aliexpress/payloads.ts';
import { siblingPayloads } from './siblings.ts';
import type { PayloadReader } from './site.ts';
import { taobaoPayloads } from './taobao/readers.ts';

/** The readers of responses and copied texts of all sites. */
export const payloadReaders: readonly PayloadReader[] = [...taobaoPayloads, ...aliexpressPayloads, ...siblingPayloads];

/**
 * Returns the reader that knows the shape of a response, or null. Where it is known which site answered, `site` keeps
 * others out: refusals of the gateway look alike on both.
 */
export function payloadReaderFor(payload: unknown, site?: SiteId): PayloadReader | null {
  const own = site === undefined ? payloadReaders : payloadReaders.filter((reader) => reader.site === site);
  return own.find((reader) => reader.recognises(payload)) ?? null;
}
