import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { RestoreDialog } from '#components/guard/RestoreDialog.tsx';
import { Button } from '#components/ui/Button.tsx';
import { Moment } from '#components/ui/Moment.tsx';
import { EmptyState, ErrorState } from '#components/ui/states.tsx';
import { BackupFile } from './BackupFile.tsx';
import { snapshotNow } from '#lib/db/snapshot.ts';
import { listSnapshots, type SnapshotInfo } from '#lib/db/snapshot-file.ts';
import { countText } from '#lib/format.ts';
import { t, tAny } from '#lib/i18n.ts';
import { showFailure, showNotice } from '#lib/ui/notices.ts';

/** The snapshots there are; one more can be taken, and an earlier one be gone back to. */
export function SnapshotCard(): JSX.Element {
  const [list, setList] = useState<SnapshotInfo[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [restoring, setRestoring] = useState(false);
  const read = (): void => void listSnapshots().then(setList, setError);
  useEffect(read, []);
  const take = async (): Promise<void> => {
    setBusy(true);
    try {
      if (!(await snapshotNow('manual'))) showNotice({ kind: 'failed', label: { key: 'settings.snapshotNone' } });
      read();
    } catch (reason) {
      showFailure(reason);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section class="card" aria-label={t('settings.snapshots')}>
      <h2>{t('settings.snapshots')}</h2>
      <p class="small secondary">{t('settings.snapshotsText')}</p>
      {error ? <ErrorState error={error} onRetry={read} /> : null}
      {list?.length === 0 && <EmptyState text={t('settings.noSnapshots')} />}
      <ul class="imports">
        {(list ?? []).map((snapshot) => (
          <li key={snapshot.name} class="imports__row" data-snapshot={snapshot.reason}>
            <span class="spring">
              <Moment as="due" at={snapshot.at} />{' '}
              <span class="secondary small">{tAny(`settings.reason.${snapshot.reason}`)}</span>
            </span>
            <span class="small secondary">
              {t('settings.snapshotOf', { customers: countText(snapshot.customers), orders: countText(snapshot.orders) })}
            </span>
          </li>
        ))}
      </ul>
      <div class="row row--wrap">
        <Button disabled={busy} onClick={take}>
          {t(busy ? 'dash.working' : 'settings.snapshotNow')}
        </Button>
        {(list?.length ?? 0) > 0 && (
          <Button tone="quiet" onClick={() => setRestoring(true)}>
            {t('settings.restore')}
          </Button>
        )}
      </div>
      <BackupFile onSaved={read} />
      {restoring && <RestoreDialog onClose={() => setRestoring(false)} />}
    </section>
  );
}
