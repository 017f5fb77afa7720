import type { JSX, Ref } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Chip, hueOf } from '#components/ui/Chip.tsx';
import { addTag, removeTag } from '#lib/db/customers.ts';
import type { CustomerCard } from '#lib/db/customer-card.ts';
import { LIMITS } from '#lib/domain/text.ts';
import { t } from '#lib/i18n.ts';
import { doing } from '#lib/ui/notices.ts';
import { TagInput } from './TagInput.tsx';

/** Chips shown while nobody looks closer. */
const SHOWN = 3;

export interface TagEditorProps {
  card: CustomerCard;
  adding: boolean;
  onAdding: (open: boolean) => void;
  ref?: Ref<HTMLButtonElement>;
}

/** The customer's tags: three, the rest when asked for; a field that proposes tags in use. */
export function TagEditor({ card, adding, onAdding }: TagEditorProps): JSX.Element {
  const [full, setFull] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const { customer, tags } = card;
  const hidden = full ? 0 : Math.max(0, customer.tags.length - SHOWN);
  const shown = hidden > 0 ? customer.tags.slice(0, SHOWN) : customer.tags;
  const add = (tag: string): void => void doing(() => addTag([customer.id], tag));
  const remove = async (tag: string): Promise<void> => {
    await doing(() => removeTag([customer.id], tag));
    root.current?.querySelector<HTMLElement>('[data-add-tag]')?.focus();
  };
  const onBlur = (event: FocusEvent): void => {
    if (!root.current?.contains(event.relatedTarget as Node | null)) setFull(false);
  };
  return (
    <div ref={root} class="tags" role="group" aria-label={t('panel.tags')} onFocusOut={onBlur}>
      {shown.map((tag) => (
        <Chip key={tag} text={tag} hue={hueOf(tags.find((row) => row.id === tag)?.color)} onRemove={() => remove(tag)} />
      ))}
      {customer.tags.length > SHOWN && (
        <button
          type="button"
          class="chip chip--more"
          aria-expanded={full}
          title={full ? undefined : customer.tags.slice(SHOWN).join('、')}
          aria-label={full ? t('panel.fewerTags') : t('panel.moreTags', { n: hidden })}
          onClick={() => setFull(!full)}
        >
          {full ? t('panel.fewerTags') : `+${hidden}`}
        </button>
      )}
      {adding ? (
        <TagInput tags={tags} taken={customer.tags} maxLength={LIMITS.tag} onAdd={add} onClose={() => onAdding(false)} />
      ) : (
        <Button size="small" tone="quiet" icon="add" data-add-tag onClick={() => onAdding(true)}>
          {t('panel.addTag')}
        </Button>
      )}
    </div>
  );
}
