import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { offerPart } from '#lib/inpage/on-demand.ts';
import type { Pack } from '#lib/inpage/pack.ts';
import { aliexpressAftersalesReaders } from '#lib/sites/aliexpress/readers-aftersales.ts';

/** Loaded beside aliexpress.js into a frame that shows disputes, feedback or one order. */
export default defineUnlistedScript(() => offerPart<Pack>('aliexpress-aftersales.js', { readers: aliexpressAftersalesReaders }));
