import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { routeKeys } from '#lib/inpage/bridge.ts';
import { offerWriting } from '#lib/inpage/chat-writing.ts';
import { startWatching } from '#lib/inpage/start.ts';
import { chat2026 } from '#lib/sites/alibaba1688/chat.ts';
import { alibaba1688Meta } from '#lib/sites/alibaba1688/meta.ts';

/** Registered while the user has this site switched on. */
export default defineUnlistedScript(() => {
  routeKeys(window);
  startWatching({ site: alibaba1688Meta, readers: [], chat: { readers: [chat2026], begin: offerWriting } });
});
