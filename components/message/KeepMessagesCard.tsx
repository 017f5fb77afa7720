import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { keepMessages, setKeepMessages, type KeepMessages } from '#lib/db/messages.ts';
import { countText } from '#lib/format.ts';
import { t } from '#lib/i18n.ts';
import { showFailure, showNotice } from '#lib/ui/notices.ts';
import { useLive } from '#lib/ui/use-live.ts';

const DAYS = [30, 90, 180, 365, 1095] as const;
const MOST = [500, 2000, 5000, 20_000] as const;

/** How long messages stay, and how many of one conversation. */
export function KeepMessagesCard(): JSX.Element | null {
  const keep = useLive(() => keepMessages(), []).value;
  if (!keep) return null;
  const save = (change: Partial<KeepMessages>): void =>
    void setKeepMessages({ ...keep, ...change }).then(
      () => showNotice({ kind: 'done', label: { key: 'messages.keepSaved' } }),
      showFailure,
    );
  return (
    <section class="card" aria-label={t('messages.keep')}>
      <h2>{t('messages.keep')}</h2>
      <p class="small secondary">{t('messages.keepText')}</p>
      <div class="row row--wrap">
        <Pick
          label={t('messages.keepDays')}
          value={keep.days}
          options={DAYS}
          textOf={(n) => t('messages.days', { n })}
          onChange={(days) => save({ days })}
        />
        <Pick
          label={t('messages.keepMost')}
          value={keep.most}
          options={MOST}
          textOf={(n) => t('messages.most', { n: countText(n) })}
          onChange={(most) => save({ most })}
        />
      </div>
    </section>
  );
}

interface PickProps {
  label: string;
  value: number;
  options: readonly number[];
  textOf: (option: number) => string;
  onChange: (value: number) => void;
}

function Pick({ label, value, options, textOf, onChange }: PickProps): JSX.Element {
  const id = useId();
  const all = options.includes(value) ? options : [...options, value].toSorted((a, b) => a - b);
  return (
    <div class="field">
      <label class="field__label" for={id}>
        {label}
      </label>
      <select id={id} class="input" value={value} onChange={(event) => onChange(Number(event.currentTarget.value))}>
        {all.map((option) => (
          <option key={option} value={option}>
            {textOf(option)}
          </option>
        ))}
      </select>
    </div>
  );
}
