import type { ComponentChildren, JSX } from 'preact';
import { foreignLanguage, LanguageTag, MessageTranslation } from '#components/language/MessageTranslation.tsx';
import { Moment } from '#components/ui/Moment.tsx';
import { messageKind } from '#lib/domain/message-kind.ts';
import type { StoredMessage } from '#lib/domain/message-stored.ts';
import { exactTime } from '#lib/format.ts';
import { t, tAny } from '#lib/i18n.ts';

interface ItemProps {
  message: StoredMessage;
  query: string;
  /** Its place among all that are listed, for screen readers: only some are drawn. */
  place: number;
  total: number;
}

/** One message: whose it is, what it is if not plain words, and when it was written, if anybody said so. */
export function MessageItem({ message, query, place, total }: ItemProps): JSX.Element {
  const { side, text, at, seen, staff } = message;
  const kind = messageKind(message);
  const language = kind === 'person' && side === 'buyer' && text ? foreignLanguage(text) : null;
  return (
    <div class="message" role="listitem" aria-posinset={place} aria-setsize={total} data-side={side} data-kind={kind}>
      <div class="message__head small secondary">
        <span class="ellipsis">{staff ?? t(`messages.side.${side}`)}</span>
        {kind !== 'person' && kind !== 'own' && <span class="message__kind">{tAny(`messages.kind.${kind}`)}</span>}
        {language && <LanguageTag language={language} />}
        <span class="spring" />
        {at === undefined ? (
          <span title={t('messages.seenAt', { at: exactTime(seen) })}>{t('messages.timeUnknown')}</span>
        ) : (
          <Moment at={at} as="due" />
        )}
      </div>
      {text && (
        <div class="message__both">
          <div class="message__text" lang={language ?? undefined} dir="auto">
            {marked(text, query)}
          </div>
          {language && <MessageTranslation text={text} language={language} />}
        </div>
      )}
    </div>
  );
}

/** The text with what was searched for marked, where it stands there letter by letter. */
function marked(text: string, query: string): ComponentChildren {
  const at = query ? text.toLowerCase().indexOf(query.toLowerCase()) : -1;
  if (at < 0) return text;
  const end = at + query.length;
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, end)}</mark>
      {text.slice(end)}
    </>
  );
}
