import type { JSX } from 'preact';
import { t, tAny } from '#lib/i18n.ts';
import { Dialog } from './Dialog.tsx';
import { Kbd } from './Kbd.tsx';

export interface KeysListProps {
  /** Keys as they are pressed and the message key of what they do. */
  keys: readonly { keys: string; does: string }[];
}

/** A table of keys. */
export function KeysList({ keys }: KeysListProps): JSX.Element {
  return (
    <dl class="keys-list">
      {keys.map((row) => (
        <div key={row.keys} class="keys-list__row">
          <dt>
            <Kbd keys={row.keys.replace(/\b[a-z]$/, (letter) => letter.toUpperCase())} />
          </dt>
          <dd>{tAny(row.does)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** All keys of a page, behind `?`. */
export function KeysDialog({ keys, onClose }: KeysListProps & { onClose: () => void }): JSX.Element {
  return (
    <Dialog title={t('ui.keys')} onClose={onClose}>
      <KeysList keys={keys} />
    </Dialog>
  );
}
