import { useEffect, useRef } from 'preact/hooks';

/** Keys a Chinese keyboard gives for the same place. */
const SAME_KEY: Readonly<Record<string, string>> = { '、': '/', '／': '/', '？': '?' };

/** Milliseconds for which single keys are ignored after the field that was being typed in went away. */
const AFTER_LOSS = 1500;
let mutedUntil = 0;

/** Ignores single keys for a moment: the person is still typing into a field that has just gone. */
export function muteHotkeys(): void {
  mutedUntil = performance.now() + AFTER_LOSS;
}

/** Hears single keys again at once; for tests, which share one page. */
export function unmuteHotkeys(): void {
  mutedUntil = 0;
}

/** Tells whether key presses on the element are text or a choice of its own. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}

/** Returns the name of a key press such as `t`, `?`, `ctrl+z` (⌘ counts as Ctrl). */
function comboOf(event: KeyboardEvent): string {
  // With Alt a Mac gives another character; the place of the key counts.
  const letter = event.altKey ? /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase() : undefined;
  const key = letter ?? SAME_KEY[event.key] ?? (event.key.length === 1 ? event.key.toLowerCase() : event.key);
  const mods = [
    (event.ctrlKey || event.metaKey) && 'ctrl',
    event.altKey && 'alt',
    event.shiftKey && event.key.length > 1 && 'shift',
  ];
  return [...mods.filter(Boolean), key].join('+');
}

export type Hotkeys = Readonly<Record<string, (event: KeyboardEvent) => void>>;

/** Listens to keys of the page. Keys are ignored in fields, while composing and while a dialog is open. */
export function useHotkeys(keys: Hotkeys): void {
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.isComposing || event.defaultPrevented || event.repeat || isTyping(event.target)) return;
      if (document.querySelector('dialog[open]')) return;
      const combo = comboOf(event);
      const action = current.current[combo];
      if (!action || (!combo.includes('+') && performance.now() < mutedUntil)) return;
      event.preventDefault();
      action(event);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
