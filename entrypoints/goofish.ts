import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { routeKeys } from '#lib/inpage/bridge.ts';
import { offerWriting } from '#lib/inpage/chat-writing.ts';
import { startWatching } from '#lib/inpage/start.ts';
import { chat2026 } from '#lib/sites/goofish/chat.ts';
import { goofishMeta } from '#lib/sites/goofish/meta.ts';

/** Registered while the user has this site switched on. */
export default defineUnlistedScript(() => {
  routeKeys(window);
  startWatching({ site: goofishMeta, readers: [], chat: { readers: [chat2026], begin: offerWriting } });
});
