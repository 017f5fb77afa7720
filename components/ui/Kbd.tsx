import type { JSX } from 'preact';

/** Names of keys as they stand on the keyboard: `<Kbd keys="Ctrl+Enter" />`. */
export function Kbd({ keys }: { keys: string }): JSX.Element {
  return (
    <span class="keys">
      {keys.split('+').map((key) => (
        <kbd key={key} class="kbd">
          {key}
        </kbd>
      ))}
    </span>
  );
}
