import type { ComponentChildren, HTMLAttributes, JSX, Ref, TextareaHTMLAttributes } from 'preact';
import { useId } from 'preact/hooks';

interface Around {
  label: string;
  /** Hides the label from sight, not from screen readers. */
  hideLabel?: boolean;
  hint?: ComponentChildren;
  error?: string | null;
}

interface InputNative extends Omit<HTMLAttributes<HTMLInputElement>, 'label' | 'ref' | 'id' | 'role'> {
  type?: 'text' | 'search' | 'number' | 'date' | 'datetime-local' | 'password' | 'url';
  /** For fields with a list of proposals. */
  role?: 'combobox';
  value?: string | number;
  name?: string;
  placeholder?: string;
  disabled?: boolean;
  required?: boolean;
  maxLength?: number;
  min?: string | number;
  max?: string | number;
  step?: string | number;
}

type AreaNative = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'label' | 'ref' | 'id'>;

function Field({
  label,
  hideLabel,
  hint,
  error,
  id,
  children,
}: Around & { id: string; children: ComponentChildren }): JSX.Element {
  return (
    <div class="field">
      <label class={hideLabel ? 'sr-only' : 'field__label'} for={id}>
        {label}
      </label>
      {children}
      {error ? (
        <div class="field__error" id={`${id}-hint`} role="alert">
          {error}
        </div>
      ) : null}
      {!error && hint ? (
        <div class="field__hint" id={`${id}-hint`}>
          {hint}
        </div>
      ) : null}
    </div>
  );
}

const described = ({ error, hint }: Around, id: string): string | undefined => (error || hint ? `${id}-hint` : undefined);

/** A line of text with its label, hint and error. */
export function Input({
  label,
  hideLabel,
  hint,
  error,
  ref,
  ...native
}: Around & InputNative & { ref?: Ref<HTMLInputElement> }): JSX.Element {
  const id = useId();
  const around = { label, hideLabel: hideLabel ?? false, hint, error: error ?? null };
  return (
    <Field {...around} id={id}>
      <input
        autocomplete="off"
        spellcheck={false}
        {...(native as object)}
        ref={ref ?? null}
        id={id}
        class="input"
        aria-invalid={!!error}
        aria-describedby={described(around, id)}
      />
    </Field>
  );
}

/** A text of several lines with its label, hint and error. */
export function TextArea({
  label,
  hideLabel,
  hint,
  error,
  ref,
  ...native
}: Around & AreaNative & { ref?: Ref<HTMLTextAreaElement> }): JSX.Element {
  const id = useId();
  const around = { label, hideLabel: hideLabel ?? false, hint, error: error ?? null };
  return (
    <Field {...around} id={id}>
      <textarea
        rows={3}
        {...native}
        ref={ref ?? null}
        id={id}
        class="input"
        aria-invalid={!!error}
        aria-describedby={described(around, id)}
      />
    </Field>
  );
}

export interface SelectProps extends Around {
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
  disabled?: boolean;
}

/** A choice of one of a few values. */
export function Select({ label, hideLabel, hint, error, value, options, onChange, disabled }: SelectProps): JSX.Element {
  const id = useId();
  const around = { label, hideLabel: hideLabel ?? false, hint, error: error ?? null };
  return (
    <Field {...around} id={id}>
      <select
        id={id}
        class="input"
        value={value}
        disabled={disabled}
        aria-describedby={described(around, id)}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map((o) => (
          <option key={o.value} value={o.value}>
            {o.label}
          </option>
        ))}
      </select>
    </Field>
  );
}
