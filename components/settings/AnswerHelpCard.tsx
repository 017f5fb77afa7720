import type { JSX } from 'preact';
import { Button } from '#components/ui/Button.tsx';
import { answerHelp, setAnswerHelp, type AnswerHelp } from '#lib/db/asked.ts';
import { allPicks, clearPicks, restorePicks } from '#lib/db/picks.ts';
import { countText } from '#lib/format.ts';
import { t } from '#lib/i18n.ts';
import { showFailure, showNotice } from '#lib/ui/notices.ts';
import { useLive } from '#lib/ui/use-live.ts';

/** Switches the help while answering on and off, and forgets what was learned for it. */
export function AnswerHelpCard(): JSX.Element | null {
  const help = useLive(() => answerHelp(), []).value;
  const picks = useLive(() => allPicks(), []).value;
  if (!help || !picks) return null;
  const learned = Math.round(picks.reduce((sum, { n }) => sum + n, 0));
  const save = (change: Partial<AnswerHelp>): void => void setAnswerHelp({ ...help, ...change }).catch(showFailure);
  return (
    <section class="card" aria-label={t('help.title')}>
      <h2>{t('help.title')}</h2>
      <p class="small secondary">{t('help.text')}</p>
      <Switch on={help.suggest} name="suggest" onChange={(suggest) => save({ suggest })} />
      <Switch on={help.mood} name="mood" onChange={(mood) => save({ mood })} />
      <div class="row row--wrap">
        <span class="small secondary">{learned > 0 ? t('help.learned', { n: countText(learned) }) : t('help.notLearned')}</span>
        {picks.length > 0 && (
          <Button size="small" onClick={() => forget().catch(showFailure)}>
            {t('help.forget')}
          </Button>
        )}
      </div>
    </section>
  );
}

interface SwitchProps {
  on: boolean;
  name: 'suggest' | 'mood';
  onChange: (on: boolean) => void;
}

function Switch({ on, name, onChange }: SwitchProps): JSX.Element {
  return (
    <p>
      <label>
        <input type="checkbox" role="switch" checked={on} onChange={(event) => onChange(event.currentTarget.checked)} />{' '}
        {t(`help.${name}`)}
      </label>
      <span class="small secondary answer-help__text">{t(`help.${name}Text`)}</span>
    </p>
  );
}

async function forget(): Promise<void> {
  const gone = await clearPicks();
  const restore = (): void =>
    void restorePicks(gone).then(() => showNotice({ kind: 'done', label: { key: 'help.restored' } }), showFailure);
  showNotice({ kind: 'done', label: { key: 'help.forgotten' }, action: { label: t('ui.undo'), run: restore } });
}
