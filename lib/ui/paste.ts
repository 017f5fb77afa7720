import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { clipboardReader } from '../sites/taobao/clipboard.ts';
import { isTyping } from './hotkeys.ts';
import { showNotice } from './notices.ts';

/** The copied chat that is shown for a person to accept, or null. */
export const pasted = signal<string | null>(null);

/** Tells whether a text was copied out of the desktop client. */
function isCopiedChat(text: string): boolean {
  return clipboardReader.recognises(text);
}

/** Shows a copied chat for a person to accept; says so when it is none. Returns whether it is one. */
export function offerPaste(text: string): boolean {
  const known = isCopiedChat(text);
  if (known) pasted.value = text;
  else if (text.trim()) showNotice({ kind: 'info', label: { key: 'paste.unknown' } });
  return known;
}

/** Takes a copied chat that is pasted into a field for searching; anything else goes into the field. */
export function takePasteInField(event: ClipboardEvent): void {
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (!isCopiedChat(text)) return;
  event.preventDefault();
  pasted.value = text;
}

/**
 * Takes what is pasted anywhere on a page while no field has the focus and no dialog is open. `onOther` gets what is no
 * copied chat. Nothing is read before a person pastes.
 */
export function usePaste(onOther?: (text: string) => void): void {
  const other = useRef(onOther);
  other.current = onOther;
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      if (event.defaultPrevented || isTyping(event.target) || document.querySelector('dialog[open]')) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (!text.trim()) return;
      event.preventDefault();
      if (isCopiedChat(text)) pasted.value = text;
      else if (other.current) other.current(text);
      else offerPaste(text);
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, []);
}
