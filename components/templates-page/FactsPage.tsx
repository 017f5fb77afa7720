import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button, IconButton } from '#components/ui/Button.tsx';
import { EmptyState, ErrorState, Skeleton } from '#components/ui/states.tsx';
import { db } from '#lib/db/database.ts';
import { allFacts, removeFact } from '#lib/db/shop-facts.ts';
import type { ShopFact } from '#lib/domain/shop-facts.ts';
import { t } from '#lib/i18n.ts';
import { doing } from '#lib/ui/notices.ts';
import { go, hrefOf } from '#lib/ui/router.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { Contradictions } from './Contradictions.tsx';
import { FactForm } from './FactForm.tsx';

/** What the shops state, to be used as variables; and the templates that say otherwise. */
export function FactsPage(): JSX.Element {
  const live = useLive(() => allFacts(), []);
  const shops = useLive(() => db.shops.toArray(), []).value ?? [];
  const [editing, setEditing] = useState<ShopFact | 'new' | null>(null);
  const facts = (live.value ?? []).toSorted((a, b) => a.createdAt - b.createdAt);
  return (
    <div class="page">
      <header class="page__head">
        <Button icon="back" tone="quiet" onClick={() => go(hrefOf('templates'))}>
          {t('exchange.back')}
        </Button>
        <h1>{t('facts.title')}</h1>
        <span class="spring" />
        <Button tone="primary" icon="add" onClick={() => setEditing('new')}>
          {t('facts.add')}
        </Button>
      </header>
      <p class="secondary exchange__help">{t('facts.help')}</p>
      {live.error ? <ErrorState error={live.error} onRetry={live.retry} /> : null}
      {!live.value && live.slow && <Skeleton lines={4} />}
      {live.value?.length === 0 && editing === null && <EmptyState text={t('facts.empty')} />}
      {facts.length > 0 && (
        <div class="shop-facts__scroll">
          <table class="shop-facts">
            <thead>
              <tr>
                <th scope="col">{t('facts.name')}</th>
                <th scope="col">{t('facts.value')}</th>
                <th scope="col">{t('facts.shop')}</th>
                <th scope="col">{t('facts.variable')}</th>
                <th scope="col">
                  <span class="sr-only">{t('ui.edit')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {facts.map((fact) => (
                <tr key={fact.id} data-fact={fact.name}>
                  <td>{fact.name}</td>
                  <td>
                    <b>{fact.value}</b>
                  </td>
                  <td class="secondary">
                    {fact.shopId ? (shops.find(({ id }) => id === fact.shopId)?.name ?? fact.shopId) : t('exchange.allShops')}
                  </td>
                  <td>
                    <code>{`{店铺.${fact.name}}`}</code>
                  </td>
                  <td class="shop-facts__acts">
                    <Button size="small" icon="edit" onClick={() => setEditing(fact)}>
                      {t('ui.edit')}
                    </Button>
                    <IconButton
                      icon="trash"
                      label={t('facts.remove', { name: fact.name })}
                      onClick={() => void doing(() => removeFact(fact.id))}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {editing && (
        <FactForm
          key={editing === 'new' ? 'new' : editing.id}
          fact={editing === 'new' ? null : editing}
          shops={shops}
          taken={facts.map(({ name }) => name)}
          onClose={() => setEditing(null)}
        />
      )}
      {facts.length > 0 && <Contradictions facts={facts} />}
    </div>
  );
}
