import type { JSX } from 'preact';
import { Button } from '#components/ui/Button.tsx';
import { Dialog } from '#components/ui/Dialog.tsx';
import { t } from '#lib/i18n.ts';
import { originOf } from '#lib/language/endpoint.ts';
import type { Endpoint } from '#lib/domain/service.ts';

export interface SendPreviewProps {
  endpoint: Endpoint;
  /** The content of the request. */
  body: string;
  /** More of the same will follow by itself. */
  more?: boolean;
  onSend: () => void;
  onClose: () => void;
}

/** Shows what would be sent, before anything is sent for the first time. */
export function SendPreview({ endpoint, body, more, onSend, onClose }: SendPreviewProps): JSX.Element {
  const origin = originOf(endpoint);
  return (
    <Dialog
      title={t('language.preview.title')}
      onClose={onClose}
      foot={
        <>
          <Button tone="quiet" onClick={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button tone="primary" onClick={onSend}>
            {t('language.preview.send')}
          </Button>
        </>
      }
    >
      <p>{t(origin.startsWith('http:') ? 'language.preview.local' : 'language.preview.text', { origin })}</p>
      {more && <p>{t('language.preview.messages')}</p>}
      <SentBody body={body} />
    </Dialog>
  );
}

/** The content of a request as it was sent, in lines that can be read. */
export function SentBody({ body }: { body: string }): JSX.Element {
  return (
    <pre class="sent__body private" tabIndex={0} aria-label={t('language.preview.body')}>
      {readable(body)}
    </pre>
  );
}

/** Line breaks inside of texts are shown as such; nothing else changes. */
function readable(body: string): string {
  return JSON.stringify(JSON.parse(body), null, 2).replaceAll('\\n', '\n').replaceAll('\\"', '"');
}
