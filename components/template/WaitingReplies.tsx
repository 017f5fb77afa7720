import type { JSX } from 'preact';
import { Button, IconButton } from '#components/ui/Button.tsx';
import { db } from '#lib/db/database.ts';
import { heirOf } from '#lib/db/split.ts';
import type { ActiveChat } from '#lib/domain/chat.ts';
import { t } from '#lib/i18n.ts';
import { dropWaiting, type WaitingReply } from '#lib/session.ts';
import { copyText } from '#lib/ui/copy.ts';
import { insertReply } from '#lib/ui/insert-reply.ts';
import { showFailure, showNotice } from '#lib/ui/notices.ts';
import { putPictures } from '#lib/ui/tell-pictures.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { useWaiting } from '#lib/ui/use-waiting.ts';
import { belongsInto } from '#lib/ui/waiting-fit.ts';

/** Replies that were not put in because the chat was switched: each can go only to the buyer it was made for. */
export function WaitingReplies({ chat }: { chat: ActiveChat | null }): JSX.Element | null {
  const waiting = useWaiting();
  const ids = [...new Set(waiting.flatMap(({ binding }) => binding.customerId ?? []))].toSorted();
  const heirs = useLive(
    async () => new Map(await Promise.all(ids.map(async (id) => [id, await heirOf(id, db)] as const))),
    [ids.join(' ')],
  );
  if (waiting.length === 0) return null;
  const here = waiting.filter((reply) => chat !== null && belongsInto(reply, chat, heirs.value ?? new Map()));
  const elsewhere = waiting.filter((reply) => !here.includes(reply));
  return (
    <section class="waiting" aria-label={t('panel.waiting')}>
      {here.map((reply) => (
        <Waiting key={reply.id} reply={reply} chat={chat} />
      ))}
      {elsewhere.length > 0 && (
        <details class="small" open={here.length === 0 && elsewhere.length < 3}>
          <summary>{t('panel.waitingElsewhere', { n: elsewhere.length })}</summary>
          {elsewhere.map((reply) => (
            <Waiting key={reply.id} reply={reply} chat={null} />
          ))}
        </details>
      )}
    </section>
  );
}

function Waiting({ reply, chat }: { reply: WaitingReply; chat: ActiveChat | null }): JSX.Element {
  const put = async (): Promise<void> => {
    if (!chat) return;
    const filled = { outcome: 'ready' as const, text: reply.text };
    const outcome = await insertReply({ id: reply.templateId }, filled, { chat, card: null }, reply);
    if (outcome === 'inserted' || outcome === 'copied') await dropWaiting(reply.id);
    if (outcome === 'inserted' && reply.pictures) void putPictures(reply.templateId, { chat }).catch(showFailure);
    showNotice({ kind: outcome === 'inserted' ? 'done' : 'failed', label: { key: `panel.outcome.${outcome}` } });
  };
  return (
    <div class="waiting__item" data-waiting={reply.id}>
      <span class="row">
        <b class="ellipsis spring private">{t('panel.waitingFor', { name: reply.name || t('panel.noName') })}</b>
        {chat && (
          <Button size="small" tone="primary" onClick={() => void put().catch(showFailure)}>
            {t('panel.insert')}
          </Button>
        )}
        <IconButton icon="copy" label={t('ui.copy')} onClick={() => void copyText(reply.text)} />
        <IconButton icon="trash" label={t('panel.waitingDrop')} onClick={() => void dropWaiting(reply.id)} />
      </span>
      <span class="ellipsis secondary private" title={reply.text}>
        {reply.text}
      </span>
    </div>
  );
}
