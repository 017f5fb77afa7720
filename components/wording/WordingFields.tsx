import type { JSX } from 'preact';
import { Select, TextArea } from '#components/ui/Input.tsx';
import { WORDING_KINDS, WORDING_SEVERITIES, type WordingKind, type WordingSeverity } from '#lib/domain/wording.ts';
import { t } from '#lib/i18n.ts';
import type { WordingText } from './wording-text.ts';

/** Kinds a shop adds words to; the others are not found by words. */
const KINDS = WORDING_KINDS.filter((kind) => kind !== 'other-buyer' && kind !== 'language');

/** The fields of an entry. */
export function WordingFields({
  value,
  own = true,
  onChange,
}: {
  value: WordingText;
  /** The kind of an own entry may be chosen. */
  own?: boolean;
  onChange: (change: Partial<WordingText>) => void;
}): JSX.Element {
  return (
    <>
      {value.words !== null && (
        <TextArea
          label={t('wording.words')}
          hint={t('wording.wordsHint')}
          rows={own ? 2 : 4}
          maxLength={4000}
          value={value.words}
          onInput={(event) => onChange({ words: event.currentTarget.value })}
        />
      )}
      {own && (
        <Select
          label={t('wording.kind')}
          value={value.kind}
          options={KINDS.map((kind) => ({ value: kind, label: t(`wording.kind.${kind}`) }))}
          onChange={(kind) => onChange({ kind: kind as WordingKind })}
        />
      )}
      <Select
        label={t('wording.severity')}
        value={value.severity}
        options={WORDING_SEVERITIES.map((severity) => ({ value: severity, label: t(`wording.severity.${severity}`) }))}
        onChange={(severity) => onChange({ severity: severity as WordingSeverity })}
      />
      <TextArea
        label={t('wording.better')}
        hint={t('wording.betterHint')}
        rows={2}
        maxLength={4000}
        value={value.better}
        onInput={(event) => onChange({ better: event.currentTarget.value })}
      />
    </>
  );
}
