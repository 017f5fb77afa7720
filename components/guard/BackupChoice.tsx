import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Skeleton } from '#components/ui/states.tsx';
import { db } from '#lib/db/database.ts';
import { readBackup, type BackupContent } from '#lib/db/restore.ts';
import { SnapshotNewer } from '#lib/db/snapshot-file.ts';
import { countText } from '#lib/format.ts';
import { t } from '#lib/i18n.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { whenText } from './when.ts';

interface BackupChoiceProps {
  file: File;
  onRun: () => void;
  onClose: () => void;
}

/** What a backup file holds and what it would take the place of; nothing is changed before the person says so. */
export function BackupChoice({ file, onRun, onClose }: BackupChoiceProps): JSX.Element {
  const [content, setContent] = useState<BackupContent | null>(null);
  const [refused, setRefused] = useState<'newer' | 'damaged' | null>(null);
  const here = useLive(() => db.customers.count(), []);
  useEffect(() => {
    readBackup(file).then(setContent, (error: unknown) => setRefused(error instanceof SnapshotNewer ? 'newer' : 'damaged'));
  }, [file]);
  if (refused)
    return (
      <>
        <p role="alert">{t(`guard.backup.${refused}`, { file: file.name })}</p>
        <p>
          <Button onClick={onClose}>{t('ui.close')}</Button>
        </p>
      </>
    );
  if (!content || here.value === undefined) return <Skeleton lines={3} />;
  const count = (table: string): string => countText(content.counts[table] ?? 0);
  return (
    <>
      <p>
        {t('guard.backup.holds', {
          when: whenText(content.at),
          customers: count('customers'),
          orders: countText(content.orders),
          notes: count('notes'),
          reminders: count('reminders'),
          templates: count('templates'),
        })}
      </p>
      <p>{here.value > 0 ? t('guard.backup.replaces', { n: countText(here.value) }) : t('guard.backup.intoEmpty')}</p>
      <p class="row">
        <Button tone="primary" onClick={onRun}>
          {t('guard.restoreNow')}
        </Button>
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
      </p>
    </>
  );
}
