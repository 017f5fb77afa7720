import { openChatOf } from '../background/open-chat.ts';
import { showFailure, showNotice } from './notices.ts';

/** Brings the chat with a customer to the front, and says so when nobody knows where it is. */
export async function openChat(customerId: string): Promise<void> {
  try {
    const { outcome } = await openChatOf(customerId);
    if (outcome === 'no-address') showNotice({ kind: 'failed', label: { key: 'popup.noAddress' } });
  } catch (error) {
    showFailure(error);
  }
}
