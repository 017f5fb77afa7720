import { aliexpressMeta } from './aliexpress/meta.ts';
import { aliexpressPayloads } from './aliexpress/payloads.ts';
import type { AnswerSite } from './answers.ts';
import type { PayloadReader, SiteMeta } from './site.ts';
import { taobaoMeta } from './taobao/meta.ts';
import { disputesReader, reviewRowsReader } from './taobao/payload-cases.ts';
import { historyListReader, historyMessagesReader } from './taobao/payload-history.ts';
import { imReader } from './taobao/payload-im.ts';
import { priceModuleReader } from './taobao/payload-order-tmall.ts';
import { asyncSoldReader } from './taobao/payload-orders.ts';
import { riskReader } from './taobao/payload-risk.ts';

/** The readers of what may be copied, without those of pages, files and copied text: what the relay carries. */
const readers: Readonly<Record<AnswerSite, readonly PayloadReader[]>> = {
  taobao: [
    riskReader,
    asyncSoldReader,
    priceModuleReader,
    disputesReader,
    reviewRowsReader,
    historyListReader,
    historyMessagesReader,
    imReader,
  ],
  aliexpress: aliexpressPayloads,
};

const metas: Readonly<Record<AnswerSite, SiteMeta>> = { taobao: taobaoMeta, aliexpress: aliexpressMeta };

/** Returns the reader that knows the shape of a site's answer, or null. */
export function answerReaderFor(site: AnswerSite, payload: unknown): PayloadReader | null {
  return readers[site].find((reader) => reader.recognises(payload)) ?? null;
}

/** Returns the site whose page this host name shows, or null. */
export function answerSiteOf(hostname: string): AnswerSite | null {
  const sites = Object.keys(metas) as AnswerSite[];
  return sites.find((site) => metas[site].matches.some((pattern) => pattern.split('/')[2] === hostname)) ?? null;
}
