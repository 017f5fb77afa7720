import type { PicturesOutcome } from '../domain/chat.ts';
import type { ReplyTarget } from './insert-reply.ts';
import { insertPictures } from './insert-reply.ts';
import { showNotice } from './notices.ts';

/** Puts a template's pictures and files in after its text, and says what became of them. */
export async function putPictures(templateId: string, target: Pick<ReplyTarget, 'chat'>): Promise<void> {
  const { outcome, count, copied = false, files } = await insertPictures(templateId, target);
  // What of the pictures is left to do comes first: the files stay at hand in the panel.
  if (files && (outcome === 'none' || outcome === 'inserted')) return tellFiles(files);
  if (outcome === 'none') return;
  const key = {
    inserted: 'inserted',
    copied: count > 1 ? 'copiedOne' : 'copied',
    unseen: copied ? 'unseenCopied' : 'unseen',
    failed: 'failed',
    'wrong-chat': 'wrongChat',
  }[outcome];
  const kind = { inserted: 'done', copied: 'done', unseen: 'info', failed: 'failed', 'wrong-chat': 'failed' } as const;
  showNotice({
    kind: kind[outcome],
    label: { key: `pictures.${key}`, params: { n: outcome === 'copied' ? count - 1 : count } },
  });
}

function tellFiles({ outcome, count }: NonNullable<PicturesOutcome['files']>): void {
  const kind = { inserted: 'done', unseen: 'info', refused: 'info', 'wrong-chat': 'failed' } as const;
  showNotice({ kind: kind[outcome], label: { key: `files.${outcome}`, params: { n: count } } });
}
