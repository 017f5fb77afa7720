import type { WordingHook } from '#lib/inpage/wording-hook.ts';
import { WordingList } from '#lib/inpage/wording-list.ts';
import { WordingSession } from '#lib/inpage/wording-session.ts';
import { watchDrafts } from '#lib/inpage/wording-watch.ts';
import { wordingView } from './wording-view.ts';

/** Returns what looks through the drafts of this frame's chats; one list serves all of them and the palette. */
export function wordingHook(): WordingHook {
  const list = new WordingList();
  return {
    begin(openChat, signal) {
      const view = wordingView({
        next: () => session.next(),
        accept: (choice) => void session.accept(choice),
        pass: () => session.pass(),
      });
      const session = new WordingSession(openChat, list, view);
      return watchDrafts(openChat, session, view, signal);
    },
    async ready() {
      await list.refresh();
    },
    lineOf: (text) => list.lineOf(text),
  };
}
