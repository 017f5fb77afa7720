import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Select } from '#components/ui/Input.tsx';
import { Banner } from '#components/ui/states.tsx';
import type { UnmappedOrderFile } from '#lib/files/order-file.ts';
import { formatOf, orderFields, orderFileKinds, type OrderField, type OrderFileKind } from '#lib/files/order-columns.ts';
import { headersOf } from '#lib/files/headers.ts';
import { mappingOf, type OrderMapping } from '#lib/files/recognise.ts';
import { localZone } from '#lib/format.ts';
import { t, tAny } from '#lib/i18n.ts';
import { isOrderList } from '#lib/ui/export-columns.ts';
import { ZoneChoice } from './ZoneChoice.tsx';

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
  const [byColumn, setByColumn] = useState<(OrderField | '')[]>(() => file.headers.map((header) => header.guess ?? ''));
  const own = isOrderList(file.headers.map((header) => header.text));
  // Of a list that was saved here the zone is known; only a person says otherwise.
  const [said, setSaid] = useState(own && !again ? undefined : file.guess.zone);
  const zone = said ?? (own ? localZone() : formatOf(kind).zone);
  const columns: Partial<Record<OrderField, number>> = {};
  byColumn.forEach((field, at) => field && (columns[field] = at));
  const assigned = byColumn.filter(Boolean);
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
        const texts = file.headers.map((header) => header.text);
        onMapping({ ...mappingOf(kind, columns, headersOf(texts, 0)), zone });
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
      <ZoneChoice value={zone} onChange={setSaid} />
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
                <tr key={header.at}>
                  <th scope="row">{nameOf(header)}</th>
                  <td class="ellipsis secondary private" title={header.samples.join('\n')}>
                    {header.samples.join(' ｜ ') || t('import.emptyColumn')}
                  </td>
                  <td>
                    <Select
                      label={t('import.meansOf', { column: nameOf(header) })}
                      hideLabel
                      value={byColumn[header.at] ?? ''}
                      options={options}
                      onChange={(value) =>
                        setByColumn(byColumn.with(header.at, orderFields.find((field) => field === value) ?? ''))
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
      {columns.no === undefined && (
        <p class="bad-text" role="alert">
          {t('import.needsNo')}
        </p>
      )}
      <div class="row">
        <Button tone="primary" type="submit" disabled={columns.no === undefined || !!twice}>
          {t('import.useMapping')}
        </Button>
      </div>
    </form>
  );
}

/** A column as it is offered: one of several with the same name by its place and a value. */
function nameOf({ text, at, twice, samples }: UnmappedOrderFile['headers'][number]): string {
  if (!twice) return text;
  const [value = t('import.emptyColumn')] = samples;
  return t('import.columnAt', { column: text, n: at + 1, value: value.slice(0, 12) });
}
