import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { panelKeys } from '#components/customer/keys.ts';
import { dashboardKeys } from '#components/dashboard/keys.ts';
import { ImportList } from '#components/files/ImportList.tsx';
import { KeepMessagesCard } from '#components/message/KeepMessagesCard.tsx';
import { CustomSitesCard } from '#components/teach/CustomSitesCard.tsx';
import { TaughtCard } from '#components/teach/TaughtCard.tsx';
import { Button } from '#components/ui/Button.tsx';
import { Input } from '#components/ui/Input.tsx';
import { KeysList } from '#components/ui/KeysDialog.tsx';
import { Moment } from '#components/ui/Moment.tsx';
import { EmptyState } from '#components/ui/states.tsx';
import { WordingCard } from '#components/wording/WordingCard.tsx';
import { db, type ShopRow } from '#lib/db/database.ts';
import { renameShop } from '#lib/db/shops.ts';
import { LIMITS } from '#lib/domain/text.ts';
import { t, tAny } from '#lib/i18n.ts';
import { h } from '#lib/ui/health-words.ts';
import { OWN_ACCOUNT } from '#lib/sites/site.ts';
import { showFailure } from '#lib/ui/notices.ts';
import { go, hrefOf } from '#lib/ui/router.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { AnswerHelpCard } from './AnswerHelpCard.tsx';
import { CompactCard } from './CompactCard.tsx';
import { CountryCard } from './CountryCard.tsx';
import { LanguageCard } from './LanguageCard.tsx';
import { SiblingsCard } from './SiblingsCard.tsx';
import { SaidShops } from './SaidShops.tsx';
import { SnapshotCard } from './SnapshotCard.tsx';
import { TapCard } from './TapCard.tsx';

/** Shops, imports, snapshots, keys, and what this product does with data. */
export function SettingsPage(): JSX.Element {
  const version = globalThis.chrome?.runtime?.getManifest?.().version ?? '';
  return (
    <div class="page">
      <header class="page__head">
        <h1>{t('dash.settings')}</h1>
      </header>
      <div class="cards">
        <ShopCard />
        <CountryCard />
        <SiblingsCard />
        <CustomSitesCard />
        <TaughtCard />
        <TapCard />
        <LanguageCard />
        <AnswerHelpCard />
        <KeepMessagesCard />
        <WordingCard />
        <SnapshotCard />
        <CompactCard />
        <div>
          <ImportList />
          <p>
            <Button icon="upload" onClick={() => go(hrefOf('import'))}>
              {t('dash.importOrders')}
            </Button>
          </p>
        </div>
        <section class="card" aria-label={h('title')}>
          <h2>{h('title')}</h2>
          <p>{h('all.text')}</p>
          <Button onClick={() => go(hrefOf('health'))}>{h('all')}</Button>
        </section>
        <section class="card" aria-label={t('settings.keys')}>
          <h2>{t('settings.keys')}</h2>
          <div class="keys-columns">
            <div>
              <h3>{t('settings.keysDashboard')}</h3>
              <KeysList keys={dashboardKeys} />
            </div>
            <div>
              <h3>{t('settings.keysPanel')}</h3>
              <KeysList keys={panelKeys} />
            </div>
          </div>
        </section>
        <section class="card" aria-label={t('settings.about')}>
          <h2>{t('settings.about')}</h2>
          <p>{t('settings.aboutText', { version })}</p>
        </section>
      </div>
    </div>
  );
}

/** The name that staff see; AliExpress pages give only a number. Saved when the field is left. */
function ShopName({ shop }: { shop: ShopRow }): JSX.Element {
  const [text, setText] = useState(shop.name);
  const save = (): void => void renameShop(shop.id, text).catch(showFailure);
  return (
    <Input
      label={t('settings.shopName')}
      hideLabel
      maxLength={LIMITS.name}
      value={text}
      onInput={(event) => setText(event.currentTarget.value)}
      onBlur={() => text !== shop.name && save()}
    />
  );
}

function ShopCard(): JSX.Element {
  const shops = useLive(() => db.shops.toArray(), []);
  return (
    <section class="card" aria-label={t('settings.shops')}>
      <h2>{t('settings.shops')}</h2>
      {shops.value?.length === 0 && <EmptyState text={t('settings.noShops')} />}
      <ul class="imports">
        {(shops.value ?? []).map((shop) => (
          <li key={shop.id} class="imports__row">
            <div class="spring">
              <ShopName shop={shop} />
              <div class="small secondary">
                {tAny(`dash.site.${shop.site}`)}
                {shop.key !== shop.name && shop.key !== OWN_ACCOUNT && ` · ${shop.key}`} · {t('settings.shopSeen')}{' '}
                <Moment at={shop.seenAt} />
              </div>
              <SaidShops shop={shop} />
            </div>
            <Button size="small" onClick={() => go(hrefOf('customers', null, { shop: shop.id }))}>
              {t('settings.shopCustomers')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
