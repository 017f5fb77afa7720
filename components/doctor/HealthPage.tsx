import type { JSX } from 'preact';
import { Icon, type IconName } from '#components/ui/Icon.tsx';
import { Moment } from '#components/ui/Moment.tsx';
import { EmptyState, Skeleton } from '#components/ui/states.tsx';
import type { ReaderHealth } from '#lib/domain/health.ts';
import { type FieldRow, type Light, rowsOf } from '#lib/domain/health-verdict.ts';
import { vitalsOf } from '#lib/sites/vital.ts';
import { useHealthStore } from '#lib/ui/health-live.ts';
import { fieldWord, h, readerWord } from '#lib/ui/health-words.ts';
import { lightIcons } from './HealthDot.tsx';

/** All pages that were ever read on this machine: every field, how it is now and when it was last right. */
export function HealthPage(): JSX.Element {
  const store = useHealthStore();
  const records = Object.values(store?.records ?? {}).toSorted((a, b) => a.reader.localeCompare(b.reader));
  return (
    <div class="page">
      <header class="page__head">
        <h1>{h('title')}</h1>
      </header>
      <p class="secondary">{h('all.text')}</p>
      {!store && <Skeleton lines={6} />}
      {store && records.length === 0 && <EmptyState text={h('all.empty')} />}
      <div class="health-list">
        {records.map((record) => (
          <ReaderCard key={record.reader} record={record} />
        ))}
      </div>
    </div>
  );
}

function lightOf(rows: readonly FieldRow[]): Light {
  const gone = rows.filter(({ verdict }) => verdict === 'gone');
  if (gone.some(({ need }) => need === 'essential')) return 'bad';
  return gone.length > 0 || rows.some(({ verdict }) => verdict === 'never' || verdict === 'doubt') ? 'warn' : 'good';
}

const isWrong = ({ verdict }: FieldRow): boolean => verdict !== 'right' && verdict !== 'absent';

function ReaderCard({ record }: { record: ReaderHealth }): JSX.Element {
  const rows = rowsOf(record, vitalsOf(record.reader));
  const wrong = rows.filter(isWrong).length;
  const light = lightOf(rows);
  const name = readerWord(record.reader);
  return (
    <section class="card" aria-label={name}>
      <div class="doctor__state" data-health={light}>
        <span class="health__dot">
          <Icon name={lightIcons[light]} />
        </span>
        <div class="spring">
          <h2>
            {name}
            <span class="small secondary"> {wrong > 0 ? h('all.problems', { n: wrong }) : h('all.fine')}</span>
          </h2>
          <p class="small secondary">
            <code>{record.reader}</code> · {record.url} · <Moment at={record.at} />
          </p>
        </div>
      </div>
      {rows.length > 0 && (
        <details open={wrong > 0}>
          <summary class="small secondary">{h('all.fields', { n: rows.length })}</summary>
          <FieldTable rows={rows} />
        </details>
      )}
    </section>
  );
}

const MARKS: Record<FieldRow['verdict'], IconName> = {
  gone: 'warn',
  never: 'warn',
  doubt: 'warn',
  absent: 'more',
  right: 'check',
};

function FieldTable({ rows }: { rows: readonly FieldRow[] }): JSX.Element {
  return (
    <table class="health-table">
      <thead>
        <tr>
          <th scope="col">{h('all.field')}</th>
          <th scope="col">{h('all.now')}</th>
          <th scope="col">{h('all.rightAt')}</th>
          <th scope="col">{h('all.since')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.field}>
            <td title={row.field}>
              {fieldWord(row.field)} <span class="small secondary">{h(`need.${row.need}`)}</span>
            </td>
            <td>
              <span class="health-mark" data-verdict={row.verdict} data-need={row.need}>
                <Icon name={MARKS[row.verdict]} />
                {h(`now.${isWrong(row) ? (row.verdict as 'gone' | 'doubt' | 'never') : row.now}`)}
              </span>
            </td>
            <td>{row.rightAt === undefined ? h('all.never') : <Moment at={row.rightAt} />}</td>
            <td>{row.wrongSince === undefined ? '–' : <Moment at={row.wrongSince} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
