import type { JSX } from 'preact';
import { Button } from '#components/ui/Button.tsx';
import type { ShopRow } from '#lib/db/database.ts';
import { t } from '#lib/i18n.ts';
import type { UnreadList } from '#lib/session.ts';
import { showTab } from '#lib/ui/use-queue.ts';

/** Names shown of one list. */
const SHOWN = 8;

/** Who has written in conversations that were not opened, where the page's own list says so. */
export function UnreadRows({ lists, shops }: { lists: readonly UnreadList[]; shops: readonly ShopRow[] }): JSX.Element | null {
  if (lists.length === 0) return null;
  return (
    <section class="unread" aria-label={t('waiting.unread')}>
      <h3>{t('waiting.unread')}</h3>
      {lists.map(({ tabId, shopId, rows }) => (
        <div key={tabId} class="unread__tab">
          <p class="unread__names">
            {rows.slice(0, SHOWN).map(({ name, unread }) => (
              <span key={name} class="unread__name">
                <span class="private">{name}</span> <span class="small secondary">{t('waiting.unreadRow', { n: unread })}</span>
              </span>
            ))}
            {rows.length > SHOWN && <span class="small secondary">{t('waiting.more', { n: rows.length - SHOWN })}</span>}
          </p>
          <div class="queue__foot">
            <span class="small secondary ellipsis">{shops.find(({ id }) => id === shopId)?.name ?? ''}</span>
            <span class="spring" />
            <Button size="small" icon="open" onClick={() => showTab(tabId)}>
              {t('waiting.jump')}
            </Button>
          </div>
        </div>
      ))}
      <p class="small secondary">{t('waiting.unreadText')}</p>
    </section>
  );
}
