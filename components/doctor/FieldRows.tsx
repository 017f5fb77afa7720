import type { JSX } from 'preact';
import { Icon, type IconName } from '#components/ui/Icon.tsx';
import { Moment } from '#components/ui/Moment.tsx';
import type { PageNow } from '#lib/domain/health.ts';
import type { FieldRow } from '#lib/domain/health-verdict.ts';
import { shortTime } from '#lib/format.ts';
import { t } from '#lib/i18n.ts';
import { fieldWord, h, rowWord } from '#lib/ui/health-words.ts';
import { RepairSlot } from './RepairSlot.tsx';

const ICONS: Record<FieldRow['verdict'], IconName> = {
  gone: 'warn',
  never: 'warn',
  doubt: 'warn',
  absent: 'more',
  right: 'check',
};

/** The fields that are wrong, each with when it was last right and the place to mend it. */
export function ProblemRows({ page, rows }: { page: PageNow; rows: readonly FieldRow[] }): JSX.Element | null {
  if (rows.length === 0) return null;
  return (
    <section class="doctor__problems" aria-label={h('problems')}>
      <ul class="doctor__rows">
        {rows.map((row) => (
          <li key={row.field} class="doctor__row" data-verdict={row.verdict} data-need={row.need} data-field={row.field}>
            <Icon name={ICONS[row.verdict]} />
            <div class="spring">
              <div>{rowWord(row)}</div>
              <div class="small secondary">
                {row.rightAt === undefined ? (
                  h('neverRight')
                ) : (
                  <>
                    {h('rightAt')} <Moment at={row.rightAt} />
                  </>
                )}
                {row.wrongSince !== undefined && ` · ${h('since', { when: shortTime(row.wrongSince) })}`}
              </div>
            </div>
            <RepairSlot page={page} row={row} />
          </li>
        ))}
      </ul>
      <p class="small secondary">{t('teach.limits')}</p>
    </section>
  );
}

/** A folded list of fields that need no attention. */
export function FoldedRows({ title, rows }: { title: string; rows: readonly FieldRow[] }): JSX.Element | null {
  if (rows.length === 0) return null;
  return (
    <details class="doctor__folded">
      <summary>{title}</summary>
      <p class="small secondary">{[...new Set(rows.map(({ field }) => fieldWord(field)))].join('、')}</p>
    </details>
  );
}
