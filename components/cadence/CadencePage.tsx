import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { ErrorState, Skeleton } from '#components/ui/states.tsx';
import { cadenceRules, saveCadenceRules } from '#lib/db/cadence-plan.ts';
import { allTemplates } from '#lib/db/templates.ts';
import type { CadenceRule } from '#lib/domain/cadence-rules.ts';
import { LUNAR_UNTIL } from '#lib/domain/lunar.ts';
import { CALENDAR_UNTIL } from '#lib/domain/workdays.ts';
import { t } from '#lib/i18n.ts';
import { showFailure, showNotice } from '#lib/ui/notices.ts';
import { go, hrefOf } from '#lib/ui/router.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { DryRun } from './DryRun.tsx';
import { RuleRow } from './RuleRow.tsx';
import { RunList } from './RunList.tsx';

/** The shop's rules for follow-ups: which are on, what they do, what they would have done, what they have done. */
export function CadencePage(): JSX.Element {
  const rules = useLive(() => cadenceRules(), []);
  const templates = useLive(() => allTemplates(), []);
  const [open, setOpen] = useState<string | null>(null);
  const save = (next: CadenceRule): void => {
    const all = (rules.value ?? []).map((rule) => (rule.id === next.id ? next : rule));
    saveCadenceRules(all, Date.now()).then(() => showNotice({ kind: 'done', label: { key: 'cadence.saved' } }), showFailure);
  };
  return (
    <div class="page cadence">
      <header class="page__head row">
        <h1 class="spring">{t('cadence.title')}</h1>
        <Button icon="back" onClick={() => go(hrefOf('reminders'))}>
          {t('cadence.back')}
        </Button>
      </header>
      <p class="secondary">{t('cadence.text')}</p>
      <p class="small secondary">{t('cadence.calendar', { date: CALENDAR_UNTIL, year: LUNAR_UNTIL })}</p>
      {rules.error ? <ErrorState error={rules.error} onRetry={rules.retry} /> : null}
      {!rules.value && rules.slow && <Skeleton lines={8} />}
      <ul class="rules" aria-label={t('cadence.title')}>
        {(rules.value ?? []).map((rule) => (
          <RuleRow
            key={rule.id}
            rule={rule}
            open={open === rule.id}
            templates={templates.value ?? []}
            onOpen={() => setOpen(open === rule.id ? null : rule.id)}
            onSave={save}
          />
        ))}
      </ul>
      <p class="small secondary">{t('cadence.order')}</p>
      {rules.value && <DryRun rules={rules.value} />}
      <RunList />
    </div>
  );
}
