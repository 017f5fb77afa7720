import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startWatching } from '#lib/inpage/start.ts';
import { taobaoMeta } from '#lib/sites/taobao/meta.ts';
import { taobaoReaders } from '#lib/sites/taobao/readers.ts';

export default defineUnlistedScript(() => startWatching(taobaoMeta, taobaoReaders));
