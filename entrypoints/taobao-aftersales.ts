import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { offerPart } from '#lib/inpage/on-demand.ts';
import type { Pack } from '#lib/inpage/pack.ts';
import { taobaoAftersalesReaders } from '#lib/sites/taobao/readers-aftersales.ts';

/** Loaded beside taobao.js into a frame that shows refunds or reviews. */
export default defineUnlistedScript(() => offerPart<Pack>('taobao-aftersales.js', { readers: taobaoAftersalesReaders }));
