import { slotsOf } from '../domain/template-slots.ts';
import { showNotice } from './notices.ts';

/** Tells whether a template has a place for what is on the clipboard. */
export function wantsClipboard(body: string): boolean {
  return slotsOf(body).some(({ fact }) => fact === 'clipboard');
}

/** Returns what is on the clipboard where the browser was allowed to tell; else nothing, and nobody is asked. */
export async function clipboardIfAllowed({ navigator }: Window): Promise<string | undefined> {
  try {
    const { state } = await navigator.permissions.query({ name: 'clipboard-read' as PermissionName });
    return state === 'granted' ? await navigator.clipboard.readText() : undefined;
  } catch (error) {
    console.debug('clipboard not read', error);
    return undefined;
  }
}

/** Returns what is on the clipboard, after a click: the browser may ask whether it may tell. Null, and said so, when not. */
export async function pasteText({ navigator }: Window): Promise<string | null> {
  try {
    return await navigator.clipboard.readText();
  } catch (error) {
    console.debug('clipboard not read', error);
    showNotice({ kind: 'info', label: { key: 'panel.pasteByKey' } });
    return null;
  }
}
