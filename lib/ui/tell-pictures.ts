import type { ReplyTarget } from './insert-reply.ts';
import { insertPictures } from './insert-reply.ts';
import { showNotice } from './notices.ts';

/** Puts a template's pictures in after its text, and says what became of them. */
export async function putPictures(templateId: string, target: Pick<ReplyTarget, 'chat'>): Promise<void> {
  const { outcome, count } = await insertPictures(templateId, target);
  if (outcome === 'none') return;
  const good = outcome === 'inserted' || outcome === 'copied';
  const key = { inserted: 'inserted', copied: count > 1 ? 'copiedOne' : 'copied', failed: 'failed', 'wrong-chat': 'wrongChat' }[
    outcome
  ];
  showNotice({
    kind: good ? 'done' : 'failed',
    label: { key: `pictures.${key}`, params: { n: outcome === 'copied' ? count - 1 : count } },
  });
}
