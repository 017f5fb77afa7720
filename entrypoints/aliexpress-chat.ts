import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { offerChat } from '#lib/inpage/chat-pack.ts';
import { offerWriting } from '#lib/inpage/chat-writing.ts';
import { aliexpressChatReaders } from '#lib/sites/aliexpress/readers-chat.ts';

/** Loaded beside aliexpress.js into a frame that shows a chat. */
export default defineUnlistedScript(() => offerChat({ readers: aliexpressChatReaders, begin: offerWriting }));
