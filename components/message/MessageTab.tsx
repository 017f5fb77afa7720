import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { TranslateSwitch } from '#components/language/TranslateSwitch.tsx';
import { Input } from '#components/ui/Input.tsx';
import { EmptyState, ErrorState, Skeleton } from '#components/ui/states.tsx';
import { messagesOf } from '#lib/db/messages.ts';
import { isFromPerson } from '#lib/domain/message-kind.ts';
import type { StoredMessage } from '#lib/domain/message-stored.ts';
import { foldText } from '#lib/domain/text.ts';
import { countText } from '#lib/format.ts';
import { t } from '#lib/i18n.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { AnswerLine } from './AnswerLine.tsx';
import { MessageList } from './MessageList.tsx';

/** What is kept of the conversations with a customer, newest first, with a search through all of it. */
export function MessageTab({ customerId }: { customerId: string }): JSX.Element | null {
  const [query, setQuery] = useState('');
  const live = useLive(() => messagesOf(customerId), [customerId]);
  const [people, setPeople] = useState(false);
  const wanted = foldText(query);
  const shown = useMemo(() => hitsIn(live.value ?? [], wanted, people), [live.value, wanted, people]);
  if (live.error) return <ErrorState error={live.error} onRetry={live.retry} />;
  if (!live.value) return live.slow ? <Skeleton lines={6} /> : null;
  if (live.value.length === 0) return <EmptyState title={t('messages.none')} text={t('messages.noneText')} />;
  return (
    <div class="stack messages">
      <Input
        type="search"
        label={t('messages.search')}
        hideLabel
        placeholder={t('messages.search')}
        value={query}
        onInput={(event) => setQuery(event.currentTarget.value)}
      />
      <label class="check-line">
        <input type="checkbox" class="check" checked={people} onChange={(event) => setPeople(event.currentTarget.checked)} />
        <span>{t('messages.people')}</span>
      </label>
      <TranslateSwitch texts={buyersTexts(shown)} />
      <p class="small secondary" role="status">
        {wanted
          ? t('messages.hits', { n: countText(shown.length) })
          : `${t('messages.count', { n: countText(shown.length) })} · ${t('messages.onlySeen')}`}
      </p>
      {!wanted && <AnswerLine customerId={customerId} />}
      {shown.length > 0 ? (
        <MessageList key={`${wanted}|${people}`} messages={shown} query={query.trim()} />
      ) : (
        wanted && <EmptyState text={t('messages.noHit', { query: query.trim() })} />
      )}
    </div>
  );
}

/** Newest first; all words of the message and the name of the staff count. */
function hitsIn(messages: readonly StoredMessage[], wanted: string, people: boolean): StoredMessage[] {
  const has = (text = ''): boolean => foldText(text).includes(wanted);
  const hits = messages.filter(
    (message) => (!people || isFromPerson(message)) && (!wanted || has(message.text) || has(message.staff)),
  );
  return hits.toReversed();
}

/** The newest texts of the buyer, as they would be translated first. */
function buyersTexts(messages: readonly StoredMessage[]): string[] {
  return messages.slice(0, 50).flatMap(({ side, type, text }) => (side === 'buyer' && type === 'text' && text ? [text] : []));
}
