import type { JSX } from 'preact';
import { t } from '#lib/i18n.ts';
import { IconButton } from './Button.tsx';

/** Colours a chip can have; the text always says what it means. */
export const hues = ['grey', 'red', 'orange', 'amber', 'green', 'teal', 'blue', 'violet', 'pink'] as const;
export type Hue = (typeof hues)[number];

/** Returns the hue a stored colour word names, grey if none. */
export function hueOf(color: string | undefined): Hue {
  return hues.find((hue) => hue === color) ?? 'grey';
}

export interface ChipProps {
  text: string;
  hue?: Hue;
  title?: string;
  onRemove?: () => void;
}

/** A short labelled fact such as a tag; removable when `onRemove` is given. */
export function Chip({ text, hue = 'grey', title, onRemove }: ChipProps): JSX.Element {
  return (
    <span class={`chip hue-${hue}${onRemove ? ' chip--removable' : ''}`} title={title ?? text}>
      <span class="chip__text">{text}</span>
      {onRemove && <IconButton icon="close" label={t('ui.removeTag', { tag: text })} onClick={onRemove} />}
    </span>
  );
}
