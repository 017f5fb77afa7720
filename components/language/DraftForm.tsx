import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Input } from '#components/ui/Input.tsx';
import { draftFacts } from '#lib/domain/draft-facts.ts';
import type { StoredMessage } from '#lib/domain/message-stored.ts';
import { textSoFar } from '#lib/domain/template-messages.ts';
import type { TemplateBrief } from '#lib/domain/template.ts';
import { isFromPerson } from '#lib/domain/message-kind.ts';
import { t } from '#lib/i18n.ts';
import { boundMaterial, type DraftMaterial } from '#lib/language/draft.ts';
import { rankTemplates } from '#lib/search/rank.ts';
import { fillReply, type ReplyTarget } from '#lib/ui/insert-reply.ts';
import type { Replies } from '#lib/ui/use-replies.ts';

export interface DraftFormProps {
  target: ReplyTarget;
  messages: readonly StoredMessage[];
  replies: Replies;
  wish: string;
  language: string;
  busy: boolean;
  onDraft: (material: DraftMaterial) => void;
}

/** What a draft is made of: everything is shown, and nothing else is used. */
export function DraftForm({ target, messages, replies, wish, language, busy, onDraft }: DraftFormProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [chosen, setChosen] = useState<readonly TemplateBrief[]>([]);
  const facts = useMemo(
    () =>
      draftFacts(target.card?.customer ?? null, target.card?.orders ?? [], {
        buyer: t('language.fact.buyer'),
        country: t('language.fact.country'),
        order: t('language.fact.order'),
      }),
    [target.card],
  );
  const material = boundMaterial({
    messages: messages.flatMap((message) =>
      message.text && message.type === 'text' && message.side !== 'system' && isFromPerson(message)
        ? [{ side: message.side === 'seller' ? ('seller' as const) : ('buyer' as const), text: message.text }]
        : [],
    ),
    facts: facts.filter(({ id }) => ticked.has(id)),
    templates: chosen.map((template) => ({ title: template.title, text: filled(template, target, replies) })),
    wish,
    language,
  });
  const begin = (): void => {
    setOpen(false);
    onDraft(material);
  };
  const toggle = (id: string): void =>
    setTicked(new Set(ticked.has(id) ? [...ticked].filter((one) => one !== id) : [...ticked, id]));
  return (
    <details class="draft-form" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('language.draftWith')}</summary>
      <MaterialMessages messages={material.messages} />
      {facts.length > 0 && (
        <fieldset class="draft-form__facts">
          <legend class="field__label">{t('language.draftFacts')}</legend>
          {facts.map(({ id, label, value }) => (
            <label key={id} class="check-line">
              <input type="checkbox" class="check" checked={ticked.has(id)} onChange={() => toggle(id)} />
              <span class="private">
                {label}：{value}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <TemplateChoice replies={replies} shopId={target.chat.shopId} language={language} chosen={chosen} onChange={setChosen} />
      <div class="row">
        <span class="spring" />
        <Button size="small" disabled={busy} onClick={begin}>
          {t('language.draft')}
        </Button>
      </div>
    </details>
  );
}

/** The template as this buyer would get it; what is not known stays a gap. */
function filled(template: TemplateBrief, target: ReplyTarget, { list, facts, work }: Replies): string {
  const rendered = fillReply(template, target, {}, { all: list.value ?? [], facts, work });
  return rendered.outcome === 'gone' ? template.body : textSoFar(rendered);
}

function MaterialMessages({ messages }: Pick<DraftMaterial, 'messages'>): JSX.Element {
  if (messages.length === 0) return <p class="small secondary">{t('language.draftNoMessages')}</p>;
  return (
    <details class="small">
      <summary>{t('language.draftMessages', { n: messages.length })}</summary>
      <ul class="draft-form__messages private">
        {messages.map(({ side, text }, i) => (
          <li key={i}>
            <span class="secondary">{t(`messages.side.${side}`)}：</span>
            {text}
          </li>
        ))}
      </ul>
    </details>
  );
}

interface ChoiceProps {
  replies: Replies;
  shopId: string | null;
  language: string;
  chosen: readonly TemplateBrief[];
  onChange: (chosen: readonly TemplateBrief[]) => void;
}

function TemplateChoice({ replies, shopId, language, chosen, onChange }: ChoiceProps): JSX.Element {
  const [query, setQuery] = useState('');
  const isChosen = ({ id }: TemplateBrief): boolean => chosen.some((one) => one.id === id);
  const hits = query
    ? rankTemplates(replies.index, query, { limit: 4, language, shopId, at: Date.now() }).map(({ template }) => template)
    : [];
  const offered = [...chosen, ...hits.filter((hit) => !isChosen(hit))];
  const toggle = (template: TemplateBrief): void =>
    onChange(isChosen(template) ? chosen.filter(({ id }) => id !== template.id) : [...chosen, template].slice(-3));
  return (
    <div class="stack" role="group" aria-label={t('language.draftTemplates')}>
      <Input
        label={t('language.draftTemplates')}
        placeholder={t('language.draftSearch')}
        value={query}
        onInput={(event) => setQuery(event.currentTarget.value)}
      />
      <div class="row row--wrap">
        {offered.map((template) => (
          <Button
            key={template.id}
            size="small"
            aria-pressed={isChosen(template)}
            title={template.body}
            onClick={() => toggle(template)}
          >
            {template.title}
          </Button>
        ))}
      </div>
    </div>
  );
}
