import type { JSX } from 'preact';
import { Button } from '#components/ui/Button.tsx';
import type { ImportProgress } from '#lib/db/imports.ts';
import { countText } from '#lib/format.ts';
import { t } from '#lib/i18n.ts';

/** How far an import has come: rows, rate, time left. Cancelling takes back what was written. */
export function ImportProgressBar({
  progress,
  onCancel,
}: {
  progress: ImportProgress | null;
  onCancel?: () => void;
}): JSX.Element {
  const undoing = progress?.phase === 'undoing';
  return (
    <div class="stack" role="status" data-import-phase={progress?.phase ?? 'starting'}>
      <progress max={1} {...(progress ? { value: progress.share } : {})} aria-label={t('import.title')} />
      <div class="row">
        <span class="secondary">{progress ? textOf(progress) : t('import.starting')}</span>
        <span class="spring" />
        {onCancel && !undoing && (
          <Button size="small" onClick={onCancel}>
            {t('import.cancel')}
          </Button>
        )}
      </div>
    </div>
  );
}

function textOf(progress: ImportProgress): string {
  const { share } = progress;
  if (progress.phase === 'undoing') return t('import.takingBack');
  const seconds = Math.max((Date.now() - progress.startedAt) / 1000, 0.1);
  const rate = Math.round(progress.rows / seconds);
  const left = share > 0.02 ? Math.ceil((seconds / share) * (1 - share)) : null;
  const done = t(progress.phase === 'reading' ? 'import.reading' : 'import.progress', {
    n: countText(progress.rows),
    rate: countText(rate),
  });
  return left === null
    ? done
    : `${done} · ${left < 60 ? t('import.secondsLeft', { n: left }) : t('import.minutesLeft', { n: Math.ceil(left / 60) })}`;
}
