import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button, IconButton } from './Button.tsx';
import { Icon, type IconName } from './Icon.tsx';

interface MenuItem {
  key: string;
  label: string;
  icon?: IconName;
  hint?: string;
  danger?: boolean;
  disabled?: boolean;
  /** Given for items that are switched on and off (column choosers); the menu then stays open. */
  checked?: boolean;
  onSelect: () => void;
}

export interface MenuProps {
  label: string;
  icon?: IconName;
  /** Shows the label as text; otherwise the button is the icon alone. */
  withText?: boolean;
  size?: 'normal' | 'small';
  items: readonly MenuItem[];
}

/** A button that opens a list of actions; arrows move, Enter chooses, Escape closes. */
export function Menu({ label, icon = 'more', withText, size = 'normal', items }: MenuProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = (focus: boolean): void => {
    setOpen(false);
    if (focus) button.current?.focus();
  };
  useEffect(() => {
    if (!open) return;
    const onDown = (event: Event): void => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', onDown);
    return () => document.removeEventListener('pointerdown', onDown);
  }, [open]);
  const shared = { 'aria-haspopup': 'menu' as const, 'aria-expanded': open, onClick: () => setOpen(!open), ref: button };
  return (
    <div ref={root} class="menu-root">
      {withText ? (
        <Button {...shared} size={size} icon={icon}>
          {label}
        </Button>
      ) : (
        <IconButton {...shared} icon={icon} label={label} />
      )}
      {open && <MenuList label={label} items={items} anchor={button.current} onClose={close} />}
    </div>
  );
}

interface ListProps {
  label: string;
  items: readonly MenuItem[];
  anchor: HTMLElement | null;
  onClose: (focus: boolean) => void;
}

function MenuList({ label, items, anchor, onClose }: ListProps): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (list.current && anchor) placeBeside(list.current, anchor);
    list.current?.querySelector<HTMLElement>('button:not(:disabled)')?.focus();
  }, [anchor]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' || event.key === 'Tab') onClose(event.key === 'Escape');
    else if (!moveFocus(list.current, event.key)) return;
    if (event.key !== 'Tab') event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={list} class="menu" role="menu" aria-label={label} onKeyDown={onKeyDown}>
      {items.map((item) => (
        <button
          key={item.key}
          type="button"
          tabIndex={-1}
          disabled={item.disabled}
          role={item.checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
          aria-checked={item.checked}
          class={item.danger ? 'menu__item menu__item--danger' : 'menu__item'}
          onClick={() => {
            item.onSelect();
            if (item.checked === undefined) onClose(true);
          }}
        >
          {item.checked !== undefined && <Icon name="check" class={item.checked ? '' : 'icon--off'} />}
          {item.icon && <Icon name={item.icon} />}
          <span>{item.label}</span>
          {item.hint && <span class="menu__hint">{item.hint}</span>}
        </button>
      ))}
    </div>
  );
}

/** Moves focus among the enabled buttons of a list; returns false for a key that does not move. */
function moveFocus(list: HTMLElement | null, key: string): boolean {
  const buttons = [...(list?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? [])];
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[key];
  if (to === undefined) return false;
  buttons[(to + buttons.length) % buttons.length]?.focus();
  return true;
}

/** Puts a list under (or, without room, over) its button, inside the window. */
function placeBeside(list: HTMLElement, anchor: HTMLElement): void {
  const at = anchor.getBoundingClientRect();
  const size = list.getBoundingClientRect();
  const below = at.bottom + 4 + size.height <= window.innerHeight;
  list.style.top = `${below ? at.bottom + 4 : Math.max(8, at.top - size.height - 4)}px`;
  list.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - size.width - 8))}px`;
}
