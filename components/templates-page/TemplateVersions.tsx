import type { JSX } from 'preact';
import { Button } from '#components/ui/Button.tsx';
import { Menu } from '#components/ui/Menu.tsx';
import { Moment } from '#components/ui/Moment.tsx';
import { allTemplates, saveTemplate } from '#lib/db/templates.ts';
import { versionsOf } from '#lib/db/template-history.ts';
import { type Template, TEMPLATE_LANGUAGES } from '#lib/domain/template.ts';
import { t, tAny } from '#lib/i18n.ts';
import { doing } from '#lib/ui/notices.ts';
import { go, hrefOf } from '#lib/ui/router.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { versionId } from './template-fields.ts';

/** The other language versions of a template, and the way to a new one. */
export function LanguageVersions({ template }: { template: Template }): JSX.Element {
  const all = useLive(() => allTemplates(), []);
  const others = (all.value ?? []).filter((each) => template.group && each.group === template.group && each.id !== template.id);
  const missing = TEMPLATE_LANGUAGES.filter(
    (each) => each !== template.language && !others.some(({ language }) => language === each),
  );
  return (
    <div class="stack" role="group" aria-label={t('dash.otherLanguages')}>
      <span class="field__label">{t('dash.otherLanguages')}</span>
      <div class="row row--wrap">
        {others.map((each) => (
          <a key={each.id} class="chip chip--outline" href={hrefOf('templates', each.id)}>
            {tAny(`dash.lang.${each.language}`)}
          </a>
        ))}
        <Menu
          label={t('dash.addLanguage', { language: '' })}
          icon="add"
          withText
          size="small"
          items={missing.map((each) => ({
            key: each,
            label: tAny(`dash.lang.${each}`),
            onSelect: () => go(hrefOf('templates', versionId(template, each))),
          }))}
        />
      </div>
      <p class="field__hint">{t('dash.otherLanguagesHint')}</p>
    </div>
  );
}

/** What a template was like before, each version to be brought back. */
export function TemplateHistory({ template }: { template: Template }): JSX.Element | null {
  const versions = useLive(() => versionsOf(template.id), [template.id]);
  if (!versions.value || versions.value.length === 0) return null;
  const restore = (version: Template): void => {
    const { title, body, code, folder, language, pinyin, initials, tags, validFrom, validUntil, stages, pictures } = version;
    const found = { title, body, code, folder, language, pinyin, initials, tags, validFrom, validUntil, stages, pictures };
    const input = { ...found, id: template.id };
    void doing(() => saveTemplate(input)).then((done) => done && go(hrefOf('templates')));
  };
  return (
    <details class="small">
      <summary>{t('dash.versions', { n: versions.value.length })}</summary>
      <ol class="stack">
        {versions.value.map(({ until, change, template: version }) => (
          <li key={change.id} class="stack">
            <span class="row">
              <Moment at={until} as="due" class="secondary" />
              <b class="ellipsis spring">{version.title}</b>
              <Button size="small" onClick={() => restore(version)}>
                {t('dash.restoreVersion')}
              </Button>
            </span>
            <span class="bubble private">{version.body}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
