import type { JSX, RefObject } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { highlighted } from '#components/template/ReplyRows.tsx';
import { FileLinks } from '#components/template/FileLinks.tsx';
import { tellTooLong } from '#components/template/outcome.ts';
import { SlotForm } from '#components/template/SlotForm.tsx';
import { Icon } from '#components/ui/Icon.tsx';
import { Kbd } from '#components/ui/Kbd.tsx';
import { EmptyState, ErrorState } from '#components/ui/states.tsx';
import type { CustomerCard } from '#lib/db/customer-card.ts';
import { idsOfKind } from '#lib/domain/attachments.ts';
import type { Rendered } from '#lib/domain/chat.ts';
import { replyLanguage, sameLanguage } from '#lib/domain/reply-language.ts';
import { noteAnswers } from '#lib/db/last-answers.ts';
import { stageOf } from '#lib/domain/stage.ts';
import { textSoFar } from '#lib/domain/template-messages.ts';
import type { TemplateBrief } from '#lib/domain/template.ts';
import { t } from '#lib/i18n.ts';
import { rankTemplates, type Ranked } from '#lib/search/rank.ts';
import { askWithLast } from '#lib/ui/ask-with-last.ts';
import { clipboardIfAllowed, wantsClipboard } from '#lib/ui/clipboard.ts';
import { copyReply, fillFor } from '#lib/ui/compact-reply.ts';
import type { ReplyGround } from '#lib/ui/insert-reply.ts';
import { showFailure } from '#lib/ui/notices.ts';
import type { Replies } from '#lib/ui/use-replies.ts';
import { useSpoken } from '#lib/ui/use-spoken.ts';

/** Rows shown while nothing is searched, and at most. */
const TOP = 3;
const MOST = 6;

export interface CompactRepliesProps {
  replies: Replies;
  /** Whose facts are filled in; null asks for all of them. */
  card: CustomerCard | null;
  inputRef: RefObject<HTMLInputElement | null>;
  /** Called when a filled reply is on the clipboard. */
  onCopied: () => void;
}

interface Asking {
  template: TemplateBrief;
  rendered: Rendered & { outcome: 'missing' };
  /** What it was filled with. */
  known: ReplyGround;
}

