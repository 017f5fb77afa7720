import { isWithin } from '../dom/editable.ts';
import { OnDemand } from './on-demand.ts';
import type { OpenChat } from './page-watch.ts';
import { WORDING, type WordingHook } from './wording-hook.ts';

/**
 * Asks for what looks through drafts at the first letter that is typed into a chat's editor. Returns what has another
 * document watched too, for an editor that stands in a frame of its own.
 */
export function offerWording(
  openChat: () => OpenChat | null,
  editorOf: () => HTMLElement | null,
  signal: AbortSignal,
): (document: Document) => void {
  const part = new OnDemand<WordingHook>(WORDING, signal);
  const documents: Document[] = [];
  let follow: ((document: Document) => void) | null = null;
  const first = ({ target }: Event): void => {
    if (isWithin(target, editorOf())) part.want();
  };
  part.whenThere((hook) => {
    follow = hook.begin(openChat, signal);
    for (const each of documents) {
      each.removeEventListener('input', first, { capture: true });
      follow(each);
    }
  });
  return (each) => {
    documents.push(each);
    if (follow) follow(each);
    else each.addEventListener('input', first, { capture: true, signal });
  };
}
