import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { IconButton, Button } from '#components/ui/Button.tsx';
import { type Hue, hues } from '#components/ui/Chip.tsx';
import type { ActiveChat } from '#lib/domain/chat.ts';
import { newId } from '#lib/domain/ids.ts';
import { t, tAny } from '#lib/i18n.ts';
import { sendMessage } from '#lib/messaging.ts';
import { showNotice } from '#lib/ui/notices.ts';

/** Returns the colour of a shop: always the same for the same shop, never grey. */
function hueOfShop(shopId: string): Hue {
  let hash = 0;
  for (const char of shopId) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 9973;
  const colours = hues.filter((hue) => hue !== 'grey');
  return colours[hash % colours.length] ?? 'blue';
}

/** How well the chat page is read: `good`, `warn` (some fields are not), `bad` (not at all), `none` (no chat). */
function healthOf(chat: ActiveChat | null): 'good' | 'warn' | 'bad' | 'none' {
  if (!chat) return 'none';
  if (chat.state !== 'ready' && chat.state !== 'loading') return 'bad';
  return chat.state === 'loading' || chat.trouble.length > 0 ? 'warn' : 'good';
}

/** Returns the sentence that goes with the dot. */
function healthSentence(chat: ActiveChat | null): string {
  if (!chat) return t('panel.health.none');
  if (chat.state !== 'ready') return tAny(`panel.state.${chat.state}`);
  return chat.trouble.length > 0 ? t('panel.health.warn', { n: chat.trouble.length }) : t('panel.health.good');
}

export interface ShopBarProps {
  chat: ActiveChat | null;
  shopId: string | null;
  shopName: string;
  onKeys: () => void;
  onDashboard: () => void;
}

/** The top line: which shop, how well its page is read, help and dashboard. */
export function ShopBar({ chat, shopId, shopName, onKeys, onDashboard }: ShopBarProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const health = healthOf(chat);
  const reread = async (): Promise<void> => {
    if (!chat) return;
    await sendMessage('reread', { commandId: newId('reread') }, { tabId: chat.tabId, frameId: chat.frameId }).catch(() =>
      showNotice({ kind: 'failed', label: { key: 'panel.outcome.no-page' } }),
    );
  };
  return (
    <div class="shop-bar">
      <div class="row">
        {shopId && (
          <span class={`shop-chip hue-${hueOfShop(shopId)}`} title={shopName}>
            <span class="ellipsis">{shopName}</span>
          </span>
        )}
        <span class="spring" />
        <button
          type="button"
          class="health"
          data-health={health}
          aria-expanded={open}
          title={healthSentence(chat)}
          onClick={() => setOpen(!open)}
        >
          <span class="health__dot" aria-hidden="true" />
          {tAny(`panel.health.word.${health}`)}
        </button>
        <IconButton icon="keyboard" label={t('panel.keysButton')} onClick={onKeys} />
        <IconButton icon="grid" label={t('panel.dashboard')} onClick={onDashboard} />
      </div>
      {open && (
        <div class="health-details">
          <p>{healthSentence(chat)}</p>
          {chat && chat.trouble.length > 0 && (
            <ul>
              {chat.trouble.map((field) => (
                <li key={field}>
                  <code>{field}</code>
                </li>
              ))}
            </ul>
          )}
          {chat && (
            <Button size="small" onClick={reread}>
              {t('panel.reread')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
