import { render, type JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Dialog } from '#components/ui/Dialog.tsx';

/** Sends the caret on when its dialog has closed, as the window for the desktop client does. */
function Page({ open, card }: { open: boolean; card: string }): JSX.Element {
  const [opened, setOpened] = useState(false);
  const next = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (open) setOpened(true);
    else if (opened) next.current?.focus();
  }, [open]);
  return (
    <>
      <input aria-label="first" />
      <input aria-label="next" ref={next} />
      <p>{card}</p>
      {open && (
        <Dialog title="dialog" onClose={() => undefined}>
          text
        </Dialog>
      )}
    </>
  );
}

const focused = (): string | null => document.activeElement?.getAttribute('aria-label') ?? null;
const aFrame = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100));

// Rendered without a test library's help: it would run at once what the browser runs a frame later.
let root: HTMLElement;
beforeEach(() => {
  root = document.body.appendChild(document.createElement('div'));
});
afterEach(() => {
  render(null, root);
  root.remove();
});

test.each([
  ['shows nothing more', ['']],
  ['shows more before the next frame', ['', 'a card']],
])('a dialog that closes gives the caret back before the page sends it on, where the page then %s', async (_what, cards) => {
  render(<Page open={false} card="" />, root);
  root.querySelector('input')?.focus();
  await aFrame();
  render(<Page open card="" />, root);
  await aFrame();
  root.querySelector<HTMLElement>('dialog button')?.focus();
  for (const card of cards) render(<Page open={false} card={card} />, root);
  await aFrame();
  expect(focused()).toBe('next');
});

test('a dialog that closes gives the caret back to where it was', async () => {
  const show = (open: boolean): void =>
    render(
      <>
        <input aria-label="first" />
        {open && (
          <Dialog title="dialog" onClose={() => undefined}>
            text
          </Dialog>
        )}
      </>,
      root,
    );
  show(false);
  root.querySelector('input')?.focus();
  show(true);
  await aFrame();
  root.querySelector<HTMLElement>('dialog button')?.focus();
  show(false);
  expect(focused()).toBe('first');
});
