import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { IconButton } from '#components/ui/Button.tsx';
import { db } from '#lib/db/database.ts';
import type { ActiveChat } from '#lib/domain/chat.ts';
import { t } from '#lib/i18n.ts';
import { handedIn, noteHanded, watchHanded, type Handed } from '#lib/session.ts';
import { showFailure } from '#lib/ui/notices.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { FileLinks } from './FileLinks.tsx';

/** The files of the template that was put into the open chat last, for a page that does not take them by itself. */
export function FilesAtHand({ chat }: { chat: ActiveChat }): JSX.Element | null {
  const handed = useHanded(chat.tabId);
  const here = handed?.fingerprint === chat.fingerprint ? handed : null;
  const template = useLive(
    async () => (here ? ((await db.templates.get(here.templateId)) ?? null) : null),
    [here?.templateId],
  ).value;
  if (!here || !template || template.id !== here.templateId) return null;
  return (
    <section class="files-at-hand" aria-label={t('files.atHand', { title: template.title })}>
      <div class="row">
        <b class="spring ellipsis">{t('files.atHand', { title: template.title })}</b>
        <IconButton icon="close" label={t('files.hide')} onClick={() => void noteHanded(chat.tabId, null).catch(showFailure)} />
      </div>
      <FileLinks ids={template.pictures ?? []} />
      <p class="small secondary">{t('files.atHandHint')}</p>
    </section>
  );
}

function useHanded(tabId: number): Handed | null {
  const [handed, setHanded] = useState<Handed | null>(null);
  useEffect(() => {
    let gone = false;
    const ask = (): void => void handedIn(tabId).then((found) => !gone && setHanded(found), showFailure);
    ask();
    const stop = watchHanded(tabId, ask);
    return () => {
      gone = true;
      stop();
    };
  }, [tabId]);
  return handed;
}
