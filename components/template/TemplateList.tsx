import type { JSX, Ref } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '#components/ui/Icon.tsx';
import { Kbd } from '#components/ui/Kbd.tsx';
import { EmptyState, ErrorState } from '#components/ui/states.tsx';
import { noteAnswers } from '#lib/db/last-answers.ts';
import { notePick } from '#lib/db/picks.ts';
import { newId } from '#lib/domain/ids.ts';
import type { Intent } from '#lib/domain/intent.ts';
import { textSoFar } from '#lib/domain/template-messages.ts';
import { isForShop, type TemplateBrief } from '#lib/domain/template.ts';
import { t } from '#lib/i18n.ts';
import type { Ranked } from '#lib/search/rank.ts';
import type { Rendered } from '#lib/domain/chat.ts';
import { askWithLast } from '#lib/ui/ask-with-last.ts';
import { clipboardIfAllowed, wantsClipboard } from '#lib/ui/clipboard.ts';
import {
  type Filled,
  fillReply,
  insertReply,
  type ReplyBlock,
  type ReplyGround,
  type ReplyTarget,
} from '#lib/ui/insert-reply.ts';
import { showFailure, showNotice } from '#lib/ui/notices.ts';
import { putPictures } from '#lib/ui/tell-pictures.ts';
import type { Replies } from '#lib/ui/use-replies.ts';
import { useReplyRows } from '#lib/ui/use-reply-rows.ts';
import { repliesOnPage, wantedReply } from '#lib/ui/wanted-reply.ts';
import { tellOutcome, tellTooLong } from './outcome.ts';
import { ReplyRows } from './ReplyRows.tsx';
import { SlotForm } from './SlotForm.tsx';

export interface TemplateListProps {
  /** Read once for all chats; this list itself starts anew with each. */
  replies: Replies;
  target: ReplyTarget | null;
  block: ReplyBlock;
  searchRef?: Ref<HTMLInputElement>;
  /** Set while this list is on the page, so that keys 1–3 outside of it can put in its rows. */
  pickRef: { current: ((index: number) => void) | null };
}

interface Asking {
  template: TemplateBrief;
  rendered: Rendered & { outcome: 'missing' };
  /** What it was filled with. */
  known: ReplyGround;
}

/** Quick replies under the customer: search, choose, put into the chat. Nothing is ever sent. */
export function TemplateList({ replies, target, block, searchRef, pickRef }: TemplateListProps): JSX.Element {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const [asking, setAsking] = useState<Asking | null>(null);
  const { list, facts, work } = replies;
  const ground = { all: list.value ?? [], facts, work };
  const { rows, waiting, meant, intents } = useReplyRows(replies, target, query);
  const customerId = target?.card?.customer.id ?? null;

  const put = async (template: TemplateBrief, filled: Filled): Promise<void> => {
    if (!target) return;
    setAsking(null);
    await insertReply(template, filled, target).then((outcome) => {
      tellOutcome(outcome, filled);
      if (outcome === 'inserted' && template.pictures?.length) void putPictures(template.id, target).catch(showFailure);
      if (outcome === 'inserted' || outcome === 'copied') void learn(template, intents);
    }, showFailure);
  };
  const ask = (template: TemplateBrief, rendered: Asking['rendered'], known: ReplyGround): Promise<void> =>
    askWithLast(rendered, customerId).then((asked) => setAsking({ template, rendered: asked, known }), showFailure);
  const begin = (template: TemplateBrief, goal: ReplyTarget, known: ReplyGround): void => {
    const rendered = fillReply(template, goal, {}, known);
    if (rendered.outcome === 'ready') void put(template, rendered);
    else if (rendered.outcome === 'too-long') tellTooLong(rendered);
    else if (rendered.outcome === 'missing') void ask(template, rendered, known);
  };
  const pick = (ranked: Pick<Ranked, 'template'> | undefined): void => {
    if (!target || block) return showNotice({ kind: 'failed', label: { key: `panel.block.${block ?? 'no-chat'}` } });
    if (!ranked) return;
    const { template } = ranked;
    if (!isForShop(template, target.chat.shopId)) return showNotice({ kind: 'failed', label: { key: 'panel.otherShop' } });
    if (!wantsClipboard(template.body)) return begin(template, target, ground);
    void clipboardIfAllowed(window).then((clipboard) => begin(template, target, { ...ground, clipboard }));
  };
  pickRef.current = (index) => pick(meant(index));
  useWantedReply((id) => {
    const template = list.value?.find((one) => one.id === id);
    if (template) pick({ template });
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const field = event.currentTarget as HTMLInputElement;
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, rows.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Enter') pick(rows[at]);
    else if (event.altKey && /^Digit[1-8]$/.test(event.code)) pick(meant(Number(event.code.at(-1)) - 1));
    else if (event.key === 'Escape' && query) setQuery('');
    else if (event.key === 'Escape') field.blur();
    else return;
    event.preventDefault();
  };
  if (list.error) return <ErrorState error={list.error} onRetry={list.retry} />;
  return (
    <section class="replies" aria-label={t('panel.replies')}>
      <div class="replies__search">
        <Icon name="search" />
        <input
          ref={searchRef ?? null}
          class="input"
          type="text"
          role="combobox"
          aria-label={t('panel.searchReplies')}
          aria-expanded={!asking && rows.length > 0}
          aria-controls={asking ? undefined : 'replies'}
          aria-activedescendant={!asking && rows[at] ? `reply-${at}` : undefined}
          aria-autocomplete="list"
          autocomplete="off"
          placeholder={t('panel.searchReplies')}
          value={query}
          onKeyDown={onKeyDown}
          onInput={(event) => {
            setQuery(event.currentTarget.value);
            setAt(0);
          }}
        />
        <Kbd keys="/" />
      </div>
      {asking && target && (
        <SlotForm
          key={asking.template.id}
          rendered={asking.rendered}
          title={asking.template.title}
          preview={(answers) => textSoFar(fillReply(asking.template, target, answers, asking.known))}
          onCancel={() => setAsking(null)}
          onFill={(answers) => {
            const rendered = fillReply(asking.template, target, answers, asking.known);
            if (rendered.outcome === 'ready' && customerId) void noteAnswers(customerId, answers).catch(showFailure);
            if (rendered.outcome === 'ready') void put(asking.template, rendered);
            else if (rendered.outcome === 'too-long') tellTooLong(rendered);
            else if (rendered.outcome === 'missing') void ask(asking.template, rendered, asking.known);
          }}
        />
      )}
      {!asking && <ReplyRows waiting={waiting} rows={rows} ground={ground} at={at} block={block} target={target} onPick={pick} />}
      {list.value && rows.length === 0 && !waiting && <EmptyState text={t(query ? 'panel.noReplyFound' : 'panel.noReplies')} />}
    </section>
  );
}

/** Puts in what another part of the page asks for, such as the reply of a follow-up. */
function useWantedReply(put: (id: string) => void): void {
  const current = useRef(put);
  current.current = put;
  useEffect(() => {
    repliesOnPage.value = true;
    const stop = wantedReply.subscribe((id) => {
      if (id === null) return;
      wantedReply.value = null;
      current.current(id);
    });
    return () => {
      stop();
      repliesOnPage.value = false;
    };
  }, []);
}

/** Learns from a choice. Not being able to is no reason to disturb anybody. */
function learn({ id }: TemplateBrief, intents: readonly Intent[]): Promise<void> {
  return notePick({ templateId: id, intents, commandId: newId('pick') }).catch((error: unknown) =>
    console.debug('choice not learned', error),
  );
}
