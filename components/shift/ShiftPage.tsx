import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Moment } from '#components/ui/Moment.tsx';
import { ErrorState, Skeleton } from '#components/ui/states.tsx';
import { t } from '#lib/i18n.ts';
import { useHotkeys } from '#lib/ui/hotkeys.ts';
import { steps, useSweep, type Step, type SweepOnShow } from '#lib/ui/use-sweep.ts';
import { HandoverForm } from './HandoverForm.tsx';
import { StepView } from './StepView.tsx';
import { TakeOver } from './TakeOver.tsx';

const pages = [...steps, 'file'] as const;
type Page = (typeof pages)[number];

const countOf = ({ sweep }: SweepOnShow, step: Step): number => sweep[step].length;

/** The end of a shift in seven looks and a file, and the beginning of the next one. */
export function ShiftPage(): JSX.Element {
  const live = useSweep();
  const [page, setPage] = useState<Page>('unanswered');
  const at = pages.indexOf(page);
  const move = (by: number): void => setPage(pages[Math.min(pages.length - 1, Math.max(0, at + by))] ?? 'unanswered');
  useHotkeys({ ArrowLeft: () => move(-1), ArrowRight: () => move(1) });
  const { value } = live;
  return (
    <div class="page">
      <header class="page__head">
        <h1>{t('shift.title')}</h1>
        <p class="small secondary">
          {t('shift.text')}
          {value && <span title={t('shift.nextHint')}> {nextWords(value.nextShift)}</span>}
        </p>
      </header>
      {live.error ? <ErrorState error={live.error} onRetry={live.retry} /> : null}
      {!value && live.slow && <Skeleton lines={6} />}
      {value && (
        <>
          <nav class="shift__steps" aria-label={t('shift.stepsLabel')}>
            {pages.map((each) => (
              <button
                key={each}
                type="button"
                class="shift__step"
                aria-current={each === page ? 'step' : undefined}
                onClick={() => setPage(each)}
              >
                {t(`shift.${each}`)}
                {each !== 'file' && <span class="tabs__count">{countOf(value, each)}</span>}
              </button>
            ))}
          </nav>
          <section class="card shift__page" aria-label={t(`shift.${page}`)}>
            <p class="small secondary">{t('shift.step', { n: at + 1, of: pages.length })}</p>
            {page === 'file' ? <HandoverForm shown={value} /> : <StepView key={page} step={page} shown={value} />}
            <div class="row">
              <Button icon="back" disabled={at === 0} onClick={() => move(-1)}>
                {t('shift.back')}
              </Button>
              <Button
                tone={page === 'file' ? 'normal' : 'primary'}
                icon="right"
                disabled={at === pages.length - 1}
                onClick={() => move(1)}
              >
                {t('shift.forward')}
              </Button>
            </div>
          </section>
        </>
      )}
      <TakeOver />
    </div>
  );
}

function nextWords(at: number): JSX.Element {
  const [before, after] = t('shift.next').split('{at}');
  return (
    <>
      {before}
      <Moment at={at} as="due" />
      {after}
    </>
  );
}
