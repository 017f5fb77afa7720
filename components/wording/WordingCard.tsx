import type { JSX } from 'preact';
import { Button } from '#components/ui/Button.tsx';
import { isMinerOn, setMinerOn } from '#lib/db/habits.ts';
import { isWordingOn, setWordingOn } from '#lib/db/wording.ts';
import { t } from '#lib/i18n.ts';
import { showFailure } from '#lib/ui/notices.ts';
import { go, hrefOf } from '#lib/ui/router.ts';
import { useLive } from '#lib/ui/use-live.ts';

/** Switches for being reminded of wordings and for finding what is typed again and again. */
export function WordingCard(): JSX.Element {
  const reminding = useLive(() => isWordingOn(), []).value;
  const mining = useLive(() => isMinerOn(), []).value;
  return (
    <section class="card" aria-label={t('wording.title')}>
      <h2>{t('wording.title')}</h2>
      <p class="small secondary">{t('wording.text')}</p>
      <Switch label={t('wording.on')} hint={t('wording.onHint')} on={reminding} onChange={setWordingOn} />
      <Switch label={t('habit.on')} hint={t('habit.onHint')} on={mining} onChange={setMinerOn} />
      <div class="row">
        <Button onClick={() => go(hrefOf('wording'))}>{t('wording.open')}</Button>
      </div>
    </section>
  );
}

interface SwitchProps {
  label: string;
  hint: string;
  on: boolean | undefined;
  onChange: (on: boolean) => Promise<void>;
}

function Switch({ label, hint, on, onChange }: SwitchProps): JSX.Element {
  return (
    <p>
      <label class="check-line">
        <input
          type="checkbox"
          role="switch"
          checked={on === true}
          disabled={on === undefined}
          onChange={() => void onChange(!on).catch(showFailure)}
        />
        <span>{label}</span>
      </label>
      <span class="small secondary">{hint}</span>
    </p>
  );
}
