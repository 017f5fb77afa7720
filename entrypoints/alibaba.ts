import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { routeKeys } from '#lib/inpage/bridge.ts';
import { offerWriting } from '#lib/inpage/chat-writing.ts';
import { startWatching } from '#lib/inpage/start.ts';
import { messenger2026, oneTalk2026 } from '#lib/sites/alibaba/chat.ts';
import { alibabaMeta } from '#lib/sites/alibaba/meta.ts';

/** Registered while the user has this site switched on. */
export default defineUnlistedScript(() => {
  routeKeys(window);
  startWatching({ site: alibabaMeta, readers: [], chat: { readers: [messenger2026, oneTalk2026], begin: offerWriting } });
});