/** Quick replies: search, fill with the customer's facts, copy. Nothing leaves this window but by the clipboard. */
export function CompactReplies({ replies, card, inputRef, onCopied }: CompactRepliesProps): JSX.Element {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const [asking, setAsking] = useState<Asking | null>(null);
  const [copied, setCopied] = useState<TemplateBrief | null>(null);
  const { list, index, facts, work } = replies;
  const ground = { all: list.value ?? [], facts, work };
  const customer = card?.customer ?? null;
  const spoken = useSpoken(customer?.id ?? null);
  const language = customer ? replyLanguage(customer.site, null, customer, spoken) : undefined;
  const stage = card ? stageOf(card.orders) : null;
  const shopId = customer?.shopId ?? null;
  const rows = useMemo(
    () =>
      rankTemplates(index, query, {
        limit: query ? MOST : TOP,
        at: Date.now(),
        stage,
        shopId,
        ...(language ? { language } : {}),
      }),
    [index, query, language, stage, shopId],
  );
  // What was asked for or copied for one customer is not meant for the next.
  useEffect(() => {
    setAsking(null);
    setCopied(null);
  }, [customer?.id]);
  const view = (): Window => inputRef.current?.ownerDocument.defaultView ?? window;
  const pick = (template: TemplateBrief): void => {
    if (!wantsClipboard(template.body)) return use(template, {}, ground);
    void clipboardIfAllowed(view()).then((clipboard) => use(template, {}, { ...ground, clipboard }));
  };
  const use = (template: TemplateBrief, answers: Record<string, string>, known: ReplyGround): void => {
    const rendered = fillFor(template, card, answers, known);
    if (rendered.outcome === 'missing') {
      return void askWithLast(rendered, customer?.id ?? null).then(
        (asked) => setAsking({ template, rendered: asked, known }),
        showFailure,
      );
    }
    if (rendered.outcome !== 'ready') return tellTooLong(rendered);
    if (customer) void noteAnswers(customer.id, answers).catch(showFailure);
    copyReply(template, rendered.text, view()).then((isCopied) => {
      if (!isCopied) return;
      setCopied(template);
      setAsking(null);
      setQuery('');
      setAt(0);
      onCopied();
    }, showFailure);
  };
  const cancel = (): void => {
    setAsking(null);
    setTimeout(() => inputRef.current?.focus());
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const digit = event.altKey ? /^Digit([1-8])$/.exec(event.code)?.[1] : undefined;
    const row = rows[digit ? Number(digit) - 1 : at];
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, rows.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (row && (event.key === 'Enter' || digit)) pick(row.template);
    else if (event.key === 'Escape' && query) setQuery('');
    else return;
    event.preventDefault();
  };
  if (list.error) return <ErrorState error={list.error} onRetry={list.retry} />;
  return (
    <section class="replies" aria-label={t('compact.replies')}>
      <p class="small secondary ellipsis compact__whose">
        {customer ? t('compact.forWhom', { name: customer.name || t('panel.noName') }) : t('compact.forNobody')}
      </p>
      <div class="replies__search">
        <Icon name="search" />
        <input
          ref={inputRef}
          class="input"
          type="text"
          role="combobox"
          aria-label={t('compact.searchReplies')}
          aria-expanded={!asking && rows.length > 0}
          aria-controls={asking ? undefined : 'compact-replies'}
          aria-activedescendant={!asking && rows[at] ? `compact-reply-${at}` : undefined}
          aria-autocomplete="list"
          autocomplete="off"
          placeholder={t('compact.searchReplies')}
          value={query}
          onKeyDown={onKeyDown}
          onInput={(event) => {
            setQuery(event.currentTarget.value);
            setAt(0);
          }}
        />
        <Kbd keys="/" />
      </div>
      {asking && (
        <SlotForm
          key={asking.template.id}
          title={asking.template.title}
          rendered={asking.rendered}
          submitLabel={t('ui.copy')}
          onCancel={cancel}
          preview={(answers) => textSoFar(fillFor(asking.template, card, answers, asking.known))}
          onFill={(answers) => use(asking.template, answers, asking.known)}
        />
      )}
      {!asking && (
        <ReplyRows rows={rows} at={at} preview={(one) => textSoFar(fillFor(one, card, {}, ground)) || one.body} onPick={pick} />
      )}
      {!asking && !query && idsOfKind(copied?.pictures, 'file').length > 0 && (
        <>
          <p class="small secondary">{t('compact.files')}</p>
          <FileLinks ids={copied?.pictures ?? []} />
        </>
      )}
      {list.value && rows.length === 0 && <EmptyState text={t(query ? 'panel.noReplyFound' : 'panel.noReplies')} />}
    </section>
  );
}

interface ReplyRowsProps {
  rows: readonly Ranked[];
  at: number;
  preview: (template: TemplateBrief) => string;
  onPick: (template: TemplateBrief) => void;
}

function ReplyRows({ rows, at, preview, onPick }: ReplyRowsProps): JSX.Element {
  return (
    <ul id="compact-replies" class="replies__rows" role="listbox" aria-label={t('compact.replies')}>
      {rows.map((ranked, i) => (
        <li
          key={ranked.template.id}
          id={`compact-reply-${i}`}
          role="option"
          aria-selected={i === at}
          class="reply"
          title={preview(ranked.template)}
          data-template-id={ranked.template.id}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(ranked.template)}
        >
          <span class="kbd">{i + 1}</span>
          <span class="reply__text">
            <span class="reply__title ellipsis">{highlighted(ranked)}</span>
            <span class="reply__body ellipsis private">{preview(ranked.template)}</span>
          </span>
          {!sameLanguage(ranked.template.language, 'zh') && (
            <span class="reply__by small secondary">{ranked.template.language.toUpperCase()}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
