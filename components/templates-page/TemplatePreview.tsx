import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Input } from '#components/ui/Input.tsx';
import { customerCard, type CustomerCard } from '#lib/db/customer-card.ts';
import { pageOfCustomers } from '#lib/db/customers.ts';
import { factsFrom } from '#lib/domain/template-facts.ts';
import { renderTemplate } from '#lib/domain/template-render.ts';
import { slotsOf } from '#lib/domain/template-slots.ts';
import { t } from '#lib/i18n.ts';
import { zoneOf } from '#lib/sites/registry.ts';
import { useLive } from '#lib/ui/use-live.ts';

const OFFERED = 5;

/** What the text will read like for a customer: the newest one, or one that is looked up. */
export function TemplatePreview({ body }: { body: string }): JSX.Element {
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const offered = useLive(() => pageOfCustomers(query.trim() ? { query: query.trim() } : {}, OFFERED), [query]);
  const id = chosen ?? offered.value?.[0]?.id ?? null;
  const card = useLive(() => (id ? customerCard(id) : null), [id]);
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
        {(offered.value ?? []).map((customer) => (
          <Button
            key={customer.id}
            size="small"
            tone={customer.id === id ? 'normal' : 'quiet'}
            aria-pressed={customer.id === id}
            onClick={() => setChosen(customer.id)}
          >
            <span class="ellipsis private">{customer.name || t('panel.noName')}</span>
          </Button>
        ))}
      </div>
      <Filled body={body} card={card.value ?? null} />
      <SlotHelp body={body} />
    </aside>
  );
}

function Filled({ body, card }: { body: string; card: CustomerCard | null }): JSX.Element {
  const site = card?.customer.site ?? 'taobao';
  const shop = card?.shop
    ? { site, key: card.shop.key, name: card.shop.name, ...(card.shop.staff ? { staff: card.shop.staff } : {}) }
    : null;
  const facts = factsFrom({
    customer: card?.customer ?? null,
    orders: card?.orders ?? [],
    shop,
    now: Date.now(),
    zone: zoneOf(site),
  });
  const rendered = renderTemplate(body, facts);
  const text = rendered.outcome === 'ready' ? rendered.text : rendered.outcome === 'missing' ? rendered.partial : '';
  return (
    <div class="stack" data-preview={rendered.outcome}>
      <div class="bubble private">{text || <span class="secondary">{t('dash.previewEmpty')}</span>}</div>
      {rendered.outcome === 'missing' && (
        <p class="small warn-text">{t('dash.willAsk', { names: rendered.slots.map((slot) => slot.label).join('、') })}</p>
      )}
    </div>
  );
}

/** Says of each slot in the text whether it fills itself in. */
function SlotHelp({ body }: { body: string }): JSX.Element {
  const slots = slotsOf(body);
  return (
    <details class="small" open={slots.length > 0}>
      <summary>{t('dash.variables')}</summary>
      <ul class="slots">
        {slots.map((slot) => (
          <li key={slot.name}>
            <code>{`{${slot.name}}`}</code> {slot.fact ? t('dash.slotFact') : t('dash.slotFree')}
            {slot.fallback !== undefined && ` ${t('dash.slotFallback', { text: slot.fallback })}`}
          </li>
        ))}
      </ul>
      <p class="secondary">{t('dash.variablesHelp')}</p>
      <p class="secondary">{t('dash.variablesMore')}</p>
    </details>
  );
}
