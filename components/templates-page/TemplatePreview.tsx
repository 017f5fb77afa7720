import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Input } from '#components/ui/Input.tsx';
import { customerCard, type CustomerCard } from '#lib/db/customer-card.ts';
import { pageOfCustomers } from '#lib/db/customers.ts';
import { allFacts } from '#lib/db/shop-facts.ts';
import { allTemplates } from '#lib/db/templates.ts';
import type { AskedSlot } from '#lib/domain/chat.ts';
import { factsOfShop, shopFactIn, type ShopFact } from '#lib/domain/shop-facts.ts';
import { faultyConditions } from '#lib/domain/template-condition.ts';
import { textSoFar } from '#lib/domain/template-messages.ts';
import { hasMoreCursors, slotsOf } from '#lib/domain/template-slots.ts';
import { t } from '#lib/i18n.ts';
import { fillFor } from '#lib/ui/compact-reply.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { useShopGround } from '#lib/ui/use-shop-ground.ts';
import { FileLinks } from '#components/template/FileLinks.tsx';
import { PictureStrip } from './PictureStrip.tsx';

const OFFERED = 6;
/** Nobody in particular: what is known of no buyer is asked for. */
const NOBODY = '-';

interface TemplatePreviewProps {
  body: string;
  /** Its language: what it takes in is in the same. */
  language: string;
  /** Ids of its pictures. */
  pictures?: readonly string[];
}

/** What the text will read like for a customer: the newest one, or any other that is looked up; what is asked for can be tried. */
export function TemplatePreview({ body, language, pictures = [] }: TemplatePreviewProps): JSX.Element {
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const offered = useLive(() => pageOfCustomers(query.trim() ? { query: query.trim() } : {}, OFFERED), [query]);
  const id = chosen === NOBODY ? null : (chosen ?? offered.value?.[0]?.id ?? null);
  const faulty = faultyConditions(body);
  const card = useLive(() => (id ? customerCard(id) : null), [id]).value ?? null;
  const pick = (key: string, name: string): JSX.Element => (
    <Button
      key={key}
      size="small"
      tone={key === (id ?? NOBODY) ? 'normal' : 'quiet'}
      aria-pressed={key === (id ?? NOBODY)}
      onClick={() => setChosen(key)}
    >
      <span class="ellipsis private">{name}</span>
    </Button>
  );
  return (
    <aside class="template-preview" aria-label={t('dash.preview')}>
      <h2>{t('dash.preview')}</h2>
      <Input
        label={t('dash.previewFor')}
        value={query}
        placeholder={t('dash.search')}
        onInput={(event) => {
          setQuery(event.currentTarget.value);
          setChosen(null);
        }}
      />
      <div class="row row--wrap">
        {(offered.value ?? []).map((customer) => pick(customer.id, customer.name || t('panel.noName')))}
        {pick(NOBODY, t('templates.tryNobody'))}
      </div>
      {card && (
        <p class="small secondary">
          {[card.shop?.name, t('templates.tryOrders', { n: card.orders.length })].filter(Boolean).join(' · ')}
        </p>
      )}
      <Filled key={id ?? NOBODY} body={body} language={language} card={card} />
      <PictureStrip ids={pictures} />
      <FileLinks ids={pictures} />
      {faulty.length > 0 && <p class="small warn-text">{t('templates.badConditions', { names: faulty.join('、') })}</p>}
      {hasMoreCursors(body) && <p class="small secondary">{t('templates.cursors')}</p>}
      <SlotHelp body={body} card={card} />
    </aside>
  );
}

function Filled({ body, language, card }: { body: string; language: string; card: CustomerCard | null }): JSX.Element {
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const all = useLive(() => allTemplates(), []).value ?? [];
  const facts = useLive(() => allFacts(), []).value ?? [];
  const work = useShopGround();
  const draft = { id: 'draft', title: '', body, folder: '', language, pinyin: [], initials: [], uses: 0 };
  const fill = (given: Record<string, string>) => fillFor(draft, card, given, { all, facts, work });
  const rendered = fill(answers);
  const first = fill({});
  const asked = first.outcome === 'missing' ? first.slots : [];
  // What was answered may lead to more that is asked for.
  const more =
    rendered.outcome === 'missing' ? rendered.slots.filter(({ name }) => !asked.some((slot) => slot.name === name)) : [];
  const messages = rendered.outcome === 'ready' && rendered.messages ? rendered.messages : [textSoFar(rendered)];
  return (
    <div class="stack" data-preview={rendered.outcome}>
      {messages.map((message, i) => (
        <div key={i} class="stack">
          {messages.length > 1 && <span class="small secondary">{t('templates.tryMessage', { n: i + 1 })}</span>}
          <div class="bubble private">{message || <span class="secondary">{t('dash.previewEmpty')}</span>}</div>
        </div>
      ))}
      {rendered.outcome === 'too-long' && (
        <p class="small warn-text">{t('templates.tryTooLong', { length: rendered.length, limit: rendered.limit })}</p>
      )}
      {rendered.outcome === 'missing' && (
        <p class="small warn-text">{t('dash.willAsk', { names: rendered.slots.map((slot) => slot.label).join('、') })}</p>
      )}
      {[...asked, ...more].map((slot) => (
        <TrySlot
          key={slot.name}
          slot={slot}
          value={answers[slot.name] ?? ''}
          onChange={(value) => setAnswers({ ...answers, [slot.name]: value })}
        />
      ))}
    </div>
  );
}

function TrySlot({ slot, value, onChange }: { slot: AskedSlot; value: string; onChange: (value: string) => void }): JSX.Element {
  return (
    <div class="stack">
      <Input
        label={`${t('templates.tryAnswers')} ${slot.label}`}
        type={slot.kind === 'date' ? 'date' : 'text'}
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      {slot.choices && (
        <div class="row row--wrap">
          {slot.choices.map((choice, i) => (
            <Button key={choice} size="small" aria-pressed={value === choice} onClick={() => onChange(choice)}>
              {choice}
              {slot.hints?.[i] && <span class="secondary"> {slot.hints[i]}</span>}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

/** Says of each slot in the text whether it fills itself in. */
function SlotHelp({ body, card }: { body: string; card: CustomerCard | null }): JSX.Element {
  const slots = slotsOf(body);
  const facts = useLive(() => allFacts(), []).value ?? [];
  return (
    <details class="small" open={slots.length > 0}>
      <summary>{t('dash.variables')}</summary>
      <ul class="slots">
        {slots.map((slot) => (
          <li key={slot.name}>
            <code>{`{${slot.name}}`}</code> {howFilled(slot, facts, card?.customer.shopId ?? null)}
            {slot.fallback !== undefined && ` ${t('dash.slotFallback', { text: slot.fallback })}`}
          </li>
        ))}
      </ul>
      <p class="secondary">{t('dash.variablesHelp')}</p>
      <p class="secondary">{t('dash.variablesMore')}</p>
    </details>
  );
}

function howFilled({ name, fact }: { name: string; fact: unknown }, facts: readonly ShopFact[], shopId: string | null): string {
  const own = shopFactIn(name);
  if (own === null) return t(fact ? 'dash.slotFact' : 'dash.slotFree');
  return t(factsOfShop(facts, shopId).has(own) ? 'templates.slotShop' : 'templates.slotShopMissing');
}
