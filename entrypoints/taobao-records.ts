import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { offerPart } from '#lib/inpage/on-demand.ts';
import type { Pack } from '#lib/inpage/pack.ts';
import { taobaoRecordsReaders } from '#lib/sites/taobao/readers-records.ts';

/** Loaded beside taobao-chat.js into a frame that shows chat records. */
export default defineUnlistedScript(() => offerPart<Pack>('taobao-records.js', { readers: taobaoRecordsReaders }));
