import type { JSX } from 'preact';
import { Input } from '#components/ui/Input.tsx';
import type { Stage } from '#lib/domain/stage.ts';
import type { Template } from '#lib/domain/template.ts';
import { t } from '#lib/i18n.ts';
import { StageField } from './TemplateExtras.tsx';

/** What a person may say of a template beside its text. Days as `2026-12-01`, empty when not limited. */
export interface MoreFields {
  tags: string;
  favourite: boolean;
  validFrom: string;
  validUntil: string;
  stages: Stage[];
}

const dayOf = (at: number | undefined): string => {
  if (at === undefined) return '';
  const day = new Date(at);
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`;
};

/** Returns the fields as a form shows them. */
export function moreOf(template: Template | null): MoreFields {
  return {
    tags: (template?.tags ?? []).join(' '),
    favourite: template?.favourite ?? false,
    validFrom: dayOf(template?.validFrom),
    validUntil: dayOf(template?.validUntil),
    stages: template?.stages ?? [],
  };
}

/** Returns the fields as a template keeps them: days begin and end in the zone of this computer; absent when empty. */
export function moreInput({
  tags,
  favourite,
  validFrom,
  validUntil,
  stages,
}: MoreFields): Pick<Template, 'tags' | 'favourite' | 'validFrom' | 'validUntil' | 'stages'> {
  const words = [...new Set(tags.split(/[\s,，、;；]+/).filter(Boolean))].slice(0, 12);
  return {
    ...(words.length > 0 && { tags: words }),
    ...(favourite && { favourite }),
    ...(validFrom && { validFrom: new Date(`${validFrom}T00:00:00`).getTime() }),
    ...(validUntil && { validUntil: new Date(`${validUntil}T23:59:59.999`).getTime() }),
    ...(stages.length > 0 && { stages }),
  };
}

/** Tells whether the days contradict each other. */
export function isReversed({ validFrom, validUntil }: MoreFields): boolean {
  return validFrom !== '' && validUntil !== '' && validUntil < validFrom;
}

/** Tags, favourite, stages and days of validity of a template. */
export function TemplateMore({ value, onChange }: { value: MoreFields; onChange: (value: MoreFields) => void }): JSX.Element {
  return (
    <div class="stack template-form__more">
      <Input
        label={t('dash.templateTags')}
        hint={t('dash.templateTagsHint')}
        value={value.tags}
        maxLength={120}
        onInput={(event) => onChange({ ...value, tags: event.currentTarget.value })}
      />
      <label class="check-line">
        <input
          type="checkbox"
          class="check"
          checked={value.favourite}
          onChange={(event) => onChange({ ...value, favourite: event.currentTarget.checked })}
        />
        <span>{t('dash.templateFavourite')}</span>
      </label>
      <StageField stages={value.stages} onChange={(stages) => onChange({ ...value, stages })} />
      <div class="row row--wrap template-form__row">
        <Input
          label={t('dash.validFrom')}
          type="date"
          value={value.validFrom}
          onInput={(event) => onChange({ ...value, validFrom: event.currentTarget.value })}
        />
        <Input
          label={t('dash.validUntil')}
          hint={t('dash.validHint')}
          error={isReversed(value) ? t('dash.validOrder') : null}
          type="date"
          value={value.validUntil}
          onInput={(event) => onChange({ ...value, validUntil: event.currentTarget.value })}
        />
      </div>
    </div>
  );
}
