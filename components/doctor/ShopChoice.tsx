import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Input } from '#components/ui/Input.tsx';
import type { ShopRow } from '#lib/db/database.ts';
import { t, tAny } from '#lib/i18n.ts';
import { hostOf } from '#lib/session.ts';
import { showFailure, showNotice } from '#lib/ui/notices.ts';
import { newShopKey } from '#lib/ui/open-import.ts';
import { chooseNewShop, chooseShop, nameless, type Nameless } from '#lib/ui/shop-choice.ts';
import { useLive } from '#lib/ui/use-live.ts';

const told = (chosen: Promise<ShopRow>): void =>
  void chosen.then(({ name }) => showNotice({ kind: 'done', label: { key: 'shopChoice.done', params: { name } } }), showFailure);

/** Asks which shop a page is of that does not say so for certain: one that is known, or a new one; nothing where it does. */
export function ShopChoice({ tabId, frameId }: { tabId: number; frameId: number }): JSX.Element | null {
  const found = useLive(() => nameless(tabId, frameId), [tabId, frameId]);
  if (!found.value) return null;
  const { page, shops, site } = found.value;
  // What a shop is known by on the other sites no person knows.
  const nameable = site === 'taobao' || site === 'aliexpress';
  if (shops.length === 0 && !nameable) return null;
  return (
    <section class="stack shop-choice" aria-label={t('shopChoice.title')}>
      <h3>{t('shopChoice.title')}</h3>
      <p class="small secondary">
        {page.title ? t('shopChoice.byTitle', { title: page.title }) : t('shopChoice.byHost', { host: hostOf(page.url) })}
      </p>
      {shops.map((shop) => (
        <Button key={shop.id} onClick={() => told(chooseShop(page, shop).then(() => shop))}>
          {shop.name}
        </Button>
      ))}
      {nameable && <NewShop of={found.value} />}
    </section>
  );
}

/** A shop that is not known yet, named by what stays the same about it. */
function NewShop({ of: { page, site } }: { of: Nameless }): JSX.Element {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  if (!open)
    return (
      <Button tone="quiet" onClick={() => setOpen(true)}>
        {t('import.newShop')}
      </Button>
    );
  const key = newShopKey(site, text);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (key) told(chooseNewShop(page, site, key));
  };
  return (
    <form class="stack" onSubmit={submit}>
      <Input
        label={tAny(`import.shopKey.${site}`)}
        hint={tAny(`import.shopKeyHint.${site}`)}
        value={text}
        maxLength={64}
        autoFocus
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" disabled={!key}>
        {t('shopChoice.take')}
      </Button>
    </form>
  );
}
