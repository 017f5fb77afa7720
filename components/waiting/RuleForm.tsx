import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Input } from '#components/ui/Input.tsx';
import { setRule, today } from '#lib/db/wait-rules.ts';
import { checkRule, type RuleField, type RuleWrong, type WaitRules } from '#lib/domain/wait-rules.ts';
import { localZone } from '#lib/format.ts';
import { t } from '#lib/i18n.ts';
import { doing } from '#lib/ui/notices.ts';
import { dayName, draftOf, ruleOf, type RuleDraft } from '#lib/ui/rule-form.ts';

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

interface Part {
  draft: RuleDraft;
  change: (values: Partial<RuleDraft>) => void;
}

/** Changes one rule: its value, where it comes from, of when it is. */
export function RuleForm({ field, rules, onDone }: { field: RuleField; rules: WaitRules; onDone: () => void }): JSX.Element {
  const [draft, setDraft] = useState(() => draftOf(field, rules, today(Date.now())));
  const [wrong, setWrong] = useState<RuleWrong | null>(null);
  const change = (values: Partial<RuleDraft>): void => {
    setWrong(null);
    setDraft({ ...draft, ...values });
  };
  const save = (event: Event): void => {
    event.preventDefault();
    const rule = ruleOf(field, draft, rules.site, localZone());
    const found = checkRule(field, rule, today(Date.now()));
    setWrong(found);
    if (found) return;
    void doing(() => setRule(rules.site, field, rule as WaitRules[typeof field])).then((done) => done && onDone());
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onDone();
  };
  return (
    <form class="rule-form" onSubmit={save} onKeyDown={onKeyDown}>
      <h4>{t(`waiting.rule.${field}`)}</h4>
      <div class="row row--wrap rule-form__fields">
        {field === 'hours' && <HoursFields draft={draft} change={change} />}
        {field === 'outside' && <OutsideField draft={draft} change={change} />}
        {field !== 'hours' && field !== 'outside' && (
          <Input
            label={t(field === 'target' ? 'waiting.rules.percent' : 'waiting.rules.inMinutes')}
            value={draft.text}
            onInput={(event) => change({ text: event.currentTarget.value })}
          />
        )}
        <Input
          label={t('waiting.rules.source')}
          value={draft.source}
          maxLength={200}
          onInput={(event) => change({ source: event.currentTarget.value })}
        />
        <Input
          label={t('waiting.rules.asOf')}
          value={draft.asOf}
          onInput={(event) => change({ asOf: event.currentTarget.value })}
        />
      </div>
      {wrong && (
        <p class="field__error" role="alert">
          {t(`waiting.wrong.${wrong}`)}
        </p>
      )}
      <div class="row">
        <Button size="small" tone="primary" type="submit">
          {t('waiting.rules.save')}
        </Button>
        <Button size="small" onClick={onDone}>
          {t('waiting.rules.cancel')}
        </Button>
      </div>
    </form>
  );
}

function HoursFields({ draft, change }: Part): JSX.Element {
  const toggle = (day: number): void =>
    change({ days: draft.days.includes(day) ? draft.days.filter((each) => each !== day) : [...draft.days, day] });
  return (
    <>
      <label class="check-line">
        <input type="checkbox" class="check" checked={draft.allDay} onChange={() => change({ allDay: !draft.allDay })} />
        {t('waiting.rules.allDay')}
      </label>
      {!draft.allDay && (
        <>
          <Input
            label={t('waiting.rules.from')}
            value={draft.from}
            onInput={(event) => change({ from: event.currentTarget.value })}
          />
          <Input label={t('waiting.rules.to')} value={draft.to} onInput={(event) => change({ to: event.currentTarget.value })} />
          <div class="row row--wrap" role="group" aria-label={t('waiting.rules.daysLabel')}>
            {WEEK.map((day) => (
              <label key={day} class="check-line">
                <input type="checkbox" class="check" checked={draft.days.includes(day)} onChange={() => toggle(day)} />
                {dayName(day)}
              </label>
            ))}
          </div>
        </>
      )}
    </>
  );
}

function OutsideField({ draft, change }: Part): JSX.Element {
  return (
    <label class="field">
      <span class="field__label">{t('waiting.rule.outside')}</span>
      <select
        class="input"
        value={draft.outside}
        onChange={(event) => change({ outside: event.currentTarget.value === 'skip' ? 'skip' : 'pause' })}
      >
        <option value="skip">{t('waiting.outside.skip')}</option>
        <option value="pause">{t('waiting.outside.pause')}</option>
      </select>
    </label>
  );
}
