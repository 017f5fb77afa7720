import type { ChatBinding, InsertOutcome } from '../domain/chat.ts';
import { insertText } from '../dom/insert.ts';
import { type TriggerPoint, watchTrigger } from '../dom/trigger.ts';
import { onMessage, sendMessage } from '../messaging.ts';
import { requestPalette } from './bridge.ts';
import type { OpenChat } from './page-watch.ts';
import { isAlive, newCommandId, withRetry } from './send.ts';
import { offerWording } from './wording-wish.ts';

/**
 * The part of a chat page that puts a person's text into the editor: the palette's trigger, and insertions asked for by
 * the side panel. The conversation is compared again right before anything is written; send is never pressed.
 */
export function offerWriting(openChat: () => OpenChat | null, signal: AbortSignal): void {
  const fingerprint = (): string | null => openChat()?.fingerprint ?? null;

  const insert = async (text: string, binding: ChatBinding, cursor?: number): Promise<InsertOutcome> => {
    const chat = openChat();
    if (!chat || chat.fingerprint !== binding.fingerprint) return { outcome: 'wrong-chat' };
    const editor = chat.reader.editor(document);
    if (!editor) return { outcome: 'no-editor' };
    // The conversation was compared in this very task, and the draft is changed before anything else can run.
    const result = await insertText(editor, text, cursor === undefined ? {} : { cursor });
    return result.outcome === 'inserted' ? { outcome: 'inserted' } : result;
  };
  const stop = onMessage('insert', ({ data, sender }) => {
    if (sender.id !== chrome.runtime.id || (sender.tab && !isOwnPage(sender.url))) return { outcome: 'no-editor' } as const;
    return insert(data.text, data.binding, data.cursor);
  });
  signal.addEventListener('abort', stop);

  const openPalette = (editor: HTMLElement, trigger: TriggerPoint): void => {
    if (!isAlive()) return;
    requestPalette({ editor, trigger, fingerprint, signal }, () => {
      withRetry(() => sendMessage('loadPalette', { commandId: newCommandId() })).catch((error: unknown) =>
        console.debug('no palette', error),
      );
    });
  };
  offerWording(openChat, signal);
  watchTrigger(document, () => openChat()?.reader.editor(document) ?? null, openPalette, signal);
}

/** Our own pages may also be open as tabs; other content scripts may not write. */
function isOwnPage(url: string | undefined): boolean {
  return url?.startsWith(chrome.runtime.getURL('')) ?? false;
}
