import type { JSX } from 'preact';
import { pasted, usePaste } from '#lib/ui/paste.ts';
import { PasteDialog } from './PasteDialog.tsx';

export interface PasteHostProps {
  /** Called with the customer that a copied chat was taken in for. */
  onCustomer: (customerId: string) => void;
  /** Gets what was pasted and is no copied chat; without it the page says that it is none. */
  onOther?: (text: string) => void;
}

/** Makes a page take copied chats of the desktop client with Ctrl+V; shows each before anything is kept. */
export function PasteHost({ onCustomer, onOther }: PasteHostProps): JSX.Element | null {
  usePaste(onOther);
  const text = pasted.value;
  if (text === null) return null;
  const close = (): void => void (pasted.value = null);
  const taken = (customerId: string): void => {
    close();
    onCustomer(customerId);
  };
  return <PasteDialog key={text} text={text} onClose={close} onTaken={taken} />;
}
