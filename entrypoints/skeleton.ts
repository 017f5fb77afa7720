import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { plainPath, skeletonOf } from '#lib/dom/skeleton.ts';
import { wordsOf } from '#lib/dom/skeleton-words.ts';
import * as aliexpress from '#lib/sites/aliexpress/selectors.ts';
import { siteMetas } from '#lib/sites/registry.ts';
import * as taobao from '#lib/sites/taobao/selectors.ts';

/** Returns all texts in a table of selectors, whatever its shape. */
function textsIn(table: unknown): string[] {
  if (typeof table === 'string') return [table];
  return typeof table === 'object' && table !== null ? Object.values(table).flatMap(textsIn) : [];
}

/** Hosts that are named after a platform, not after a shop. */
const hosts = siteMetas.flatMap((site): readonly string[] => site.matches).flatMap((pattern) => pattern.split('/')[2] ?? []);

/** Put into a page when somebody asks for its skeleton; the answer goes to the extension's page that asked. */
export default defineUnlistedScript(() => ({
  address: plainPath(new URL(location.href), hosts),
  skeleton: skeletonOf(document, wordsOf([...textsIn(taobao), ...textsIn(aliexpress)])),
}));
