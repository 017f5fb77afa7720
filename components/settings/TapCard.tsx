import type { JSX } from 'preact';
import { Icon } from '#components/ui/Icon.tsx';
import { countText } from '#lib/format.ts';
import { t, tAny } from '#lib/i18n.ts';
import type { AnswerSite } from '#lib/sites/answers.ts';
import { isResting, switchTap, tapSites, type TapState } from '#lib/tap/state.ts';
import { showFailure } from '#lib/ui/notices.ts';
import { useTaps } from '#lib/ui/use-taps.ts';

const FACTS = ['read', 'kept', 'dropped', 'sent', 'risk', 'rest', 'off'] as const;

/** One switch for each site whose own answers may be read, what that means, and what it did today. */
export function TapCard(): JSX.Element {
  const taps = useTaps();
  return (
    <section class="card" aria-label={t('tap.title')}>
      <h2>{t('tap.title')}</h2>
      <p class="small secondary">{t('tap.text')}</p>
      <ul class="imports">
        {tapSites.map((site) => (
          <TapSwitch key={site} site={site} tap={taps?.[site] ?? null} />
        ))}
      </ul>
      <details open={taps !== null && tapSites.every((site) => !taps[site].on)}>
        <summary>{t('tap.what.title')}</summary>
        <ul class="small secondary">
          {FACTS.map((fact) => (
            <li key={fact}>{t(`tap.what.${fact}`)}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function clockOf(at: number | undefined): string {
  return at === undefined
    ? ''
    : new Date(at).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

function TapSwitch({ site, tap }: { site: AnswerSite; tap: TapState | null }): JSX.Element {
  const resting = tap !== null && isResting(tap, site, Date.now());
  const state = resting ? 'rest' : tap?.on ? 'on' : 'off';
  const change = (): void => void switchTap(site, !tap?.on).catch(showFailure);
  return (
    <li class="imports__row" data-tap={site} data-tap-state={state}>
      <div class="spring">
        <label>
          <input type="checkbox" role="switch" checked={tap?.on === true} disabled={tap === null} onChange={change} />{' '}
          {tAny(`tap.site.${site}`)}
        </label>
        {resting && (
          <div class="small" role="status">
            <Icon name="warn" /> {t(tap.on ? 'tap.restLong' : 'tap.restLongOff', { time: clockOf(tap.restAt) })}
          </div>
        )}
        {tap && (tap.on || tap.counts.seen > 0) && <TapNumbers tap={tap} />}
      </div>
      {tap && <span class="small secondary">{t(`tap.state.${state}`)}</span>}
    </li>
  );
}

function TapNumbers({ tap }: { tap: TapState }): JSX.Element {
  const { seen, taken, refused } = tap.counts;
  return (
    <div class="small secondary" title={t('tap.countsHint')}>
      {t('tap.counts', { seen: countText(seen), taken: countText(taken), refused: countText(refused) })}
    </div>
  );
}
