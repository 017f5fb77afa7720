import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Input } from '#components/ui/Input.tsx';
import type { Rendered } from '#lib/domain/chat.ts';
import { factNamed } from '#lib/domain/template-slots.ts';
import { t } from '#lib/i18n.ts';
import { pasteText } from '#lib/ui/clipboard.ts';

type Missing = Rendered & { outcome: 'missing' };

export interface SlotFormProps {
  title: string;
  rendered: Missing;
  /** What it will read like with these answers. */
  preview: (answers: Record<string, string>) => string;
  onFill: (answers: Record<string, string>) => void;
  onCancel: () => void;
  /** What the button says; 插入 if absent. */
  submitLabel?: string;
}

/** What was filled in so far; an empty field is no answer. */
const given = (answers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(answers).filter(([, value]) => value.trim()));

/** Asks for what a reply lacks; a reply with a gap is never put in. */
export function SlotForm({ title, rendered, preview, onFill, onCancel, submitLabel }: SlotFormProps): JSX.Element {
  const [typed, setTyped] = useState<Record<string, string>>({});
  // An answer can bring up more to ask, with what was filled in for that last.
  const last = Object.fromEntries(rendered.slots.flatMap((slot) => (slot.last ? [[slot.name, slot.last] as const] : [])));
  const answers: Record<string, string> = { ...last, ...typed };
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const full = rendered.slots.every((slot) => answers[slot.name]?.trim());
  const paste = async (name: string): Promise<void> => {
    const text = await pasteText(form.current?.ownerDocument.defaultView ?? window);
    if (text !== null) setTyped((now) => ({ ...now, [name]: text }));
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    if (!full) return;
    setTyped(answers);
    onFill(answers);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    onCancel();
  };
  return (
    <form ref={form} class="slot-form" onSubmit={submit} onKeyDown={onKeyDown} aria-label={t('panel.fillIn', { title })}>
      <h2 class="section-title">{t('panel.fillIn', { title })}</h2>
      <p class="small secondary slot-form__text private">{preview(given(answers))}</p>
      {rendered.slots.map((slot) => (
        <div key={slot.name} class="stack">
          <Input
            label={slot.label}
            hint={slot.last ? t('panel.lastAnswer') : undefined}
            type={slot.kind === 'date' ? 'date' : 'text'}
            value={answers[slot.name] ?? ''}
            onInput={(event) => setTyped({ ...typed, [slot.name]: event.currentTarget.value })}
          />
          {factNamed(slot.name) === 'clipboard' && (
            <div class="row">
              <Button size="small" onClick={() => void paste(slot.name)}>
                {t('panel.paste')}
              </Button>
            </div>
          )}
          {slot.choices && slot.choices.length > 0 && (
            <div class="row row--wrap">
              {slot.choices.map((choice, i) => (
                <Button
                  key={choice}
                  size="small"
                  aria-pressed={answers[slot.name] === choice}
                  onClick={() => setTyped({ ...typed, [slot.name]: choice })}
                >
                  {choice}
                  {slot.hints?.[i] && <span class="secondary"> {slot.hints[i]}</span>}
                </Button>
              ))}
            </div>
          )}
        </div>
      ))}
      <div class="row">
        <span class="spring" />
        <Button size="small" tone="quiet" onClick={onCancel}>
          {t('ui.cancel')}
        </Button>
        <Button size="small" tone="primary" type="submit" disabled={!full}>
          {submitLabel ?? t('panel.insert')}
        </Button>
      </div>
    </form>
  );
}
