import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { offerWriting } from '#lib/inpage/chat-writing.ts';
import { startWatching } from '#lib/inpage/start.ts';
import { aliexpressMeta } from '#lib/sites/aliexpress/meta.ts';
import { aliexpressReaders } from '#lib/sites/aliexpress/readers.ts';

// Orders and chat live on the same hosts and change into each other without a reload: one script for both.
export default defineUnlistedScript(() => startWatching({ site: aliexpressMeta, readers: aliexpressReaders, writing: offerWriting }));
