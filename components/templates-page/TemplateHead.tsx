import type { JSX } from 'preact';
import { Input, Select } from '#components/ui/Input.tsx';
import { type Template, TEMPLATE_LANGUAGES } from '#lib/domain/template.ts';
import { t, tAny } from '#lib/i18n.ts';

/** What a template is found by. */
export interface HeadFields {
  title: string;
  code: string;
  folder: string;
  language: string;
}

/** Returns the fields as a form shows them. */
export function headOf(template: Template | null): HeadFields {
  const { title = '', code = '', folder = '', language = 'zh' } = template ?? {};
  return { title, code, folder, language };
}

interface TemplateHeadProps {
  value: HeadFields;
  folders: readonly string[];
  onChange: (value: HeadFields) => void;
}

/** Title, short code, folder and language of a template. */
export function TemplateHead({ value, folders, onChange }: TemplateHeadProps): JSX.Element {
  return (
    <>
      <Input
        label={t('dash.templateTitle')}
        value={value.title}
        maxLength={60}
        required
        onInput={(event) => onChange({ ...value, title: event.currentTarget.value })}
      />
      <div class="row row--wrap template-form__row">
        <Input
          label={t('dash.templateCode')}
          hint={t('dash.templateCodeHint')}
          value={value.code}
          maxLength={12}
          onInput={(event) => onChange({ ...value, code: event.currentTarget.value.replace(/\s/g, '') })}
        />
        <Input
          label={t('dash.folder')}
          hint={folders.filter(Boolean).slice(0, 6).join('、')}
          value={value.folder}
          maxLength={60}
          onInput={(event) => onChange({ ...value, folder: event.currentTarget.value })}
        />
        <Select
          label={t('dash.language')}
          value={value.language}
          onChange={(language) => onChange({ ...value, language })}
          options={TEMPLATE_LANGUAGES.map((each) => ({ value: each, label: tAny(`dash.lang.${each}`) }))}
        />
      </div>
    </>
  );
}
