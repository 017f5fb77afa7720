import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { offerPart } from '#lib/inpage/on-demand.ts';
import type { Pack } from '#lib/inpage/pack.ts';
import { taobaoOrderReaders } from '#lib/sites/taobao/readers-order.ts';

/** Loaded beside taobao.js into a frame that shows one order. */
export default defineUnlistedScript(() => offerPart<Pack>('taobao-order.js', { readers: taobaoOrderReaders }));
