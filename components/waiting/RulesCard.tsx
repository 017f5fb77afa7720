import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { ErrorState } from '#components/ui/states.tsx';
import { db } from '#lib/db/database.ts';
import { isChanged, resetRules, rulesOfMany } from '#lib/db/wait-rules.ts';
import type { SiteId } from '#lib/domain/observation.ts';
import { ruleFields, type RuleField, type WaitRules } from '#lib/domain/wait-rules.ts';
import { t, tAny } from '#lib/i18n.ts';
import { doing } from '#lib/ui/notices.ts';
import { ruleText } from '#lib/ui/rule-form.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { RuleForm } from './RuleForm.tsx';

/** Always shown; others once one of their shops is known. */
const ALWAYS: readonly SiteId[] = ['taobao', 'aliexpress'];

async function allRules(): Promise<WaitRules[]> {
  const shops = await db.shops.toArray();
  return [...(await rulesOfMany([...ALWAYS, ...shops.map(({ site }) => site)])).values()];
}

/** What each platform asks, with the source beside each value; every value can be changed and brought back. */
export function RulesCard(): JSX.Element {
  const live = useLive(allRules, []);
  return (
    <section class="card" aria-label={t('waiting.rules')}>
      <h2>{t('waiting.rules')}</h2>
      <p class="small secondary">{t('waiting.rules.text')}</p>
      {live.error ? <ErrorState error={live.error} onRetry={live.retry} /> : null}
      {live.value?.map((rules) => (
        <SiteRules key={rules.site} rules={rules} />
      ))}
    </section>
  );
}

function SiteRules({ rules }: { rules: WaitRules }): JSX.Element {
  const [editing, setEditing] = useState<RuleField | null>(null);
  return (
    <div class="rules" data-site={rules.site}>
      <div class="row">
        <h3 class="spring">{tAny(`dash.site.${rules.site}`)}</h3>
        {isChanged(rules) && (
          <Button size="small" icon="undo" onClick={() => void doing(() => resetRules(rules.site))}>
            {t('waiting.rules.reset')}
          </Button>
        )}
      </div>
      <table class="rules__table">
        <thead class="sr-only">
          <tr>
            <th scope="col">{t('waiting.rules.what')}</th>
            <th scope="col">{t('waiting.rules.value')}</th>
            <th scope="col">{t('waiting.rules.source')}</th>
            <th scope="col">{t('waiting.rules.edit')}</th>
          </tr>
        </thead>
        <tbody>
          {ruleFields.map((field) => (
            <tr key={field}>
              <th scope="row">{t(`waiting.rule.${field}`)}</th>
              <td class="rules__value">{ruleText(field, rules)}</td>
              <td class="small secondary">
                {rules[field].own && `${t('waiting.rules.own')}：`}
                {tAny(rules[field].source)} · <span class="rules__date">{rules[field].asOf}</span>
              </td>
              <td>
                <Button
                  size="small"
                  icon="edit"
                  aria-label={`${t('waiting.rules.edit')} ${t(`waiting.rule.${field}`)}`}
                  onClick={() => setEditing(field)}
                >
                  {t('waiting.rules.edit')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {editing && <RuleForm key={editing} field={editing} rules={rules} onDone={() => setEditing(null)} />}
    </div>
  );
}
