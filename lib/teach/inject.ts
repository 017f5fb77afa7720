import '../inpage/taught-hook.ts';
import { editorIn } from '../dom/editable.ts';
import { offerWriting } from '../inpage/chat-writing.ts';
import { isAlive, newCommandId, withRetry } from '../inpage/send.ts';
import { startWatching } from '../inpage/start.ts';
import { sendMessage } from '../messaging.ts';
import { customMeta, customMetaOf } from '../sites/custom/meta.ts';
import type { ChatReader } from '../sites/site.ts';
import { type HostRules, teachPageOf } from './rule.ts';
import { wrapped } from './wrap.ts';
import type { OnScore } from './wrapping.ts';

declare global {
  /** Rules by host, handed over by the worker before the script is put into a frame. */
  var __kebanTaughtRules: Record<string, HostRules> | undefined;
}

/** Reports how the rules did once per conversation or page, not once per reading. */
function scorer(rules: HostRules): OnScore {
  const told = new Set<string>();
  return (page, scores, marks) => {
    const key = `${page}|${marks}`;
    if (told.has(key) || told.size > 500 || !isAlive()) return;
    told.add(key);
    const list = rules.fields.flatMap(({ field, at }) => {
      const score = scores[field];
      return score?.some((each) => each.some((n) => n > 0)) ? [{ field, at, score }] : [];
    });
    if (list.length === 0) return;
    withRetry(() => sendMessage('taughtScore', { page, scores: list })).catch((error: unknown) =>
      console.debug('not told', error),
    );
  };
}

/** Completes the readers of this frame by the rules; pages without any are left as they are. */
function complete(rules: HostRules): void {
  const onScore = scorer(rules);
  globalThis.__kebanTaught = (reader, shown) => {
    const page = teachPageOf(shown.kind);
    if (page === null) return reader;
    const { id: site, zone, currency } = shown.site;
    return wrapped(reader, { rules, page, print: { site, zone, currency }, onScore });
  };
}

/** Watches a chat that nothing but the rules knows. */
function watchCustom(rules: HostRules): void {
  const { zone, currency } = customMeta;
  const reader = wrapped(undefined, { rules, page: 'chat', print: { site: 'custom', zone, currency }, onScore: scorer(rules) });
  if (!reader) return;
  startWatching({
    site: customMetaOf(rules.host),
    readers: [],
    chat: { readers: [reader as ChatReader], begin: offerWriting },
  });
}

/** Begins with the rules that were handed over, or asks for those of this page's host. */
export async function beginTaught(): Promise<void> {
  // A frame that is nothing but an editor (CKEditor 4 writes its own) has the address of the page, but no chat of its own.
  if (window !== window.top && editorIn(document.body) === document.body) return;
  const given = globalThis.__kebanTaughtRules;
  const rules = given
    ? given[location.hostname]
    : await withRetry(() => sendMessage('taughtRules', { commandId: newCommandId() })).catch(() => null);
  if (!rules || rules.host !== location.hostname) return;
  if (rules.site === 'custom') watchCustom(rules);
  else complete(rules);
}
