import type { JSX } from 'preact';
import { useId } from 'preact/hooks';

export interface ChoiceProps<K extends string> {
  label: string;
  value: K;
  options: readonly { value: K; label: string; hint?: string }[];
  onChange: (value: K) => void;
}

/** One of a few, all in sight, each with a word on what it means. */
export function Choice<K extends string>({ label, value, options, onChange }: ChoiceProps<K>): JSX.Element {
  const name = useId();
  return (
    <fieldset class="choice">
      <legend class="field__label">{label}</legend>
      {options.map((option) => (
        <label key={option.value} class="check-line">
          <input
            type="radio"
            class="check"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>
            {option.label}
            {option.hint && <span class="small secondary"> {option.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
