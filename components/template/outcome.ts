import type { Rendered } from '#lib/domain/chat.ts';
import { firstOf } from '#lib/domain/template-messages.ts';
import { t } from '#lib/i18n.ts';
import { copyText } from '#lib/ui/copy.ts';
import type { Filled, ReplyOutcome } from '#lib/ui/insert-reply.ts';
import { showNotice } from '#lib/ui/notices.ts';

/** Says what became of a reply; where it did not get into the chat, offers to copy it. */
export function tellOutcome(outcome: ReplyOutcome, filled: Filled): void {
  const stops = outcome === 'inserted' && firstOf(filled).cursors.length > 1 ? 'Stops' : '';
  const label = { key: `panel.outcome.${outcome}${stops}` };
  if (outcome === 'inserted') showNotice({ kind: 'done', label });
  else if (outcome === 'copied') showNotice({ kind: 'info', label });
  else
    showNotice({
      kind: 'failed',
      label,
      ...(outcome === 'wrong-chat' ? {} : { action: { label: t('ui.copy'), run: () => void copyText(filled.text) } }),
    });
}

/** Says so where a reply is longer than a message may be; nothing of it was put in or copied. */
export function tellTooLong(rendered: Rendered): void {
  if (rendered.outcome !== 'too-long') return;
  const { length, limit } = rendered;
  showNotice({ kind: 'failed', label: { key: 'panel.replyTooLong', params: { length, limit } } });
}
