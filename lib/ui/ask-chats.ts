import { sendMessage } from '../messaging.ts';
import { allActiveChats } from '../session.ts';

/** Lets the open chats report anew who they are with: that customer may be another record now. */
export async function askChatsAgain(): Promise<void> {
  const chats = await allActiveChats();
  // A tab that is gone or loading does not answer; it reports by itself when it is there.
  await Promise.all(
    chats.map(({ tabId }) => sendMessage('reread', { commandId: crypto.randomUUID() }, tabId).catch(() => undefined)),
  );
}
