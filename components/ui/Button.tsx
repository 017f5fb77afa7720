import type { ButtonHTMLAttributes, ComponentChildren, JSX, Ref } from 'preact';
import { Icon, type IconName } from './Icon.tsx';

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon' | 'size' | 'label' | 'ref'>;

export interface ButtonProps extends Native {
  tone?: 'normal' | 'primary' | 'quiet' | 'danger';
  size?: 'normal' | 'small';
  icon?: IconName;
  children?: ComponentChildren;
  ref?: Ref<HTMLButtonElement>;
}

/** A button with a word. `tone` primary at most once on a screen. */
export function Button({ tone = 'normal', size = 'normal', icon, children, class: extra, ...native }: ButtonProps): JSX.Element {
  const names = ['btn', tone !== 'normal' && `btn--${tone}`, size === 'small' && 'btn--small', extra].filter(Boolean).join(' ');
  return (
    <button type="button" {...native} class={names}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Native {
  icon: IconName;
  /** Said to screen readers and shown on hover. */
  label: string;
  ref?: Ref<HTMLButtonElement>;
}

/** A button that is only a drawing; `label` names it. */
export function IconButton({ icon, label, class: extra, ...native }: IconButtonProps): JSX.Element {
  return (
    <button type="button" aria-label={label} title={label} {...native} class={extra ? `icon-btn ${String(extra)}` : 'icon-btn'}>
      <Icon name={icon} />
    </button>
  );
}
