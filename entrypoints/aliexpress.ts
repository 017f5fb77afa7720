import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { routeKeys } from '#lib/inpage/bridge.ts';
import { startWatching } from '#lib/inpage/start.ts';
import { aliexpressMeta } from '#lib/sites/aliexpress/meta.ts';
import { aliexpressPageReaders } from '#lib/sites/aliexpress/readers-pages.ts';

// Orders and chat live on the same hosts and change into each other without a reload: the chat's part comes on demand.
export default defineUnlistedScript(() => {
  // Before any listener of the page, so that Enter in the palette never reaches the site's own Enter-sends.
  routeKeys(window);
  startWatching({ site: aliexpressMeta, readers: aliexpressPageReaders });
});
