import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Select } from '#components/ui/Input.tsx';
import { Banner } from '#components/ui/states.tsx';
import type { UnmappedOrderFile } from '#lib/files/order-file.ts';
import { formatOf, orderFields, orderFileKinds, type OrderField, type OrderFileKind } from '#lib/files/order-columns.ts';
import { headersOf } from '#lib/files/headers.ts';
import { mappingOf, type OrderMapping } from '#lib/files/recognise.ts';
import { localZone } from '#lib/format.ts';
import { t, tAny } from '#lib/i18n.ts';
import { isOrderList } from '#lib/ui/export-columns.ts';
import { ColumnsReady, ColumnTable, useColumnChoice } from './ColumnTable.tsx';
import { ZoneChoice } from './ZoneChoice.tsx';

const wordOf = (field: OrderField): string => tAny(`import.field.${field}`);

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
  const choice = useColumnChoice<OrderField>(file.headers);
  const own = isOrderList(file.headers.map((header) => header.text));
  // Of a list that was saved here the zone is known; only a person says otherwise.
  const [said, setSaid] = useState(own && !again ? undefined : file.guess.zone);
  const zone = said ?? (own ? localZone() : formatOf(kind).zone);
  const { columns, twice } = choice;
  const rows = file.headers.filter(({ text }) => text).map((header) => ({ ...header, name: nameOf(header) }));
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
      <ColumnTable rows={rows} fields={orderFields} wordOf={wordOf} choice={choice} />
      <ColumnsReady
        problems={[twice && t('import.assignedTwice', { field: wordOf(twice) }), columns.no === undefined && t('import.needsNo')]}
      />
    </form>
  );
}

/** A column as it is offered: one of several with the same name by its place and a value. */
function nameOf({ text, at, twice, samples }: UnmappedOrderFile['headers'][number]): string {
  if (!twice) return text;
  const [value = t('import.emptyColumn')] = samples;
  return t('import.columnAt', { column: text, n: at + 1, value: value.slice(0, 12) });
}
