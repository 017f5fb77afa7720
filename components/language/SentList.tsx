import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Dialog } from '#components/ui/Dialog.tsx';
import { Moment } from '#components/ui/Moment.tsx';
import { EmptyState } from '#components/ui/states.tsx';
import { t } from '#lib/i18n.ts';
import { forgetSent, sentRequests, watchSent, type Sent } from '#lib/language/sent.ts';
import { showFailure } from '#lib/ui/notices.ts';
import { SentBody } from './SendPreview.tsx';

/** What was sent to an endpoint since the browser was started, newest first, with all of its content. */
function SentList(): JSX.Element | null {
  const [list, setList] = useState<Sent[] | null>(null);
  useEffect(() => {
    const read = (): void => void sentRequests().then(setList, showFailure);
    read();
    return watchSent(read);
  }, []);
  if (!list) return null;
  if (list.length === 0) return <EmptyState text={t('language.sentNone')} />;
  return (
    <div class="stack">
      <p class="small secondary">{t('language.sentText', { n: list.length })}</p>
      <ul class="sent">
        {list.map((entry) => (
          <li key={entry.id} data-sent={entry.outcome}>
            <details>
              <summary>
                <Moment at={entry.at} /> {t(`language.sent.${entry.why}`)} <span class="secondary">{entry.origin}</span>{' '}
                <span class="small secondary">{t(`language.sent.${entry.outcome}`)}</span>
              </summary>
              <SentBody body={entry.body} />
            </details>
          </li>
        ))}
      </ul>
      <Button size="small" tone="quiet" onClick={() => void forgetSent().catch(showFailure)}>
        {t('language.sentClear')}
      </Button>
    </div>
  );
}

/** A button behind which the list is. */
export function SentButton(): JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" tone="quiet" onClick={() => setOpen(true)}>
        {t('language.sent')}
      </Button>
      {open && (
        <Dialog title={t('language.sent')} onClose={() => setOpen(false)} wide>
          <SentList />
        </Dialog>
      )}
    </>
  );
}
