import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { factNamed } from '#lib/domain/template-slots.ts';
import { t } from '#lib/i18n-inpage.ts';
import { missingFields, type SlotField, type SlotFormState } from '#lib/inpage/palette-state.ts';

interface SlotFormProps {
  form: SlotFormState;
  busy: boolean;
  onAnswer(name: string, value: string): void;
  onSubmit(): void;
}

function labelOf(name: string): string {
  if (name === '{') return t('palette.brace.open');
  return name === '}' ? t('palette.brace.close') : name;
}

function stateOf(field: SlotField, value: string): string {
  if (field.last && value === field.last) return t('palette.form.last');
  return t(field.required ? 'palette.form.required' : 'palette.form.optional');
}

/**
 * What an empty field says. A button that reads the clipboard would have the browser ask in the name of the site, which
 * could read it from then on: in the page the clipboard comes by the person's own key.
 */
function hintOf({ name, required }: SlotField): string {
  if (factNamed(name) === 'clipboard') return t('palette.form.paste');
  return required ? '' : t('palette.form.keep');
}

function Field({
  field,
  value,
  complaint,
  onAnswer,
}: {
  field: SlotField;
  value: string;
  complaint: boolean;
  onAnswer(value: string): void;
}): JSX.Element {
  const empty = field.required && value.trim() === '';
  return (
    <div class="field">
      <label>
        <span class="label">
          <span>{labelOf(field.name)}</span>
          <span class={empty ? 'need' : 'auto'}>{stateOf(field, value)}</span>
        </span>
        <input
          data-slot={field.name}
          class={empty ? 'empty' : ''}
          {...(field.kind === 'date' ? { type: 'date' as const } : { type: 'text' as const })}
          value={value}
          placeholder={hintOf(field)}
          maxLength={500}
          autocomplete="off"
          aria-required={field.required}
          aria-invalid={complaint && empty}
          onInput={(event) => onAnswer(event.currentTarget.value)}
        />
      </label>
      {field.choices.length > 0 ? (
        <div class="choices" role="group" aria-label={t('palette.form.choices')}>
          {field.choices.map((choice, i) => (
            <button key={choice} type="button" tabIndex={-1} aria-pressed={choice === value} onClick={() => onAnswer(choice)}>
              {choice}
              {field.hints[i] ? <span class="auto"> {field.hints[i]}</span> : null}
            </button>
          ))}
          <span class="auto">{t(field.hints.length > 0 ? 'palette.form.orders' : 'palette.form.choices')}</span>
        </div>
      ) : null}
    </div>
  );
}

/** The slots of one template: what has no value is red and must be filled before anything is inserted. */
export function SlotForm({ form, busy, onAnswer, onSubmit }: SlotFormProps): JSX.Element {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    element.current?.querySelector('input')?.focus({ preventScroll: true });
  }, [form.template.id]);
  const left = missingFields(form).length;
  return (
    <div class="form" ref={element} role="group" aria-label={t('palette.form.title')}>
      <p class="preview">{form.preview}</p>
      {form.fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          value={form.values[field.name] ?? ''}
          complaint={form.complaint}
          onAnswer={(value) => onAnswer(field.name, value)}
        />
      ))}
      <div class="go">
        {left > 0 ? <span role={form.complaint ? 'alert' : undefined}>{t('palette.form.left', { n: left })}</span> : null}
        <button type="button" tabIndex={-1} disabled={busy} onClick={onSubmit}>
          {t('palette.form.submit')}
        </button>
      </div>
    </div>
  );
}
