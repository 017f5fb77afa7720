import type { ComponentChildren, JSX } from 'preact';
import { Chip, hueOf } from '#components/ui/Chip.tsx';
import { Moment } from '#components/ui/Moment.tsx';
import type { CustomerCard } from '#lib/db/customer-card.ts';
import type { Customer } from '#lib/domain/customer.ts';
import { LIKELY, type Match } from '#lib/domain/merge-hints.ts';
import { mergePreview } from '#lib/domain/merge-preview.ts';
import { formatMoney } from '#lib/domain/money.ts';
import { countText, moneyLine } from '#lib/format.ts';
import { t, tAny, type MessageKey } from '#lib/i18n.ts';

/** Why two customers may be one, in the user's words; the weightiest first. */
function Reasons({ match }: { match: Match }): JSX.Element {
  return (
    <ul class="reasons" aria-label={t('merge.why')}>
      {match.reasons.map((reason) => (
        <li key={reason.key}>{tAny(reason.key, reason.params)}</li>
      ))}
    </ul>
  );
}

/** How likely it is that two are one; a word besides the colour. */
export function Likelihood({ match }: { match: Match }): JSX.Element {
  const likely = match.score >= LIKELY;
  return <Chip hue={likely ? 'green' : 'amber'} text={likely ? t('merge.likely') : t('merge.maybe')} />;
}

/** Two customers side by side, why they may be one, and what would stay. `a` is the one whose record stays. */
export function PairView({ a, b, match }: { a: CustomerCard; b: CustomerCard; match: Match }): JSX.Element {
  return (
    <div class="pair">
      <div class="pair__why">
        <Likelihood match={match} />
        <Reasons match={match} />
      </div>
      <table class="pair__table">
        <tbody>
          <Line label="merge.row.name" a={<Names of={a.customer} />} b={<Names of={b.customer} />} />
          <Line label="merge.row.standing" a={<Standing of={a} />} b={<Standing of={b} />} />
          <Line label="merge.row.orders" a={<Figures of={a} />} b={<Figures of={b} />} />
          <Line label="merge.row.newest" a={<NewestOrders of={a} />} b={<NewestOrders of={b} />} />
          <Line label="merge.row.tags" a={<TagChips of={a} />} b={<TagChips of={b} />} />
          <Line
            label="merge.row.notes"
            a={<Newest texts={a.notes.map((n) => n.text)} />}
            b={<Newest texts={b.notes.map((n) => n.text)} />}
          />
          <Line
            label="merge.row.reminders"
            a={<Newest texts={a.open.map((r) => r.text)} />}
            b={<Newest texts={b.open.map((r) => r.text)} />}
          />
          <Line label="merge.row.country" a={a.customer.country} b={b.customer.country} />
          <Line label="merge.row.remark" a={a.customer.remark} b={b.customer.remark} />
        </tbody>
      </table>
      <After kept={a.customer} other={b.customer} />
    </div>
  );
}

interface LineProps {
  label: MessageKey;
  a: ComponentChildren;
  b: ComponentChildren;
}

/** One row of the comparison; none when neither has anything. */
function Line({ label, a, b }: LineProps): JSX.Element | null {
  if (a === undefined && b === undefined) return null;
  return (
    <tr>
      <th scope="row">{t(label)}</th>
      <td class="private">{a ?? t('merge.none')}</td>
      <td class="private">{b ?? t('merge.none')}</td>
    </tr>
  );
}

function Names({ of }: { of: Customer }): JSX.Element {
  const others = of.aliases.filter((alias) => alias !== of.name);
  return (
    <>
      <b class="pair__name">{of.name || t('panel.noName')}</b>
      {others.length > 0 && <div class="small secondary">{t('merge.aliases', { names: others.slice(0, 5).join('、') })}</div>}
    </>
  );
}

function Standing({ of }: { of: CustomerCard }): JSX.Element {
  const { standing, uid } = of.customer;
  return (
    <span class="small">
      {tAny(`panel.standing.${standing}`)}
      {uid ? ` · ${uid}` : ''}
    </span>
  );
}

function Figures({ of }: { of: CustomerCard }): JSX.Element {
  const { stats } = of.customer;
  return <>{t('merge.ordersLine', { n: countText(stats.count), paid: moneyLine(stats.paid) })}</>;
}

function NewestOrders({ of }: { of: CustomerCard }): JSX.Element {
  if (of.orders.length === 0) return <>{t('merge.none')}</>;
  return (
    <ul class="pair__orders">
      {of.orders.slice(0, 3).map((order) => (
        <li key={order.no} title={order.no}>
          <span class="pair__no">
            …<b>{order.no.slice(-6)}</b>
          </span>
          {order.createdAt !== undefined && <Moment at={order.createdAt} class="secondary" />}
          <span class="spring" />
          <span>{order.paid ? formatMoney(order.paid) : ''}</span>
        </li>
      ))}
    </ul>
  );
}

function TagChips({ of }: { of: CustomerCard }): JSX.Element {
  if (of.customer.tags.length === 0) return <>{t('merge.none')}</>;
  return (
    <span class="pair__tags">
      {of.customer.tags.slice(0, 8).map((tag) => (
        <Chip key={tag} text={tag} hue={hueOf(of.tags.find((row) => row.id === tag)?.color)} />
      ))}
      {of.customer.tags.length > 8 && <span class="secondary">+{of.customer.tags.length - 8}</span>}
    </span>
  );
}

/** The newest of some texts and how many there are. */
function Newest({ texts }: { texts: readonly string[] }): JSX.Element {
  const [first] = texts;
  if (first === undefined) return <>{t('merge.none')}</>;
  return (
    <span class="pair__text" title={texts.slice(0, 10).join('\n')}>
      {texts.length > 1 && <span class="secondary">{t('merge.notesLine', { n: texts.length })} · </span>}
      {first}
    </span>
  );
}

/** What stays where there is room for one only. */
function After({ kept, other }: { kept: Customer; other: Customer }): JSX.Element {
  const { name, otherName, fields } = mergePreview(kept, other);
  const nameLine = !otherName
    ? t('merge.afterName', { name })
    : t(otherName.kept ? 'merge.afterAlias' : 'merge.afterMask', { name, other: otherName.name });
  return (
    <div class="pair__after">
      <h3 class="section-title">{t('merge.after')}</h3>
      <ul>
        <li class="private">{nameLine}</li>
        {fields.map(({ field, kept: stays, dropped }) => (
          <li key={field} class="private">
            {t('merge.afterField', { field: tAny(`merge.row.${field}`), kept: stays, dropped })}
          </li>
        ))}
        <li>{t('merge.afterAll')}</li>
      </ul>
    </div>
  );
}
