import { first, isShown } from '#lib/dom/first.ts';
import { lineOf } from '#lib/dom/text-of.ts';
import { createTally, REFUSED } from '../found.ts';
import type { PageReader } from '../site.ts';
import { kindOf, readingOf, stateOf } from './page.ts';

/** The page around the chat frame, 2026-10. */
const OUTER = {
  frame: ['iframe[src*="/app/im/chat-core/"]', '#ice-container iframe'],
  message: '.next-message-title',
  lost: /连接断开/,
} as const;

/** The page around the web chat: everything is in its frame, which is read by itself; here only whether it is connected. */
export const chatOuterReader: PageReader = {
  id: 'taobao/shell-chat-2026',
  site: 'taobao',
  kind: 'shell',
  recognises: (source) =>
    kindOf(source) === 'chat' && source.url.pathname.startsWith('/app/im/chat/') && first(source.document, OUTER.frame) !== null,
  read(source) {
    const state = stateOf(source, true);
    if (state !== 'ready') return readingOf(chatOuterReader.id, state);
    const tally = createTally();
    const lost = [...source.document.querySelectorAll(OUTER.message)].some(
      (message) => isShown(message) && OUTER.lost.test(lineOf(message)),
    );
    tally.take('chat.frame', true);
    // Several tabs push each other out of the connection: what the frame shows then is old.
    tally.take('chat.connection', lost ? REFUSED : true);
    return readingOf(chatOuterReader.id, state, { tally });
  },
};
