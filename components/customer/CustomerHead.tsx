import type { JSX } from 'preact';
import { IconButton } from '#components/ui/Button.tsx';
import { Chip } from '#components/ui/Chip.tsx';
import { Moment } from '#components/ui/Moment.tsx';
import type { CustomerCard } from '#lib/db/customer-card.ts';
import type { Customer } from '#lib/domain/customer.ts';
import { countText, moneyLine } from '#lib/format.ts';
import { t, tAny } from '#lib/i18n.ts';
import { copyText } from '#lib/ui/copy.ts';
import { MoodMark } from './MoodMark.tsx';

/** Name, what kind of record it is, and what the platform says of the buyer. */
export function CustomerHead({ customer }: { customer: Customer }): JSX.Element {
  const facts = [customer.country, customer.language, customer.level].filter((fact) => fact !== undefined);
  const others = customer.aliases.filter((alias) => alias !== customer.name);
  return (
    <div class="customer-head">
      <div class="row">
        <h1 class="customer-head__name private" title={[customer.name, ...others].join('\n')}>
          {customer.name || t('panel.noName')}
        </h1>
        {customer.name && <IconButton icon="copy" label={t('panel.copyName')} onClick={() => copyText(customer.name)} />}
        <span class="spring" />
        {customer.masked && <Chip text={t('panel.masked')} title={t('panel.maskedWhy')} />}
        {customer.standing !== 'known' && (
          <Chip
            hue="amber"
            text={tAny(`panel.standing.${customer.standing}`)}
            title={tAny(`panel.standingWhy.${customer.standing}`)}
          />
        )}
      </div>
      <MoodMark customer={customer} />
      {(facts.length > 0 || others.length > 0) && (
        <p
          class="small secondary ellipsis"
          title={others.length > 0 ? t('panel.alsoKnown', { names: others.join('、') }) : undefined}
        >
          {[...facts, ...(others.length > 0 ? [t('panel.alsoKnown', { names: others.join('、') })] : [])].join(' · ')}
        </p>
      )}
      {customer.remark && (
        <p class="small customer-head__remark" title={t('panel.remarkWhy')}>
          <span class="secondary">{t('panel.remark')}</span> {customer.remark}
        </p>
      )}
    </div>
  );
}

/** Three figures that open the list of orders. */
export function CustomerFigures({ card, onOrders }: { card: CustomerCard; onOrders: () => void }): JSX.Element {
  const { stats } = card.customer;
  return (
    <button
      type="button"
      class="figures"
      onClick={onOrders}
      title={t('panel.figuresWhy', { paid: stats.paidCount, all: stats.count })}
    >
      <span class="figures__cell">
        <span class="figures__label">{t('panel.orders')}</span>
        <b>{countText(stats.count)}</b>
      </span>
      <span class="figures__cell">
        <span class="figures__label">{t('panel.paid')}</span>
        <span>
          <b class="private">{moneyLine(stats.paid)}</b>
          {stats.paidCount > 0 && stats.paidCount < stats.count && (
            <span class="secondary">{t('panel.paidOf', { n: stats.paidCount })}</span>
          )}
        </span>
      </span>
      <span class="figures__cell">
        <span class="figures__label">{t('panel.last')}</span>
        <b>{stats.lastAt === undefined ? '–' : <Moment at={stats.lastAt} />}</b>
      </span>
    </button>
  );
}
