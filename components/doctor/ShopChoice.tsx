import type { JSX } from 'preact';
import { Button } from '#components/ui/Button.tsx';
import type { ShopRow } from '#lib/db/database.ts';
import { t } from '#lib/i18n.ts';
import { showFailure, showNotice } from '#lib/ui/notices.ts';
import { hostOf } from '#lib/session.ts';
import { chooseShop, nameless } from '#lib/ui/shop-choice.ts';
import { useLive } from '#lib/ui/use-live.ts';

/** Asks which of the known shops a page is of that does not say so for certain; nothing where it does, or none is known. */
export function ShopChoice({ tabId, frameId }: { tabId: number; frameId: number }): JSX.Element | null {
  const found = useLive(() => nameless(tabId, frameId), [tabId, frameId]);
  if (!found.value || found.value.shops.length === 0) return null;
  const { page, shops } = found.value;
  const choose = (shop: ShopRow): void =>
    void chooseShop(page, shop).then(
      () => showNotice({ kind: 'done', label: { key: 'shopChoice.done', params: { name: shop.name } } }),
      showFailure,
    );
  return (
    <section class="stack shop-choice" aria-label={t('shopChoice.title')}>
      <h3>{t('shopChoice.title')}</h3>
      <p class="small secondary">
        {page.title ? t('shopChoice.byTitle', { title: page.title }) : t('shopChoice.byHost', { host: hostOf(page.url) })}
      </p>
      {shops.map((shop) => (
        <Button key={shop.id} onClick={() => choose(shop)}>
          {shop.name}
        </Button>
      ))}
    </section>
  );
}
