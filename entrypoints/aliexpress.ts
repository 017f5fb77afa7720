import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startWatching } from '#lib/inpage/start.ts';
import { aliexpressMeta } from '#lib/sites/aliexpress/meta.ts';
import { aliexpressReaders } from '#lib/sites/aliexpress/readers.ts';

export default defineUnlistedScript(() => startWatching(aliexpressMeta, aliexpressReaders));
