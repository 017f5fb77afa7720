import type { JSX } from 'preact';
import { Button } from '#components/ui/Button.tsx';
import { Moment } from '#components/ui/Moment.tsx';
import { recentMerges } from '#lib/db/merges.ts';
import type { Change } from '#lib/domain/change.ts';
import { MERGE_UNDO_MS } from '#lib/domain/merge-split.ts';
import { t } from '#lib/i18n.ts';
import { takeBack } from '#lib/ui/notices.ts';
import { useLive } from '#lib/ui/use-live.ts';

const DAY = 86_400_000;

/** What was joined in the last thirty days, newest first, each to be taken apart again. */
export function MergedList(): JSX.Element | null {
  const merged = useLive(() => recentMerges(), []).value;
  if (!merged) return null;
  return (
    <section class="merged" aria-label={t('merge.merged')}>
      <h2>{t('merge.merged')}</h2>
      {merged.length === 0 && <p class="secondary">{t('merge.mergedNone')}</p>}
      <ul>
        {merged.map((change) => (
          <MergedRow key={change.id} change={change} />
        ))}
      </ul>
    </section>
  );
}

function MergedRow({ change }: { change: Change }): JSX.Element {
  const { name = '', other = '' } = change.label.params ?? {};
  const left = Math.max(0, Math.ceil((change.at + MERGE_UNDO_MS - Date.now()) / DAY));
  return (
    <li class="merged__row">
      <Moment at={change.at} as="due" class="secondary" />
      <span class="spring private">{t('merge.mergedRow', { name, other })}</span>
      <span class="small secondary">{t('merge.daysLeft', { n: left })}</span>
      <Button
        size="small"
        icon="undo"
        aria-label={t('merge.unmergeWhat', { name, other })}
        onClick={() => void takeBack(change.id)}
      >
        {t('merge.unmerge')}
      </Button>
    </li>
  );
}
