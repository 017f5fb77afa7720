import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { offerPart } from '#lib/inpage/on-demand.ts';
import { offerWriting } from '#lib/inpage/chat-writing.ts';
import type { Pack } from '#lib/inpage/pack.ts';
import { aliexpressChatReaders } from '#lib/sites/aliexpress/readers-chat.ts';

/** Loaded beside aliexpress.js into a frame that shows a chat. */
export default defineUnlistedScript(() =>
  offerPart<Pack>('aliexpress-chat.js', { readers: aliexpressChatReaders, begin: offerWriting }),
);
