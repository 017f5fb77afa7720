import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { CustomerView, type CustomerViewHandle } from '#components/customer/CustomerView.tsx';
import { Button } from '#components/ui/Button.tsx';
import { EmptyState, ErrorState, Skeleton } from '#components/ui/states.tsx';
import { customerCard } from '#lib/db/customer-card.ts';
import { t } from '#lib/i18n.ts';
import { copyText } from '#lib/ui/copy.ts';
import { useHotkeys } from '#lib/ui/hotkeys.ts';
import { openChat } from '#lib/ui/open-chat.ts';
import { go, hrefOf } from '#lib/ui/router.ts';
import { useLive } from '#lib/ui/use-live.ts';

/** One customer in full, with the same parts as in the side panel. */
export function CustomerPage({ id }: { id: string }): JSX.Element {
  const live = useLive(() => customerCard(id), [id]);
  const view = useRef<CustomerViewHandle>(null);
  const card = live.value?.customer.id === id ? live.value : null;
  const heir = live.stale || live.value === undefined || live.value === null ? null : live.value.customer.id;
  useEffect(() => {
    // This one was joined with another; who stayed is shown in its place.
    if (heir && heir !== id) go(hrefOf('customers', heir), true);
  }, [heir, id]);
  const back = (): void => (history.length > 1 ? history.back() : go(hrefOf('customers')));
  useHotkeys({
    t: () => view.current?.addTag(),
    n: () => view.current?.writeNote(),
    f: () => view.current?.followUp(),
    m: () => view.current?.lookAlike(),
    c: () => void (card && copyText(card.customer.name)),
    Escape: back,
  });
  return (
    <div class="page" data-customer-id={card?.customer.id}>
      <header class="page__head">
        <Button icon="back" tone="quiet" onClick={back}>
          {t('dash.back')}
        </Button>
        <span class="secondary ellipsis">{card?.shop?.name ?? ''}</span>
        <span class="spring" />
        {card && (
          <Button icon="chat" onClick={() => openChat(card.customer.id)}>
            {t('popup.openChat')}
          </Button>
        )}
      </header>
      {live.error ? <ErrorState error={live.error} onRetry={live.retry} /> : null}
      {!card && !live.error && live.slow && <Skeleton lines={8} />}
      {live.value === null && !live.stale && (
        <EmptyState centre title={t('panel.gone')} text={t('panel.goneText')}>
          <Button onClick={() => go(hrefOf('customers'))}>{t('dash.customers')}</Button>
        </EmptyState>
      )}
      {card && (
        <article class="sheet">
          <CustomerView key={id} ref={view} card={card} />
        </article>
      )}
    </div>
  );
}
