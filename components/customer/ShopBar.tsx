import type { JSX } from 'preact';
import { Doctor } from '#components/doctor/Doctor.tsx';
import { HealthDot } from '#components/doctor/HealthDot.tsx';
import { IconButton } from '#components/ui/Button.tsx';
import { type Hue, hues } from '#components/ui/Chip.tsx';
import type { ActiveChat } from '#lib/domain/chat.ts';
import { t } from '#lib/i18n.ts';
import { useTabHealth } from '#lib/ui/health-live.ts';
import { TapNote } from './TapNote.tsx';

/** Returns the colour of a shop: always the same for the same shop, never grey. */
function hueOfShop(shopId: string): Hue {
  let hash = 0;
  for (const char of shopId) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 9973;
  const colours = hues.filter((hue) => hue !== 'grey');
  return colours[hash % colours.length] ?? 'blue';
}

export interface ShopBarProps {
  /** The tab that the panel follows. */
  tabId: number | null | undefined;
  chat: ActiveChat | null;
  shopId: string | null;
  shopName: string;
  /** Whether the page doctor is open. */
  doctor: boolean;
  onDoctor: (open: boolean) => void;
  onKeys: () => void;
  onDashboard: () => void;
}

/** The top line: which shop, how well its page is read, help and dashboard. */
export function ShopBar({ tabId, chat, shopId, shopName, doctor, onDoctor, onKeys, onDashboard }: ShopBarProps): JSX.Element {
  const health = useTabHealth(tabId, { shownShop: shopId, chatShop: chat?.shopId ?? null });
  return (
    <div class="shop-bar">
      <div class="row">
        {shopId && (
          <span class={`shop-chip hue-${hueOfShop(shopId)}`} title={shopName}>
            <span class="ellipsis">{shopName}</span>
          </span>
        )}
        <span class="spring" />
        {health && <HealthDot health={health} open={doctor} onOpen={() => onDoctor(true)} />}
        <IconButton icon="keyboard" label={t('panel.keysButton')} onClick={onKeys} />
        <IconButton icon="grid" label={t('panel.dashboard')} onClick={onDashboard} />
      </div>
      <TapNote />
      {doctor && health && typeof tabId === 'number' && (
        <Doctor key={tabId} tabId={tabId} health={health} onClose={() => onDoctor(false)} />
      )}
    </div>
  );
}
