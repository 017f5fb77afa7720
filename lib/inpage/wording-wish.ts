import { OnDemand } from './on-demand.ts';
import type { OpenChat } from './page-watch.ts';
import { WORDING, type WordingHook } from './wording-hook.ts';

/** Asks for what looks through drafts at the first letter that is typed into a chat's editor. */
export function offerWording(openChat: () => OpenChat | null, signal: AbortSignal): void {
  const part = new OnDemand<WordingHook>(WORDING, signal);
  const first = ({ target }: Event): void => {
    if (target instanceof Node && openChat()?.reader.editor(document)?.contains(target)) part.want();
  };
  document.addEventListener('input', first, { capture: true, signal });
  part.whenThere((hook) => {
    document.removeEventListener('input', first, { capture: true });
    hook.begin(openChat, signal);
  });
}
