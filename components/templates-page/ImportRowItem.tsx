import type { JSX } from 'preact';
import { recordOf } from '#lib/domain/template-record.ts';
import type { PlannedRow } from '#lib/domain/template-plan.ts';
import { t, tAny } from '#lib/i18n.ts';

interface ImportRowItemProps {
  row: PlannedRow;
  /** What the number of the row counts. */
  unit: 'line' | 'item';
  chosen: boolean;
  onChoose: (on: boolean) => void;
}

/** One row of a file: what it is, what it would change, or why it cannot be read. */
export function ImportRowItem({ row, unit, chosen, onChoose }: ImportRowItemProps): JSX.Element {
  const line = t(`exchange.${unit}`, { line: row.line });
  const place = row.sheet ? `${row.sheet} · ${line}` : line;
  if (row.kind === 'bad') {
    return (
      <li class="exchange__row exchange__row--bad">
        <span class="row">
          <span class="small secondary exchange__place">{place}</span>
          <span class="bad-text">{tAny(`exchange.bad.${row.problem.code}`, row.problem.params)}</span>
          <span class="ellipsis secondary spring">{row.text}</span>
        </span>
      </li>
    );
  }
  const title = row.kind !== 'new' && row.record.derived ? row.target.title : row.record.title;
  return (
    <li class="exchange__row">
      <span class="row">
        {row.kind === 'same' ? (
          <span class="exchange__box" />
        ) : (
          <input
            type="checkbox"
            class="check"
            checked={chosen}
            aria-label={t('exchange.take', { title })}
            onChange={(event) => onChoose(event.currentTarget.checked)}
          />
        )}
        <span class="small secondary exchange__place">{place}</span>
        <b class="ellipsis">{title}</b>
        {row.record.code && <code>{row.record.code}</code>}
        <span class="spring" />
        {row.record.folder && <span class="small secondary ellipsis">{row.record.folder}</span>}
        <span class="small secondary">{tAny(`dash.lang.${row.record.language}`)}</span>
      </span>
      {row.kind === 'new' && <span class="exchange__body secondary">{row.record.body}</span>}
      {row.kind === 'changed' && <Differences row={row} />}
    </li>
  );
}

function Differences({ row }: { row: Extract<PlannedRow, { kind: 'changed' | 'same' }> }): JSX.Element {
  const stored = recordOf(row.target);
  return (
    <>
      {row.edited && <span class="small warn-text">{t('exchange.edited')}</span>}
      <dl class="exchange__diff">
        {row.fields.map((field) => (
          <div key={field}>
            <dt class="small secondary">{tAny(`exchange.field.${field}`)}</dt>
            <dd>
              <del>{field === 'pictures' ? countOf(row.target.pictures) : textOf(stored[field], field)}</del>
              <ins>{field === 'pictures' ? countOf(row.pictures) : textOf(row.record[field], field)}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

const countOf = (list: readonly unknown[] | undefined): string => String(list?.length ?? 0);

function textOf(value: unknown, field: string): string {
  if (value === undefined || value === '') return '—';
  if (field === 'stages') return (value as string[]).map((stage) => tAny(`stage.${stage}`)).join('、');
  if (Array.isArray(value)) return value.join('、');
  if (typeof value === 'number') return new Intl.DateTimeFormat('sv-SE').format(value);
  return value === true ? '✓' : String(value);
}
