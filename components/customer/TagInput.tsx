import type { JSX } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { foldText } from '#lib/domain/text.ts';
import { t } from '#lib/i18n.ts';

const PROPOSALS = 8;

export interface TagInputProps {
  /** All tags, most used first. */
  tags: readonly { id: string; count: number }[];
  /** Tags that are not proposed. */
  taken: readonly string[];
  maxLength: number;
  onAdd: (tag: string) => void;
  onClose: () => void;
}

/** A field for a tag: arrows choose a proposal, Enter adds, Escape closes; it stays open for the next tag. */
export function TagInput({ tags, taken, maxLength, onAdd, onClose }: TagInputProps): JSX.Element {
  const [text, setText] = useState('');
  const [at, setAt] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  // Before the first frame: whoever opens it by a key goes on typing at once.
  useLayoutEffect(() => input.current?.focus(), []);
  const folded = foldText(text);
  const proposals = tags.filter((tag) => !taken.includes(tag.id) && foldText(tag.id).includes(folded)).slice(0, PROPOSALS);
  const add = (tag: string): void => {
    const clean = tag.trim();
    setText('');
    setAt(-1);
    if (clean) onAdd(clean);
    else onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter') add(proposals[at]?.id ?? text);
    else if (event.key === 'ArrowDown') setAt(Math.min(at + 1, proposals.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, -1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <span class="tag-input">
      <input
        ref={input}
        class="input"
        role="combobox"
        aria-label={t('panel.addTag')}
        aria-expanded={proposals.length > 0}
        aria-controls={listId}
        aria-activedescendant={at >= 0 ? `${listId}-${at}` : undefined}
        aria-autocomplete="list"
        autocomplete="off"
        spellcheck={false}
        placeholder={t('panel.tagPlaceholder')}
        maxLength={maxLength}
        value={text}
        onKeyDown={onKeyDown}
        onBlur={onClose}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setAt(-1);
        }}
      />
      <ul
        id={listId}
        class="menu tag-input__list"
        role="listbox"
        aria-label={t('panel.tagProposals')}
        hidden={proposals.length === 0}
      >
        {proposals.map((tag, i) => (
          // Chosen on pointer down: the field would lose the focus, and with it the list, before a click.
          <li
            key={tag.id}
            id={`${listId}-${i}`}
            role="option"
            aria-selected={i === at}
            class="menu__item"
            onPointerDown={(event) => {
              event.preventDefault();
              add(tag.id);
            }}
          >
            <span class="ellipsis">{tag.id}</span>
            <span class="menu__hint">{tag.count}</span>
          </li>
        ))}
      </ul>
    </span>
  );
}
