import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Select } from '#components/ui/Input.tsx';
import { Banner } from '#components/ui/states.tsx';
import { TEMPLATE_FIELDS, type TemplateField } from '#lib/files/templates/table-columns.ts';
import type { ColumnsAnswer, UnmappedTemplates } from '#lib/files/templates/unmapped.ts';
import { t, tAny } from '#lib/i18n.ts';

interface ColumnsFormProps {
  file: UnmappedTemplates;
  /** The columns were read already and are to be looked over. */
  isAgain: boolean;
  onAnswer: (answer: ColumnsAnswer) => void;
}

/** Asks which column of a table of replies is the text, and what the others are, beginning with a guess. */
export function ColumnsForm({ file, isAgain, onAnswer }: ColumnsFormProps): JSX.Element {
  const [byColumn, setByColumn] = useState<(TemplateField | '')[]>(() => file.headers.map(({ guess }) => guess ?? ''));
  const [isHeadless, setHeadless] = useState(file.isHeadless);
  const columns: Partial<Record<TemplateField, number>> = {};
  byColumn.forEach((field, at) => field && (columns[field] = at));
  const assigned = byColumn.filter(Boolean);
  const twice = assigned.find((field, i) => assigned.indexOf(field) !== i);
  const options = [
    { value: '', label: t('import.skipColumn') },
    ...TEMPLATE_FIELDS.map((field) => ({ value: field, label: tAny(`exchange.field.${field}`) })),
  ];
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        onAnswer({ sheet: file.sheet, columns, isHeadless });
      }}
    >
      <Banner tone={isAgain ? undefined : 'warn'}>{t(isAgain ? 'exchange.columnsAgain' : 'exchange.columnsUnknown')}</Banner>
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
            {file.headers.map((header) => (
              <ColumnRow
                key={header.at}
                header={header}
                isHeadless={isHeadless}
                value={byColumn[header.at] ?? ''}
                options={options}
                onChange={(field) => setByColumn(byColumn.with(header.at, field))}
              />
            ))}
          </tbody>
        </table>
      </div>
      <label class="row">
        <input type="checkbox" checked={isHeadless} onChange={(event) => setHeadless(event.currentTarget.checked)} />
        {t('exchange.headless')}
      </label>
      {twice && (
        <p class="bad-text" role="alert">
          {t('import.assignedTwice', { field: tAny(`exchange.field.${twice}`) })}
        </p>
      )}
      {columns.body === undefined && (
        <p class="bad-text" role="alert">
          {t('exchange.needsBody')}
        </p>
      )}
      <div class="row">
        <Button tone="primary" type="submit" disabled={columns.body === undefined || !!twice}>
          {t('import.useMapping')}
        </Button>
      </div>
    </form>
  );
}

interface ColumnRowProps {
  header: UnmappedTemplates['headers'][number];
  isHeadless: boolean;
  value: string;
  options: { value: string; label: string }[];
  onChange: (field: TemplateField | '') => void;
}

/** A column with some of its values; one of a table without names is called by its place. */
function ColumnRow({ header, isHeadless, value, options, onChange }: ColumnRowProps): JSX.Element | null {
  const { text, at, samples } = header;
  if (!text && samples.length === 0) return null;
  const name = isHeadless || !text ? t('exchange.columnAt', { n: at + 1 }) : text;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="ellipsis secondary private" title={samples.join('\n')}>
        {samples.join(' ｜ ') || t('import.emptyColumn')}
      </td>
      <td>
        <Select
          label={t('import.meansOf', { column: name })}
          hideLabel
          value={value}
          options={options}
          onChange={(chosen) => onChange(TEMPLATE_FIELDS.find((field) => field === chosen) ?? '')}
        />
      </td>
    </tr>
  );
}
