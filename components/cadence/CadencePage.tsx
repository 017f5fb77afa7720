import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { ErrorState, Skeleton } from '#components/ui/states.tsx';
import { cadenceRules, saveCadenceRules } from '#lib/db/cadence-plan.ts';
import { allTemplates } from '#lib/db/templates.ts';
import { isOwnRule, newTouchRule, type CadenceRule } from '#lib/domain/cadence-rules.ts';
import { newId } from '#lib/domain/ids.ts';
import { LUNAR_UNTIL } from '#lib/domain/lunar.ts';
import { FEASTS_UNTIL } from '#lib/domain/moving-feasts.ts';
import { t } from '#lib/i18n.ts';
import { calendarText } from '#lib/ui/calendar-words.ts';
import { showFailure, showNotice } from '#lib/ui/notices.ts';
import { go, hrefOf } from '#lib/ui/router.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { useShopGround } from '#lib/ui/use-shop-ground.ts';
import { DryRun } from './DryRun.tsx';
import { RuleRow } from './RuleRow.tsx';
import { RunList } from './RunList.tsx';

/** The shop's rules for follow-ups: which are on, what they do, what they would have done, what they have done. */
export function CadencePage(): JSX.Element {
  const rules = useLive(() => cadenceRules(), []);
  const { country } = useShopGround();
  const templates = useLive(() => allTemplates(), []);
  const [open, setOpen] = useState<string | null>(null);
  const keep = (all: readonly CadenceRule[]): void =>
    void saveCadenceRules(all, Date.now()).then(() => showNotice({ kind: 'done', label: { key: 'cadence.saved' } }), showFailure);
  const list = rules.value ?? [];
  const addTouch = (): void => {
    const rule = newTouchRule(newId('touch', Date.now()), t('cadence.touchText'));
    keep([...list, rule]);
    setOpen(rule.id);
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
      <p class="small secondary">
        {t('cadence.calendar', { text: calendarText(country), year: Math.min(LUNAR_UNTIL, FEASTS_UNTIL) })}
      </p>
      {rules.error ? <ErrorState error={rules.error} onRetry={rules.retry} /> : null}
      {!rules.value && rules.slow && <Skeleton lines={8} />}
      <ul class="rules" aria-label={t('cadence.title')}>
        {list.map((rule) => (
          <RuleRow
            key={rule.id}
            rule={rule}
            open={open === rule.id}
            templates={templates.value ?? []}
            onOpen={() => setOpen(open === rule.id ? null : rule.id)}
            onSave={(next) => keep(list.map((each) => (each.id === next.id ? next : each)))}
            {...(isOwnRule(rule) ? { onRemove: () => keep(list.filter(({ id }) => id !== rule.id)) } : {})}
          />
        ))}
      </ul>
      {rules.value && (
        <div>
          <Button icon="add" onClick={addTouch}>
            {t('cadence.addTouch')}
          </Button>
        </div>
      )}
      <p class="small secondary">{t('cadence.order')}</p>
      {rules.value && <DryRun rules={rules.value} />}
      <RunList />
    </div>
  );
}
