import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { routeKeys } from '#lib/inpage/bridge.ts';
import { offerWriting } from '#lib/inpage/chat-writing.ts';
import { startWatching } from '#lib/inpage/start.ts';
import { taobaoMeta } from '#lib/sites/taobao/meta.ts';
import { taobaoChatOuterReaders, taobaoChatReaders } from '#lib/sites/taobao/readers-chat.ts';

export default defineUnlistedScript(() => {
  // Before any listener of the page, so that Enter in the palette never reaches the site's own Enter-sends.
  routeKeys(window);
  startWatching({
    site: taobaoMeta,
    readers: taobaoChatOuterReaders,
    chat: { readers: taobaoChatReaders, begin: offerWriting },
  });
});
