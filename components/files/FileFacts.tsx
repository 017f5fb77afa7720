import type { JSX } from 'preact';
import { Moment } from '#components/ui/Moment.tsx';
import { Banner } from '#components/ui/states.tsx';
import type { OrderSeen } from '#lib/domain/observation.ts';
import type { OrderField } from '#lib/files/order-columns.ts';
import { moneyLine } from '#lib/format.ts';
import { t, tAny } from '#lib/i18n.ts';
import type { OpenedFile } from '#lib/ui/open-import.ts';
import { zoneName } from './ZoneChoice.tsx';

const TIMES: ReadonlySet<OrderField> = new Set<OrderField>(['createdAt', 'paidAt', 'shippedAt', 'receivedAt']);

type Orders = OpenedFile & { kind: 'orders' };

/** What a file is, which of its columns are read, and its first rows as they will be taken in. */
export function FileFacts({ opened }: { opened: Orders }): JSX.Element {
  const { description: file, preview } = opened;
  const found = file.columns.map(({ field, headers }) => `${tAny(`import.field.${field}`)}（${headers.join(' / ')}）`);
  const timed = file.columns.some(({ field }) => TIMES.has(field));
  const format =
    file.format === 'xlsx' ? 'XLSX' : t('import.csvIn', { encoding: tAny(`import.encoding.${file.encoding ?? 'utf-8'}`) });
  return (
    <div class="stack">
      <p>
        {t('import.recognised', { kind: tAny(`import.kind.${file.kind}`) })} <span class="secondary">· {format}</span>{' '}
        {timed && <span class="secondary">· {t('import.zoneOf', { zone: zoneName(file.zone) })}</span>}
      </p>
      {!file.clean && <Banner tone="warn">{t('import.unclean')}</Banner>}
      {file.otherSheets && <Banner tone="warn">{t('import.otherSheets', { n: file.otherSheets })}</Banner>}
      {file.duplicates.length > 0 && (
        <Banner tone="warn">{t('import.duplicates', { columns: file.duplicates.join('、') })}</Banner>
      )}
      <details class="small">
        <summary>{t('import.columns', { n: found.length, rest: file.unmapped.length + file.ignored.length })}</summary>
        <dl class="facts">
          <dt>{t('import.columnsRead')}</dt>
          <dd>{found.join('、')}</dd>
          {file.missing.length > 0 && (
            <>
              <dt>{t('import.columnsMissing')}</dt>
              <dd>{file.missing.map((field) => tAny(`import.field.${field}`)).join('、')}</dd>
            </>
          )}
          {file.unmapped.length > 0 && (
            <>
              <dt>{t('import.columnsUnknown')}</dt>
              <dd>{file.unmapped.join('、')}</dd>
            </>
          )}
          {file.ignored.length > 0 && (
            <>
              <dt>{t('import.columnsIgnored')}</dt>
              <dd>{file.ignored.join('、')}</dd>
            </>
          )}
        </dl>
      </details>
      <Preview orders={preview} bad={opened.bad} />
    </div>
  );
}

function Preview({ orders, bad }: { orders: readonly OrderSeen[]; bad: number }): JSX.Element {
  if (orders.length === 0) return <Banner tone="warn">{t(bad > 0 ? 'import.onlyBad' : 'import.noRows')}</Banner>;
  return (
    <div class="preview" role="region" aria-label={t('import.preview')} tabIndex={0}>
      <table>
        <caption>{t('import.preview')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('export.orderNo')}</th>
            <th scope="col">{t('import.buyer')}</th>
            <th scope="col">{t('table.state')}</th>
            <th scope="col">{t('export.orderedAt')}</th>
            <th scope="col" class="amount">
              {t('export.amount')}
            </th>
            <th scope="col">{t('export.items')}</th>
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <tr key={order.no}>
              <td>{order.no}</td>
              <td class="private">
                {order.buyer?.name ?? t('import.unknown')}
                {order.buyer?.masked && <span class="mark-word">{t('table.masked')}</span>}
              </td>
              <td title={order.stateText}>{tAny(`panel.order.${order.state}`)}</td>
              <td>{order.createdAt === undefined ? t('import.unknown') : <Moment as="due" at={order.createdAt} />}</td>
              <td class="amount">{order.paid ? moneyLine([order.paid]) : '–'}</td>
              <td class="ellipsis" title={order.items.map((item) => item.title ?? item.code ?? '').join('\n')}>
                {order.items[0]?.title ?? order.items[0]?.code ?? '–'}
                {order.items.length > 1 && ` +${order.items.length - 1}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
