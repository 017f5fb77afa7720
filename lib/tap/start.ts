import { offerPort } from './channel.ts';
import type { Word } from './copies.ts';
import { hook } from './hooks.ts';
import { apply } from './natives.ts';
import { isRiskAddress } from './risk.ts';

const post = MessagePort.prototype.postMessage;

/**
 * Starts in the page's world: hands a port to the relay and only then puts the stand-ins up. A page of the site's
 * protection is left alone, and after a sign of it everything is put back at once.
 */
export function startTap(): void {
  try {
    const { port1, port2 } = new MessageChannel();
    offerPort(document, port2, () => begin(port1));
  } catch {
    // Without a relay nothing is looked at; the page is as if we were not there.
  }
}

function begin(port: MessagePort): void {
  const tell = (word: Word): void => {
    apply(post, port, [word]);
  };
  if (isRiskAddress(location.href)) return tell({ kind: 'risk' });
  let stop: (() => void) | null = null;
  const end = (): void => {
    stop?.();
    stop = null;
  };
  stop = hook((word) => {
    if (stop === null) return;
    if (word.kind === 'risk') end();
    tell(word);
  });
  // The relay says only one thing: stop.
  port.addEventListener('message', end);
  port.start();
}
