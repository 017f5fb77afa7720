import type { ChatBinding, InsertOutcome } from '../domain/chat.ts';
import { editorIn } from '../dom/editable.ts';
import { type TriggerPoint, watchTrigger } from '../dom/trigger.ts';
import { onMessage, sendMessage } from '../messaging.ts';
import { type PaletteContext, paletteHook, requestPalette, routeKeys } from './bridge.ts';
import type { WhenRead } from './pack.ts';
import type { OpenChat } from './page-watch.ts';
import { PicturePutter } from './put-pictures.ts';
import { isAlive, newCommandId, withRetry } from './send.ts';
import { offerWording } from './wording-wish.ts';

/**
 * The part of a chat page that puts a person's text into the editor: the palette's trigger, and insertions asked for by
 * the side panel. The conversation is compared again right before anything is written; send is never pressed.
 */
export function offerWriting(openChat: () => OpenChat | null, signal: AbortSignal, whenRead: WhenRead): void {
  const fingerprint = (): string | null => openChat()?.fingerprint ?? null;

  const load = (): void => {
    withRetry(() => sendMessage('loadPalette', { commandId: newCommandId() })).catch((error: unknown) =>
      console.debug('no palette', error),
    );
  };
  const insert = async (text: string, binding: ChatBinding, cursors: number[] = []): Promise<InsertOutcome> => {
    const isSame = (): boolean => fingerprint() === binding.fingerprint;
    if (!isSame()) return { outcome: 'wrong-chat' };
    const palette = await paletteHook(load);
    const editor = openChat()?.reader.editor(document);
    if (!isSame()) return { outcome: 'wrong-chat' };
    if (!palette || !editor) return { outcome: palette ? 'no-editor' : 'failed' };
    // The next Backspace takes the text back, whoever asked for it.
    for (const view of new Set([window, editorIn(editor)?.ownerDocument.defaultView])) if (view) routeKeys(view);
    // Compared once more in the very task in which the draft is changed.
    const how = { allowed: isSame, cursors };
    const result = await palette.insert(editor, text, how);
    if (result.outcome === 'not-allowed') return { outcome: 'wrong-chat' };
    return result.outcome === 'inserted' ? { outcome: 'inserted' } : result;
  };
  const stop = onMessage('insert', ({ data, sender }) => {
    if (sender.id !== chrome.runtime.id || (sender.tab && !isOwnPage(sender.url))) return { outcome: 'no-editor' } as const;
    return insert(data.text, data.binding, data.cursors);
  });
  signal.addEventListener('abort', stop);
  const putter = new PicturePutter(signal);
  const stopPictures = onMessage('insertPictures', ({ data: { templateId, binding }, sender }) => {
    const editor = openChat()?.reader.editor(document);
    const allowed = (): boolean => fingerprint() === binding.fingerprint;
    if (sender.id !== chrome.runtime.id || (sender.tab && !isOwnPage(sender.url)) || !editor || !allowed())
      return { outcome: 'wrong-chat', count: 0 } as const;
    return putter.put(editor, templateId, binding.fingerprint, allowed);
  });
  signal.addEventListener('abort', stopPictures);

  const openPalette = (editor: HTMLElement, trigger: TriggerPoint): void => {
    if (!isAlive()) return;
    const pictures: PaletteContext['pictures'] = (templateId, marks) =>
      putter.put(editor, templateId, marks, () => fingerprint() === marks);
    requestPalette({ editor, trigger, fingerprint, signal, pictures }, load);
  };
  const editor = (): HTMLElement | null => editorIn(openChat()?.reader.editor(document) ?? null);
  const watchWording = offerWording(openChat, editor, signal);
  const watched = new WeakSet<Document>();
  const watch = (each: Document): void => {
    if (watched.has(each) || signal.aborted) return;
    watched.add(each);
    watchTrigger(each, editor, openPalette, signal);
    watchWording(each);
  };
  watch(document);
  // Some editors (TinyMCE, CKEditor 4) live in a frame of their own, which comes when the page likes.
  whenRead((reader) => watch(editorIn(reader.editor(document))?.ownerDocument ?? document));
}

/** Our own pages may also be open as tabs; other content scripts may not write. */
function isOwnPage(url: string | undefined): boolean {
  return url?.startsWith(chrome.runtime.getURL('')) ?? false;
}
