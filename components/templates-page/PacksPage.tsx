import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Menu } from '#components/ui/Menu.tsx';
import { EmptyState, ErrorState, Skeleton } from '#components/ui/states.tsx';
import { db } from '#lib/db/database.ts';
import { nextVersion, packsWithTemplates, removePack, type PackOverview } from '#lib/db/packs.ts';
import { countText } from '#lib/format.ts';
import { t } from '#lib/i18n.ts';
import { doing, offerUndo, showFailure, showNotice } from '#lib/ui/notices.ts';
import { go, hrefOf } from '#lib/ui/router.ts';
import { saveTemplates } from '#lib/ui/template-exchange.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { PackForm } from './PackForm.tsx';

/** Packs of templates: made here or loaded from a colleague's file, each with its version. */
export function PacksPage(): JSX.Element {
  const [making, setMaking] = useState(false);
  const live = useLive(() => packsWithTemplates(), []);
  const shops = useLive(() => db.shops.toArray(), []).value ?? [];
  return (
    <div class="page">
      <header class="page__head">
        <Button icon="back" tone="quiet" onClick={() => go(hrefOf('templates'))}>
          {t('exchange.back')}
        </Button>
        <h1>{t('packs.title')}</h1>
        <span class="spring" />
        <Button icon="upload" onClick={() => go(hrefOf('templates', 'import'))}>
          {t('packs.load')}
        </Button>
        <Button tone="primary" icon="add" onClick={() => setMaking(true)}>
          {t('packs.make')}
        </Button>
      </header>
      <p class="secondary exchange__help">{t('packs.help')}</p>
      {live.error ? <ErrorState error={live.error} onRetry={live.retry} /> : null}
      {!live.value && live.slow && <Skeleton lines={4} />}
      {live.value?.length === 0 && !making && <EmptyState text={t('packs.empty')} />}
      <ul class="packs">
        {(live.value ?? []).map((overview) => (
          <PackItem
            key={overview.pack.id}
            overview={overview}
            shop={shops.find(({ id }) => id === overview.pack.shopId)?.name ?? overview.pack.shopId ?? ''}
          />
        ))}
      </ul>
      {making && <PackForm shops={shops} onClose={() => setMaking(false)} />}
    </div>
  );
}

function PackItem({ overview, shop }: { overview: PackOverview; shop: string }): JSX.Element {
  const { pack, templates, edited } = overview;
  const rises = pack.own === true && edited > 0;
  const save = async (): Promise<void> => {
    try {
      const next = await nextVersion(pack.id, false);
      if (!next) return;
      // Read anew: the templates carry the new version now.
      const now = (await packsWithTemplates()).find((each) => each.pack.id === pack.id)?.templates ?? templates;
      const { id, name, version, author, note } = next.pack;
      const file = t('packs.fileName', { name, version });
      const saved = await saveTemplates(now, 'json', { name: file, pack: { id, name, version, author, ...(note && { note }) } });
      if (next.change) offerUndo(next.change);
      else showNotice({ kind: 'done', label: { key: 'packs.saved', params: { name: saved.name } } });
    } catch (error) {
      showFailure(error);
    }
  };
  return (
    <li class="card packs__item" data-pack={pack.id} data-version={pack.version}>
      <div class="row row--wrap">
        <h2 class="ellipsis">{pack.name}</h2>
        <span class="chip">{t('packs.version', { version: pack.version })}</span>
        <span class="small secondary">{t(pack.own ? 'packs.own' : 'packs.loaded')}</span>
        {pack.author && <span class="small secondary">{t('exchange.packBy', { author: pack.author })}</span>}
        <span class="spring" />
        <Button size="small" icon="download" onClick={() => void save()}>
          {rises ? t('packs.saveNext', { version: pack.version + 1 }) : t('packs.save')}
        </Button>
        <Menu
          label={t('packs.remove')}
          icon="trash"
          size="small"
          items={[
            { key: 'keep', label: t('packs.removeKeep'), onSelect: () => void doing(() => removePack(pack.id, false)) },
            {
              key: 'all',
              label: t('packs.removeAll'),
              danger: true,
              onSelect: () => void doing(() => removePack(pack.id, true)),
            },
          ]}
        />
      </div>
      {pack.note && <p class="secondary">{pack.note}</p>}
      <p class="row row--wrap small secondary">
        <a href={hrefOf('templates', null, { pack: pack.id })}>{t('packs.count', { n: countText(templates.length) })}</a>
        {edited > 0 && <span class="warn-text">{t('packs.edited', { n: countText(edited) })}</span>}
        {shop && <span>{t('packs.onlyShop', { shop })}</span>}
      </p>
    </li>
  );
}
