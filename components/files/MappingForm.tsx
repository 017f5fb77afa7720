import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Select } from '#components/ui/Input.tsx';
import { Banner } from '#components/ui/states.tsx';
import type { UnmappedOrderFile } from '#lib/files/order-file.ts';
import { orderFields, orderFileKinds, type OrderField, type OrderFileKind } from '#lib/files/order-columns.ts';
import type { OrderMapping } from '#lib/files/recognise.ts';
import { t, tAny } from '#lib/i18n.ts';

/** Asks what the columns of an unknown file are, beginning with a guess; each column shows values from the file. */
export function MappingForm({
  file,
  again,
  onMapping,
}: {
  file: UnmappedOrderFile;
  /** The columns were named before and are to be looked over. */
  again: boolean;
  onMapping: (mapping: OrderMapping) => void;
}): JSX.Element {
  const [kind, setKind] = useState<OrderFileKind>(file.guess.kind);
  const [byColumn, setByColumn] = useState<Record<string, OrderField | ''>>(() =>
    Object.fromEntries(file.headers.map((header) => [header.text, header.guess ?? ''])),
  );
  const columns: OrderMapping['columns'] = {};
  for (const [text, field] of Object.entries(byColumn)) if (field) columns[field] = text;
  const assigned = Object.values(byColumn).filter(Boolean);
  const twice = assigned.find((field, i) => assigned.indexOf(field) !== i);
  const options = [
    { value: '', label: t('import.skipColumn') },
    ...orderFields.map((field) => ({ value: field, label: tAny(`import.field.${field}`) })),
  ];
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        onMapping({ kind, columns });
      }}
    >
      {again ? (
        <Banner>{t('import.mappingBefore')}</Banner>
      ) : (
        <Banner tone="warn">{t(file.mappingFailed ? 'import.mappingFailed' : 'import.unknownFile')}</Banner>
      )}
      <Select
        label={t('import.fileKind')}
        value={kind}
        onChange={(value) => setKind(orderFileKinds.find((k) => k === value) ?? kind)}
        options={orderFileKinds.map((value) => ({ value, label: tAny(`import.kind.${value}`) }))}
      />
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
            {file.headers
              .filter((header) => header.text)
              .map((header) => (
                <tr key={header.text}>
                  <th scope="row">{header.text}</th>
                  <td class="ellipsis secondary private" title={header.samples.join('\n')}>
                    {header.samples.join(' ｜ ') || t('import.emptyColumn')}
                  </td>
                  <td>
                    <Select
                      label={t('import.meansOf', { column: header.text })}
                      hideLabel
                      value={byColumn[header.text] ?? ''}
                      options={options}
                      onChange={(value) =>
                        setByColumn({ ...byColumn, [header.text]: orderFields.find((field) => field === value) ?? '' })
                      }
                    />
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
      {twice && (
        <p class="bad-text" role="alert">
          {t('import.assignedTwice', { field: tAny(`import.field.${twice}`) })}
        </p>
      )}
      {!columns.no && (
        <p class="bad-text" role="alert">
          {t('import.needsNo')}
        </p>
      )}
      <div class="row">
        <Button tone="primary" type="submit" disabled={!columns.no || !!twice}>
          {t('import.useMapping')}
        </Button>
      </div>
    </form>
  );
}
