import type { JSX } from 'preact';
import { EmptyState, ErrorState, Skeleton } from '#components/ui/states.tsx';
import { db, type ShopRow } from '#lib/db/database.ts';
import { roundsSince, type ShopRounds } from '#lib/db/waiting.ts';
import { budgetOf, judgedAt } from '#lib/domain/wait-rules.ts';
import { t, type MessageKey } from '#lib/i18n.ts';
import { useClock } from '#lib/ui/clock.ts';
import { useLive } from '#lib/ui/use-live.ts';

/** Below so many rounds a rate says little. */
const FEW = 10;

interface Shown {
  day: number;
  shops: readonly ShopRow[];
  rounds: ShopRounds[];
}

async function read(day: number): Promise<Shown> {
  return { day, shops: await db.shops.toArray(), rounds: await roundsSince(day, Date.now()) };
}

/** How each shop stands today: rounds, late ones, how many may still be late. */
export function BudgetView(): JSX.Element {
  const tomorrow = new Date().setHours(24, 0, 0, 0);
  useClock(() => tomorrow);
  const day = new Date().setHours(0, 0, 0, 0);
  const live = useLive(() => read(day), [day]);
  const { value } = live;
  return (
    <section class="card budget" aria-label={t('waiting.budget')}>
      <h2>{t('waiting.budget')}</h2>
      {live.error ? <ErrorState error={live.error} onRetry={live.retry} /> : null}
      {!value && live.slow && <Skeleton lines={3} />}
      {value?.rounds.length === 0 && <EmptyState title={t('waiting.budget.none')} text={t('waiting.budget.noneText')} />}
      {value?.rounds.map((shop) => (
        <ShopBudget key={shop.shopId} shop={shop} name={value.shops.find(({ id }) => id === shop.shopId)?.name} />
      ))}
      {value && value.rounds.length > 0 && <p class="small secondary">{t('waiting.onlySeen')}</p>}
    </section>
  );
}

function ShopBudget({ shop, name }: { shop: ShopRounds; name: string | undefined }): JSX.Element {
  const dues = shop.judged.flatMap(({ round, dueAt }) => (round.answer === undefined && dueAt !== undefined ? [dueAt + 1] : []));
  const now = useClock((at) => dues.filter((due) => due > at).toSorted((a, b) => a - b)[0] ?? null);
  const target = shop.rules.target.value;
  const budget = budgetOf(judgedAt(shop.judged, now), target);
  const apart = (['unknown', 'outside', 'noLimit'] as const)
    .flatMap((kind) => (budget[kind] > 0 ? [t(`waiting.budget.${kind}`, { n: budget[kind] })] : []))
    .concat(shop.settled > 0 ? [t('waiting.budget.settled', { n: shop.settled })] : []);
  return (
    <div class="budget__shop" data-shop={shop.shopId}>
      <h3>{name ?? t('waiting.budget.unknownShop')}</h3>
      <dl class="budget__figures">
        <Figure label="waiting.budget.rounds" value={String(budget.counted)} />
        <Figure label="waiting.budget.inTime" value={String(budget.inTime)} />
        <Figure label="waiting.budget.late" value={String(budget.late)} tone={budget.late > 0 ? 'late' : undefined} />
        <Figure label="waiting.budget.openNow" value={String(budget.open)} />
        <Figure
          label="waiting.budget.rate"
          value={budget.rate === null ? t('waiting.budget.none') : `${budget.rate}%`}
          note={t('waiting.budget.target', { n: target })}
        />
      </dl>
      <p>{standing(budget, target)}</p>
      {budget.counted > 0 && budget.counted < FEW && (
        <p class="small secondary">{t('waiting.budget.few', { n: budget.counted })}</p>
      )}
      {apart.length > 0 && (
        <p class="small secondary">
          {t('waiting.budget.apart')}
          {apart.join('、')}
        </p>
      )}
    </div>
  );
}

function standing({ counted, spare, need }: ReturnType<typeof budgetOf>, target: number): string {
  if (counted === 0) return t('waiting.budget.noneText');
  if (need === Infinity) return t('waiting.budget.never', { n: target });
  if (need > 0) return t('waiting.budget.need', { need });
  return spare > 0 ? t('waiting.budget.spare', { n: counted, spare }) : t('waiting.budget.spareNone', { n: counted });
}

function Figure({
  label,
  value,
  note,
  tone,
}: {
  label: MessageKey;
  value: string;
  note?: string;
  tone?: 'late' | undefined;
}): JSX.Element {
  return (
    <div class="budget__figure" data-tone={tone}>
      <dt class="small secondary">{t(label)}</dt>
      <dd>{value}</dd>
      {note && <dd class="small secondary budget__note">{note}</dd>}
    </div>
  );
}
