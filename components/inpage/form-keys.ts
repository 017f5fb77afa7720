import type { PaletteSession } from '#lib/inpage/palette-session.ts';

/** Returns what a key does in the form: Tab goes through the fields, ↑↓ through the choices of one, Enter goes on. */
export function formAction(event: KeyboardEvent, root: ShadowRoot, session: PaletteSession): (() => void) | null {
  const inputs = [...root.querySelectorAll<HTMLInputElement>('input[data-slot]')];
  const at = inputs.findIndex((input) => input === root.activeElement);
  const { key, shiftKey, altKey, ctrlKey, metaKey } = event;
  if (altKey || metaKey) return null;
  if (key === 'Tab') return () => inputs.at((at + (shiftKey ? -1 : 1)) % inputs.length)?.focus();
  if (key === 'Enter') return () => void submit(root, session);
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
  const input = inputs[at];
  if (step === 0 || ctrlKey || !input) return null;
  const field = session.panel.form?.fields.find(({ name }) => name === input.dataset['slot']);
  if (!field || field.choices.length === 0) return null;
  return () => {
    const now = field.choices.indexOf(session.panel.form?.values[field.name] ?? '');
    const next = now < 0 && step < 0 ? -1 : now + step;
    session.answer(field.name, field.choices.at(next % field.choices.length) ?? '');
  };
}

/** Inserts, or puts the cursor into the first field that still has to be filled. */
export async function submit(root: ShadowRoot, session: PaletteSession): Promise<void> {
  const missing = await session.submit();
  if (!missing) return;
  [...root.querySelectorAll<HTMLInputElement>('input[data-slot]')]
    .find((input) => input.dataset['slot'] === missing.name)
    ?.focus();
}
