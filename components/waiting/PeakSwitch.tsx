import type { JSX } from 'preact';
import { Button } from '#components/ui/Button.tsx';
import { Banner } from '#components/ui/states.tsx';
import { setPeak } from '#lib/db/peak.ts';
import { dueTime } from '#lib/format.ts';
import { t } from '#lib/i18n.ts';
import { showFailure } from '#lib/ui/notices.ts';
import { usePeak } from '#lib/ui/use-peak.ts';

const HOURS = [1, 2, 4] as const;
const HOUR = 3_600_000;

/** Says that everything but timer and replies is put away, until when, and brings it back. */
export function PeakBanner({ until }: { until: number }): JSX.Element {
  const end = (): void => void setPeak(null).catch(showFailure);
  return (
    <Banner
      actions={
        <Button size="small" onClick={end}>
          {t('waiting.peak.off')}
        </Button>
      }
    >
      {t('waiting.peak.on', { until: dueTime(until) })}
    </Banner>
  );
}

/** Switches the quiet mode of peak days on for a while. */
export function PeakCard(): JSX.Element {
  const until = usePeak();
  const start = (at: number): void => void setPeak(at).catch(showFailure);
  return (
    <section class="card" aria-label={t('waiting.peak')}>
      <h2>{t('waiting.peak')}</h2>
      <p class="small secondary">{t('waiting.peak.text')}</p>
      {until === null ? (
        <div class="row row--wrap" role="group" aria-label={t('waiting.peak.start')}>
          {HOURS.map((n) => (
            <Button key={n} size="small" onClick={() => start(Date.now() + n * HOUR)}>
              {t(`waiting.peak.h${n}`)}
            </Button>
          ))}
          <Button size="small" onClick={() => start(new Date().setHours(24, 0, 0, 0))}>
            {t('waiting.peak.midnight')}
          </Button>
        </div>
      ) : (
        <PeakBanner until={until} />
      )}
    </section>
  );
}
