import type { JSX, Ref } from 'preact';
import { useImperativeHandle } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Icon } from '#components/ui/Icon.tsx';
import { Kbd } from '#components/ui/Kbd.tsx';
import { followUpOf, proposalsFor } from '#lib/db/promises.ts';
import { declineProposal } from '#lib/db/reminder-edit.ts';
import { addReminder } from '#lib/db/reminders.ts';
import { dueTime, exactTime, localZone } from '#lib/format.ts';
import { t } from '#lib/i18n.ts';
import { calendarText } from '#lib/ui/calendar-words.ts';
import { doing } from '#lib/ui/notices.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { useShopGround } from '#lib/ui/use-shop-ground.ts';

/** What a key of the page can do to the strip. */
export interface PromiseHandle {
  accept: () => void;
}

export interface PromiseStripProps {
  customerId: string;
  shopId: string;
  ref?: Ref<PromiseHandle>;
}

/** The soonest thing that was promised in the shop's own messages and is not a follow-up yet; nothing when there is none. */
export function PromiseStrip({ customerId, shopId, ref }: PromiseStripProps): JSX.Element | null {
  const found = useLive(() => proposalsFor(customerId, Date.now(), localZone()), [customerId]);
  const { country } = useShopGround();
  const list = found.stale ? [] : (found.value ?? []);
  const first = list[0];
  useImperativeHandle(
    ref ?? null,
    () => ({ accept: () => void (first && doing(() => addReminder(followUpOf(first, shopId)))) }),
    [first],
  );
  if (!first) return null;
  return (
    <section class="promise" aria-label={t('promise.title')} data-promise={first.id}>
      <div class="row promise__said">
        <Icon name="alarm" />
        <span class="small secondary">{t('promise.title')}</span>
        <b class="small" title={exactTime(first.until)}>
          {t('promise.until', { at: dueTime(first.until) })}
        </b>
      </div>
      <q class="promise__sentence private" title={exactTime(first.saidAt)}>
        {first.sentence}
      </q>
      {first.byWeekends && (
        <span class="small secondary" data-doubt="calendar">
          {calendarText(country)}
        </span>
      )}
      <div class="row">
        <Button size="small" icon="check" onClick={() => doing(() => addReminder(followUpOf(first, shopId)))}>
          {t('promise.accept')} <Kbd keys="P" />
        </Button>
        <Button size="small" tone="quiet" onClick={() => doing(() => declineProposal(followUpOf(first, shopId)))}>
          {t('promise.decline')}
        </Button>
        {list.length > 1 && <span class="small secondary">{t('promise.more', { n: list.length - 1 })}</span>}
      </div>
    </section>
  );
}
