import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startWatching } from '#lib/inpage/start.ts';
import { taobaoMeta } from '#lib/sites/taobao/meta.ts';
import { taobaoWorkbenchReaders } from '#lib/sites/taobao/readers-workbench.ts';

export default defineUnlistedScript(() => startWatching({ site: taobaoMeta, readers: taobaoWorkbenchReaders }));
