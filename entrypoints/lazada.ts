import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { routeKeys } from '#lib/inpage/bridge.ts';
import { offerWriting } from '#lib/inpage/chat-writing.ts';
import { startWatching } from '#lib/inpage/start.ts';
import { chat2021 } from '#lib/sites/lazada/chat.ts';
import { lazadaMeta } from '#lib/sites/lazada/meta.ts';

/** Registered while the user has this site switched on. */
export default defineUnlistedScript(() => {
  routeKeys(window);
  startWatching({ site: lazadaMeta, readers: [], chat: { readers: [chat2021], begin: offerWriting } });
});
