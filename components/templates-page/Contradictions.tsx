import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { fixTemplate, ignoreContradiction } from '#lib/db/shop-facts.ts';
import { allTemplates } from '#lib/db/templates.ts';
import { contradictions, type Contradiction, type Place } from '#lib/domain/fact-contradictions.ts';
import { hashOf } from '#lib/domain/hash.ts';
import type { ShopFact } from '#lib/domain/shop-facts.ts';
import type { Template } from '#lib/domain/template.ts';
import { t, tAny } from '#lib/i18n.ts';
import { doing } from '#lib/ui/notices.ts';
import { hrefOf } from '#lib/ui/router.ts';
import { useLive } from '#lib/ui/use-live.ts';

/** The templates that say something else than the shop's facts, to be put right one by one or let be. */
export function Contradictions({ facts }: { facts: readonly ShopFact[] }): JSX.Element {
  const templates = useLive(() => allTemplates(), []).value;
  const found = useMemo(() => facts.flatMap((fact) => contradictions(fact, templates ?? [], hashOf)), [facts, templates]);
  return (
    <section aria-label={t('facts.against', { n: found.length })} class="stack">
      <h2>{t('facts.against', { n: found.length })}</h2>
      {templates && found.length === 0 && <p class="secondary">{t('facts.againstNone')}</p>}
      <ul class="stack">
        {found.slice(0, 200).map((each) => (
          <ContradictionItem
            key={`${each.fact.id}|${each.template.id}`}
            found={each}
            versions={(templates ?? []).filter(
              ({ id, group }) => group && group === each.template.group && id !== each.template.id,
            )}
          />
        ))}
      </ul>
    </section>
  );
}

function ContradictionItem({ found, versions }: { found: Contradiction; versions: readonly Template[] }): JSX.Element {
  const { template, fact, why, expected, forVariable } = found;
  const fix = (place: Place, text: string): void => void doing(() => fixTemplate(template, place, text));
  return (
    <li class="card shop-facts__against" data-contradiction={template.id}>
      <div class="row row--wrap">
        <b class="ellipsis">{template.title}</b>
        <span class="small warn-text">{t(`facts.${why}`, { found: found.found.text, expected })}</span>
      </div>
      <p class="bubble shop-facts__text">{marked(template.body, found.found)}</p>
      {versions.length > 0 && (
        <p class="row row--wrap small secondary">
          {t('facts.versions')}
          {versions.map(({ id, language }) => (
            <a key={id} class="btn btn--small" href={hrefOf('templates', id)}>
              {tAny(`dash.lang.${language}`)}
            </a>
          ))}
        </p>
      )}
      <div class="row row--wrap">
        {forVariable && (
          <Button size="small" onClick={() => fix(forVariable, `{店铺.${fact.name}}`)}>
            {t('facts.useVariable')}
          </Button>
        )}
        <Button size="small" onClick={() => fix(found.found, expected)}>
          {t('facts.useValue', { value: expected })}
        </Button>
        <a class="btn btn--small" href={hrefOf('templates', template.id)}>
          {t('facts.edit')}
        </a>
        <Button
          size="small"
          tone="quiet"
          onClick={() => void doing(() => ignoreContradiction(fact.id, template.id, hashOf(template.body)))}
        >
          {t('facts.ignore')}
        </Button>
      </div>
    </li>
  );
}

/** The text with what contradicts marked in it. */
function marked(body: string, { at, text }: Place): (JSX.Element | string)[] {
  return [body.slice(0, at), <mark key="found">{text}</mark>, body.slice(at + text.length)];
}
