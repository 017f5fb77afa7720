import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Input } from '#components/ui/Input.tsx';
import { birthdayOf, setBirthday } from '#lib/db/birthday.ts';
import { t } from '#lib/i18n.ts';
import { doing } from '#lib/ui/notices.ts';

/** The customer's birthday, month and day; render it with the customer's id as `key`. */
export function BirthdayLine({ customerId, birthday }: { customerId: string; birthday: string | undefined }): JSX.Element {
  const [text, setText] = useState(birthday ?? '');
  const bad = text.trim() !== '' && birthdayOf(text) === null;
  const changed = (birthdayOf(text) ?? '') !== (birthday ?? '');
  const save = (): void => {
    if (!bad && changed) void doing(() => setBirthday(customerId, birthdayOf(text)));
  };
  return (
    <div class="row birthday">
      <Input
        label={t('birthday.label')}
        placeholder={t('birthday.placeholder')}
        maxLength={12}
        value={text}
        error={bad ? t('birthday.bad') : null}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.isComposing) save();
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      {changed && !bad && (
        <Button size="small" onClick={save}>
          {t('birthday.save')}
        </Button>
      )}
    </div>
  );
}
