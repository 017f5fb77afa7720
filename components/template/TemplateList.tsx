import type { JSX, Ref } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { Icon } from '#components/ui/Icon.tsx';
import { Kbd } from '#components/ui/Kbd.tsx';
import { EmptyState, ErrorState } from '#components/ui/states.tsx';
import type { TemplateBrief } from '#lib/domain/template.ts';
import { t, tAny } from '#lib/i18n.ts';
import { rankTemplates, type Ranked } from '#lib/search/rank.ts';
import type { Rendered } from '#lib/domain/chat.ts';
import { replyLanguage, sameLanguage } from '#lib/domain/reply-language.ts';
import { type Filled, fillReply, insertReply, type ReplyBlock, type ReplyTarget } from '#lib/ui/insert-reply.ts';
import { showFailure, showNotice } from '#lib/ui/notices.ts';
import type { Replies } from '#lib/ui/use-replies.ts';
import { copyText } from '#lib/ui/copy.ts';
import { useWording } from '#lib/ui/use-wording.ts';
import { SlotForm } from './SlotForm.tsx';
import { WordingLine } from '#components/wording/WordingLine.tsx';

/** Rows shown while nothing is searched, and at most. */
const TOP = 3;
const MOST = 8;

export interface TemplateListProps {
  /** Read once for all chats; this list itself starts anew with each. */
  replies: Replies;
  target: ReplyTarget | null;
  block: ReplyBlock;
  searchRef?: Ref<HTMLInputElement>;
  /** Set while this list is on the page, so that keys 1–3 outside of it can put in its rows. */
  pickRef: { current: ((index: number) => void) | null };
}

/** Quick replies under the customer: search, choose, put into the chat. Nothing is ever sent. */
export function TemplateList({ replies, target, block, searchRef, pickRef }: TemplateListProps): JSX.Element {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const [asking, setAsking] = useState<{ template: TemplateBrief; rendered: Rendered & { outcome: 'missing' } } | null>(null);
  const { list, index } = replies;
  const language = target ? replyLanguage(target.chat.site, target.chat.peer, target.card?.customer ?? null) : undefined;
  const rows = useMemo(
    () => rankTemplates(index, query, { limit: query ? MOST : TOP, at: Date.now(), ...(language ? { language } : {}) }),
    [index, query, language],
  );

  const put = async (template: TemplateBrief, filled: Filled): Promise<void> => {
    if (!target) return;
    setAsking(null);
    await insertReply(template, filled, target).then((outcome) => tell(outcome, filled.text), showFailure);
  };
  const pick = (ranked: Ranked | undefined): void => {
    if (!ranked) return;
    if (!target || block) return showNotice({ kind: 'failed', label: { key: `panel.block.${block ?? 'no-chat'}` } });
    const rendered = fillReply(ranked.template, target, {}, list.value);
    if (rendered.outcome === 'ready') void put(ranked.template, rendered);
    else if (rendered.outcome === 'missing') setAsking({ template: ranked.template, rendered });
  };
  pickRef.current = (index) => pick(rows[index]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const field = event.currentTarget as HTMLInputElement;
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, rows.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Enter') pick(rows[at]);
    else if (event.altKey && /^Digit[1-8]$/.test(event.code)) pick(rows[Number(event.code.at(-1)) - 1]);
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
          onCancel={() => setAsking(null)}
          onFill={(answers) => {
            const rendered = fillReply(asking.template, target, answers, list.value);
            if (rendered.outcome === 'ready') void put(asking.template, rendered);
            else if (rendered.outcome === 'missing') setAsking({ ...asking, rendered });
          }}
        />
      )}
      {!asking && <ReplyRows rows={rows} all={list.value ?? []} at={at} block={block} target={target} onPick={pick} />}
      {list.value && rows.length === 0 && <EmptyState text={t(query ? 'panel.noReplyFound' : 'panel.noReplies')} />}
    </section>
  );
}

interface RowsProps {
  rows: readonly Ranked[];
  /** All templates: a row may take another one in. */
  all: readonly TemplateBrief[];
  at: number;
  block: ReplyBlock;
  target: ReplyTarget | null;
  onPick: (ranked: Ranked) => void;
}

function ReplyRows({ rows, all, at, block, target, onPick }: RowsProps): JSX.Element {
  const checker = useWording();
  return (
    <>
      {block === 'other-customer' && (
        <p class="small replies__block">
          <Icon name="warn" />
          {t('panel.block.other-customer')}
        </p>
      )}
      <ul id="replies" class="replies__rows" role="listbox" aria-label={t('panel.replies')}>
        {rows.map((ranked, i) => (
          <li
            key={ranked.template.id}
            id={`reply-${i}`}
            role="option"
            aria-selected={i === at}
            class="reply"
            aria-disabled={block !== null}
            title={previewOf(ranked.template, target, all)}
            data-template-id={ranked.template.id}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onPick(ranked)}
          >
            <span class="kbd">{i + 1}</span>
            <span class="reply__text">
              <span class="reply__title ellipsis">{highlighted(ranked)}</span>
              <span class="reply__body ellipsis private">{previewOf(ranked.template, target, all)}</span>
              <WordingLine checker={checker} text={previewOf(ranked.template, target, all)} />
            </span>
            <span class="reply__by small secondary">
              {[
                ranked.by !== 'title' && ranked.by !== 'recent' && tAny(`panel.by.${ranked.by}`),
                !sameLanguage(ranked.template.language, 'zh') && ranked.template.language.toUpperCase(),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The text as it would be put in for this buyer; what is missing shows as a gap. */
function previewOf(template: TemplateBrief, target: ReplyTarget | null, all: readonly TemplateBrief[]): string {
  const rendered = target ? fillReply(template, target, {}, all) : null;
  if (rendered?.outcome === 'ready') return rendered.text;
  return rendered?.outcome === 'missing' ? rendered.partial : template.body;
}

/** The title with what was found in it marked. */
export function highlighted({ template, hits }: Ranked): (JSX.Element | string)[] {
  const parts: (JSX.Element | string)[] = [];
  let from = 0;
  for (const [start, end] of hits) {
    if (start < from) continue;
    parts.push(template.title.slice(from, start), <mark key={start}>{template.title.slice(start, end)}</mark>);
    from = end;
  }
  return [...parts, template.title.slice(from)];
}

/** Says what became of a reply; where it did not get into the chat, offers to copy it. */
function tell(outcome: Awaited<ReturnType<typeof insertReply>>, text: string): void {
  const label = { key: `panel.outcome.${outcome}` };
  if (outcome === 'inserted') showNotice({ kind: 'done', label });
  else if (outcome === 'copied') showNotice({ kind: 'info', label });
  else
    showNotice({
      kind: 'failed',
      label,
      ...(outcome === 'wrong-chat' ? {} : { action: { label: t('ui.copy'), run: () => void copyText(text) } }),
    });
}
