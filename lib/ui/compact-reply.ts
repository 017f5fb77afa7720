import { countUse } from '../db/templates.ts';
import type { CustomerCard } from '../db/customer-card.ts';
import type { ActiveChat, Rendered } from '../domain/chat.ts';
import { newId, splitShopId } from '../domain/ids.ts';
import type { TemplateBrief } from '../domain/template.ts';
import { fillReply, type ReplyGround } from './insert-reply.ts';
import { showNotice } from './notices.ts';

/** No page is open beside the compact window: what a chat would tell is taken from the customer. */
function chatOf(card: CustomerCard | null): ActiveChat {
  const shopId = card?.customer.shopId ?? null;
  const shop = card?.shop;
  const parts = shopId ? splitShopId(shopId) : { site: 'taobao' as const, key: '' };
  return {
    tabId: -1,
    frameId: -1,
    site: parts.site,
    shopId,
    ...(shop ? { shop: { site: shop.site, key: shop.key, name: shop.name } } : {}),
    peer: null,
    fingerprint: null,
    customerId: card?.customer.id ?? null,
    state: 'ready',
    trouble: [],
    url: '',
    at: 0,
  };
}

/** Fills a reply with a customer's facts, without any chat; null is nobody, whose facts are asked for. */
export function fillFor(
  template: TemplateBrief,
  card: CustomerCard | null,
  answers: Record<string, string>,
  ground: ReplyGround,
): Rendered {
  return fillReply(template, { chat: chatOf(card), card }, answers, ground);
}

/**
 * Puts a filled reply on the clipboard, for a person to paste into the desktop client, and says so. `view` is the window
 * that has the focus. Returns whether it is on the clipboard.
 */
export async function copyReply(template: TemplateBrief, text: string, view: Window): Promise<boolean> {
  try {
    await view.navigator.clipboard.writeText(text);
  } catch (error) {
    console.warn('clipboard', error);
    showNotice({ kind: 'failed', label: { key: 'compact.copyFailed' } });
    return false;
  }
  showNotice({ kind: 'done', label: { key: 'compact.copied' } });
  // Not waited for: the person goes on at once.
  countUse(template.id, newId('use')).catch((error: unknown) => console.warn('use not counted', error));
  return true;
}
