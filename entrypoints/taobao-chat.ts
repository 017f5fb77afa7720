import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { offerWriting } from '#lib/inpage/chat-writing.ts';
import { startWatching } from '#lib/inpage/start.ts';
import { taobaoMeta } from '#lib/sites/taobao/meta.ts';
import { taobaoChatReaders } from '#lib/sites/taobao/readers-chat.ts';

export default defineUnlistedScript(() => startWatching({ site: taobaoMeta, readers: taobaoChatReaders, writing: offerWriting }));
