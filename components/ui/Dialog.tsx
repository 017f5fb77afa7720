import type { ComponentChildren, JSX } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '#lib/i18n.ts';
import { IconButton } from './Button.tsx';

export interface DialogProps {
  title: string;
  /** Called on Escape, on the cross and on a click beside the dialog. */
  onClose: () => void;
  children: ComponentChildren;
  /** Buttons at the bottom. */
  foot?: ComponentChildren;
  wide?: boolean;
}

/** A modal dialog; it is open as long as it is rendered. Focus goes back to where it was when it closes. */
export function Dialog({ title, onClose, children, foot, wide }: DialogProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // At once, not after the next frame: what the page then does with the focus must come later than giving it back.
  useLayoutEffect(() => {
    const before = document.activeElement;
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const onCancel = (event: Event): void => {
    event.preventDefault();
    onClose();
  };
  const onBeside = (event: MouseEvent): void => {
    if (event.target === dialog.current) onClose();
  };
  return (
    <dialog
      ref={dialog}
      class={wide ? 'dialog dialog--wide' : 'dialog'}
      aria-labelledby={titleId}
      onCancel={onCancel}
      onMouseDown={onBeside}
    >
      <div class="dialog__head">
        <h2 id={titleId} class="spring">
          {title}
        </h2>
        <IconButton icon="close" label={t('ui.close')} onClick={onClose} />
      </div>
      <div class="dialog__body">{children}</div>
      {foot && <div class="dialog__foot">{foot}</div>}
    </dialog>
  );
}
