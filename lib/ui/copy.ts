import { showFailure, showNotice } from './notices.ts';

/** Puts a text on the clipboard and says so. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showNotice({
      kind: 'done',
      label: { key: 'ui.copiedWhat', params: { what: text.length > 40 ? `${text.slice(0, 40)}…` : text } },
    });
  } catch (error) {
    showFailure(error);
  }
}
