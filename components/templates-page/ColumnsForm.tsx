import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ColumnsReady, ColumnTable, useColumnChoice } from '#components/files/ColumnTable.tsx';
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

const wordOf = (field: TemplateField): string => tAny(`exchange.field.${field}`);

/** Asks which column of a table of replies is the text, and what the others are, beginning with a guess. */
export function ColumnsForm({ file, isAgain, onAnswer }: ColumnsFormProps): JSX.Element {
  const choice = useColumnChoice<TemplateField>(file.headers);
  const [isHeadless, setHeadless] = useState(file.isHeadless);
  const { columns, twice } = choice;
  const rows = file.headers
    .filter(({ text, samples }) => text || samples.length > 0)
    // A column of a table without names is called by its place.
    .map(({ text, at, samples }) => ({ at, samples, name: isHeadless || !text ? t('exchange.columnAt', { n: at + 1 }) : text }));
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        onAnswer({ sheet: file.sheet, columns, isHeadless });
      }}
    >
      <Banner tone={isAgain ? undefined : 'warn'}>{t(isAgain ? 'exchange.columnsAgain' : 'exchange.columnsUnknown')}</Banner>
      <ColumnTable rows={rows} fields={TEMPLATE_FIELDS} wordOf={wordOf} choice={choice} />
      <label class="row">
        <input type="checkbox" checked={isHeadless} onChange={(event) => setHeadless(event.currentTarget.checked)} />
        {t('exchange.headless')}
      </label>
      <ColumnsReady
        problems={[
          twice && t('import.assignedTwice', { field: wordOf(twice) }),
          columns.body === undefined && t('exchange.needsBody'),
        ]}
      />
    </form>
  );
}
