import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Select } from '#components/ui/Input.tsx';
import { t } from '#lib/i18n.ts';

/** What the columns of a file are taken for while a person looks at them. */
export interface ColumnChoice<F extends string> {
  byColumn: readonly (F | '')[];
  /** The column of each field that has one; of a field that was given twice the last. */
  columns: Partial<Record<F, number>>;
  /** A field that was given to two columns. */
  twice: F | undefined;
  choose: (at: number, field: F | '') => void;
}

/** Keeps what each column is taken for, beginning with a guess. */
export function useColumnChoice<F extends string>(headers: readonly { guess?: F | undefined | null }[]): ColumnChoice<F> {
  const [byColumn, setByColumn] = useState<(F | '')[]>(() => headers.map(({ guess }) => guess ?? ''));
  const columns: Partial<Record<F, number>> = {};
  byColumn.forEach((field, at) => field && (columns[field] = at));
  const assigned = byColumn.flatMap((field) => (field === '' ? [] : [field]));
  const twice = assigned.find((field, i) => assigned.indexOf(field) !== i);
  return { byColumn, columns, twice, choose: (at, field) => setByColumn(byColumn.with(at, field)) };
}

interface ColumnTableProps<F extends string> {
  /** The columns that are offered, by their place in the file, each as it is called, with values from the file. */
  rows: readonly { at: number; name: string; samples: readonly string[] }[];
  fields: readonly F[];
  wordOf: (field: F) => string;
  choice: ColumnChoice<F>;
}

/** A row for each column of a file, with some of its values and what it is taken for. */
export function ColumnTable<F extends string>({ rows, fields, wordOf, choice }: ColumnTableProps<F>): JSX.Element {
  const options = [{ value: '', label: t('import.skipColumn') }, ...fields.map((value) => ({ value, label: wordOf(value) }))];
  return (
    <div class="preview mapping" tabIndex={0} role="region" aria-label={t('import.mapping')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('import.column')}</th>
            <th scope="col">{t('import.samples')}</th>
            <th scope="col">{t('import.means')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ at, name, samples }) => (
            <tr key={at}>
              <th scope="row">{name}</th>
              <td class="ellipsis secondary private" title={samples.join('\n')}>
                {samples.join(' ｜ ') || t('import.emptyColumn')}
              </td>
              <td>
                <Select
                  label={t('import.meansOf', { column: name })}
                  hideLabel
                  value={choice.byColumn[at] ?? ''}
                  options={options}
                  onChange={(value) => choice.choose(at, fields.find((field) => field === value) ?? '')}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ColumnsReadyProps {
  /** What keeps the columns from being taken as they are, in words. */
  problems: readonly (string | false | undefined)[];
}

/** What is wrong with the choice, and the button that takes it. */
export function ColumnsReady({ problems }: ColumnsReadyProps): JSX.Element {
  const said = problems.filter(Boolean);
  return (
    <>
      {said.map((problem) => (
        <p key={problem} class="bad-text" role="alert">
          {problem}
        </p>
      ))}
      <div class="row">
        <Button tone="primary" type="submit" disabled={said.length > 0}>
          {t('import.useMapping')}
        </Button>
      </div>
    </>
  );
}
