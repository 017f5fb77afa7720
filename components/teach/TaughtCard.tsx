import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { FileButton } from '#components/ui/FileButton.tsx';
import { EmptyState, Skeleton } from '#components/ui/states.tsx';
import { t, tAny } from '#lib/i18n.ts';
import { readRecipe, recipeOf, type RecipeProblem } from '#lib/teach/recipe.ts';
import { type FieldRule, type HostRules, isAlive, pageOfRule } from '#lib/teach/rule.ts';
import { forgetRule } from '#lib/teach/store.ts';
import { wAny } from '#lib/teach/words.ts';
import { saveBlob } from '#lib/ui/customer-export.ts';
import { showFailure, showNotice } from '#lib/ui/notices.ts';
import { useRules } from '#lib/ui/teach.ts';
import { RecipeDialog } from './RecipeDialog.tsx';

/** Everything that was pointed at on this machine: how it does, to be forgotten, given to colleagues, taken from them. */
export function TaughtCard(): JSX.Element {
  const rules = useRules();
  const [given, setGiven] = useState<HostRules | null>(null);
  const [problem, setProblem] = useState<RecipeProblem | null>(null);
  const open = async (chosen: File | undefined): Promise<void> => {
    if (!chosen) return;
    const text = await chosen.slice(0, 64_000).text();
    const read = readRecipe(text, Date.now());
    setProblem('problem' in read ? read.problem : null);
    setGiven('rules' in read ? read.rules : null);
  };
  return (
    <section class="card" aria-label={t('teach.rules')}>
      <h2>{t('teach.rules')}</h2>
      <p class="small secondary">{t('teach.rulesText')}</p>
      {rules === null && <Skeleton lines={2} />}
      {rules?.length === 0 && <EmptyState text={t('teach.noRules')} />}
      {rules?.map((host) => (
        <HostRow key={host.host} rules={host} />
      ))}
      <div class="row">
        <FileButton
          size="small"
          icon="upload"
          label={t('teach.import')}
          accept=".json,application/json"
          onFiles={([chosen]) => void open(chosen).catch(showFailure)}
        />
      </div>
      {problem && (
        <p class="small" role="alert">
          {tAny(`teach.problem.${problem}`)}
        </p>
      )}
      {given && (
        <RecipeDialog given={given} own={rules?.find(({ host }) => host === given.host) ?? null} onClose={() => setGiven(null)} />
      )}
    </section>
  );
}

function HostRow({ rules }: { rules: HostRules }): JSX.Element {
  const save = (): void => {
    const recipe = recipeOf(rules);
    if (recipe === null) return showNotice({ kind: 'failed', label: { key: 'teach.nothingToGive' } });
    saveBlob(new Blob([recipe], { type: 'application/json' }), `keban-${rules.host}.json`);
  };
  return (
    <div class="stack" data-taught={rules.host}>
      <div class="row">
        <h3 class="spring ellipsis">
          {rules.host} <span class="small secondary">{tAny(`dash.site.${rules.site}`)}</span>
        </h3>
        <Button size="small" icon="download" onClick={save}>
          {t('teach.export')}
        </Button>
      </div>
      <ul class="imports">
        {rules.fields.map((rule) => (
          <RuleRow key={`${pageOfRule(rule)} ${rule.field}`} rules={rules} rule={rule} />
        ))}
      </ul>
    </div>
  );
}

function RuleRow({ rules, rule }: { rules: HostRules; rule: FieldRule }): JSX.Element {
  const alive = rule.candidates.filter(isAlive).length;
  const works = alive > 0 || rule.candidates.length === 0;
  const name = wAny(`field.${rule.field}`);
  const forget = async (): Promise<void> => {
    await forgetRule(rules.site, rules.host, rule);
    showNotice({ kind: 'info', label: { key: 'teach.forgotten', params: { field: name } } });
  };
  return (
    <li class="imports__row" data-field={rule.field} data-page={pageOfRule(rule)}>
      <span class="spring">
        {name} <span class="small secondary">{tAny(`teach.page.${pageOfRule(rule)}`)}</span>
      </span>
      <span class="small secondary">
        {rule.origin === 'recipe' && `${t('teach.recipe')} · `}
        {works ? t('teach.ok', { n: Math.max(alive, 1) }) : t('teach.broken')}
      </span>
      <Button size="small" tone="quiet" onClick={() => void forget().catch(showFailure)}>
        {t('teach.forget')}
      </Button>
    </li>
  );
}
