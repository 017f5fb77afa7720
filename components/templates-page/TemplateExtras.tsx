import type { JSX } from 'preact';
import { Select } from '#components/ui/Input.tsx';
import { Menu } from '#components/ui/Menu.tsx';
import { db } from '#lib/db/database.ts';
import { setPackOf } from '#lib/db/packs.ts';
import { allFacts } from '#lib/db/shop-facts.ts';
import { STAGES, type Stage } from '#lib/domain/stage.ts';
import type { Template } from '#lib/domain/template.ts';
import { FACT_NAMES } from '#lib/domain/template-slots.ts';
import { t } from '#lib/i18n.ts';
import { doing } from '#lib/ui/notices.ts';
import { useLive } from '#lib/ui/use-live.ts';

/** Which stages of a purchase a template is made for. */
export function StageField({ stages, onChange }: { stages: readonly Stage[]; onChange: (stages: Stage[]) => void }): JSX.Element {
  return (
    <fieldset class="choice">
      <legend class="field__label">{t('stage.label')}</legend>
      <div class="stages">
        {STAGES.map((stage) => (
          <label key={stage} class="check-line">
            <input
              type="checkbox"
              class="check"
              checked={stages.includes(stage)}
              onChange={(event) => {
                const on = event.currentTarget.checked;
                onChange(STAGES.filter((each) => (each === stage ? on : stages.includes(each))));
              }}
            />
            <span>{t(`stage.${stage}`)}</span>
          </label>
        ))}
      </div>
      <p class="field__hint">{t('stage.hint')}</p>
    </fieldset>
  );
}

/** Which of the own packs a template is in; one that came with another's pack stays with it unless taken out. */
export function PackMember({ template }: { template: Template }): JSX.Element | null {
  const packs = useLive(() => db.packs.toArray(), []).value ?? [];
  const now = template.pack?.id ?? '';
  const offered = packs.filter(({ id, own }) => own || id === now);
  if (offered.length === 0) return null;
  return (
    <Select
      label={t('packs.member')}
      value={now}
      onChange={(id) => void doing(() => setPackOf(template.id, id || null))}
      options={[{ value: '', label: t('packs.memberNone') }, ...offered.map(({ id, name }) => ({ value: id, label: name }))]}
    />
  );
}

/** Variables to be put where the caret is: facts, and what the shops state. */
export function VariableMenu({ onPut }: { onPut: (name: string) => void }): JSX.Element {
  const facts = useLive(() => allFacts(), []).value ?? [];
  const own = new Set(facts.map(({ name }) => `店铺.${name}`));
  return (
    <Menu
      label={t('dash.insertVariable')}
      icon="add"
      withText
      size="small"
      items={[...Object.values(FACT_NAMES).map(([name]) => name), ...own].map((name) => ({
        key: name,
        label: `{${name}}`,
        onSelect: () => onPut(name),
      }))}
    />
  );
}
