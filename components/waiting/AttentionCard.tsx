import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Input, TextArea } from '#components/ui/Input.tsx';
import { attention, setAttention } from '#lib/db/wait-rules.ts';
import { wordsIn, type Attention } from '#lib/domain/wait-attention.ts';
import { t } from '#lib/i18n.ts';
import { doing } from '#lib/ui/notices.ts';
import { clockOf, minutesOf } from '#lib/ui/rule-form.ts';
import { useLive } from '#lib/ui/use-live.ts';

/** Watch words, who comes first, notifications and when they are quiet, and when the next shift begins. */
export function AttentionCard(): JSX.Element | null {
  const value = useLive(() => attention(), []).value;
  return value ? <Fields key={value.updatedAt} value={value} /> : null;
}

const save = (values: Parameters<typeof setAttention>[0]): void => void doing(() => setAttention(values));

function Fields({ value }: { value: Attention }): JSX.Element {
  return (
    <section class="card" aria-label={t('waiting.attention')}>
      <h2>{t('waiting.attention')}</h2>
      <p class="small secondary">{t('waiting.attention.text')}</p>
      <ListField
        label={t('waiting.attention.words')}
        hint={t('waiting.attention.wordsHint')}
        list={value.words}
        onList={(words) => save({ words })}
      />
      <ListField
        label={t('waiting.attention.vip')}
        hint={t('waiting.attention.vipHint')}
        list={value.vip}
        onList={(vip) => save({ vip })}
      />
      <label class="check-line">
        <input type="checkbox" class="check" checked={value.notify} onChange={() => save({ notify: !value.notify })} />
        {t('waiting.attention.notify')}
      </label>
      <div class="row row--wrap">
        <ClockField
          label={t('waiting.attention.quietFrom')}
          minutes={value.quietFrom}
          onMinutes={(quietFrom) => save({ quietFrom })}
        />
        <ClockField label={t('waiting.attention.quietTo')} minutes={value.quietTo} onMinutes={(quietTo) => save({ quietTo })} />
        <ClockField label={t('waiting.attention.shiftAt')} minutes={value.shiftAt} onMinutes={(shiftAt) => save({ shiftAt })} />
      </div>
    </section>
  );
}

interface ListFieldProps {
  label: string;
  hint: string;
  list: readonly string[];
  onList: (list: string[]) => void;
}

/** A list of words, saved when the field is left. */
function ListField({ label, hint, list, onList }: ListFieldProps): JSX.Element {
  const before = list.join('，');
  const [text, setText] = useState(before);
  const onBlur = (): void => {
    const words = wordsIn(text);
    if (words.join('，') !== before) onList(words);
  };
  return (
    <TextArea
      label={label}
      hint={hint}
      rows={3}
      value={text}
      onInput={(event) => setText(event.currentTarget.value)}
      onBlur={onBlur}
    />
  );
}

/** A time of the day, saved when the field is left; a wrong one is said and not saved. */
function ClockField({
  label,
  minutes,
  onMinutes,
}: {
  label: string;
  minutes: number;
  onMinutes: (minutes: number) => void;
}): JSX.Element {
  const [text, setText] = useState(clockOf(minutes));
  const read = minutesOf(text);
  const wrong = Number.isNaN(read) || read > 1439;
  return (
    <Input
      label={label}
      value={text}
      error={wrong ? t('waiting.wrong.clock') : null}
      onInput={(event) => setText(event.currentTarget.value)}
      onBlur={() => !wrong && read !== minutes && onMinutes(read)}
    />
  );
}
