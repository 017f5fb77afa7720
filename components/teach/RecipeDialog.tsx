import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Dialog } from '#components/ui/Dialog.tsx';
import { t, tAny } from '#lib/i18n.ts';
import { standingOf } from '#lib/teach/recipe.ts';
import { type FieldRule, type HostRules, pageOfRule } from '#lib/teach/rule.ts';
import { keepRule } from '#lib/teach/store.ts';
import { wAny } from '#lib/teach/words.ts';
import { showFailure, showNotice } from '#lib/ui/notices.ts';

/** Shows what a recipe file would teach before anything of it is taken; what one pointed at oneself stays unless chosen. */
export function RecipeDialog({
  given,
  own,
  onClose,
}: {
  given: HostRules;
  own: HostRules | null;
  onClose: () => void;
}): JSX.Element {
  const standings = given.fields.map((rule) => ({ rule, standing: standingOf(rule, own) }));
  const [chosen, setChosen] = useState<ReadonlySet<FieldRule>>(
    () => new Set(standings.filter(({ standing }) => standing === 'new' || standing === 'own-broken').map(({ rule }) => rule)),
  );
  const toggle = (rule: FieldRule): void => {
    const next = new Set(chosen);
    if (!next.delete(rule)) next.add(rule);
    setChosen(next);
  };
  const take = async (): Promise<void> => {
    for (const { rule } of standings) if (chosen.has(rule)) await keepRule(given.site, given.host, rule);
    showNotice({ kind: 'done', label: { key: 'teach.taken', params: { n: chosen.size } } });
    onClose();
  };
  return (
    <Dialog
      title={t('teach.preview')}
      onClose={onClose}
      foot={
        <Button tone="primary" disabled={chosen.size === 0} onClick={() => void take().catch(showFailure)}>
          {t('teach.take')}
        </Button>
      }
    >
      <p class="small secondary">{t('teach.previewText', { host: given.host })}</p>
      <ul class="imports">
        {standings.map(({ rule, standing }) => (
          <li key={`${pageOfRule(rule)} ${rule.field}`} class="imports__row" data-field={rule.field}>
            <div class="spring">
              <label>
                <input type="checkbox" checked={chosen.has(rule)} onChange={() => toggle(rule)} /> {wAny(`field.${rule.field}`)}{' '}
                <span class="small secondary">{tAny(`teach.page.${pageOfRule(rule)}`)}</span>
              </label>
              <div class="small secondary">
                <code class="teach-selector">
                  {[rule.row, rule.candidates[0]?.selector || rule.candidates[0]?.label].filter(Boolean).join(' › ')}
                </code>
              </div>
            </div>
            <span class="small secondary">{tAny(`teach.standing.${standing}`)}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
