import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { RestoreDialog } from '#components/guard/RestoreDialog.tsx';
import { Button } from '#components/ui/Button.tsx';
import { FileButton } from '#components/ui/FileButton.tsx';
import { snapshotNow } from '#lib/db/snapshot.ts';
import { snapshotFile } from '#lib/db/snapshot-file.ts';
import { t } from '#lib/i18n.ts';
import { saveBlob } from '#lib/ui/customer-export.ts';
import { showFailure, showNotice } from '#lib/ui/notices.ts';

/** Name of a backup file made at `at`, epoch ms, in the time of this computer. */
function backupName(at: number): string {
  const date = new Date(at);
  const two = (n: number): string => String(n).padStart(2, '0');
  const day = `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
  return `客伴备份-${day}-${two(date.getHours())}${two(date.getMinutes())}.ndjson.gz`;
}

/** Everything as one file, to take to another computer, and back from such a file. */
export function BackupFile({ onSaved }: { onSaved: () => void }): JSX.Element {
  const [busy, setBusy] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      const made = await snapshotNow('manual');
      if (made) saveBlob(await snapshotFile(made.name), backupName(made.at));
      else showNotice({ kind: 'failed', label: { key: 'settings.snapshotNone' } });
      onSaved();
    } catch (error) {
      showFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <p class="small secondary">{t('settings.backupText')}</p>
      <div class="row row--wrap">
        <Button icon="download" disabled={busy} onClick={save}>
          {t(busy ? 'dash.working' : 'settings.backupSave')}
        </Button>
        <FileButton
          icon="upload"
          tone="quiet"
          label={t('settings.backupOpen')}
          accept=".gz,application/gzip"
          onFiles={([chosen]) => chosen && setFile(chosen)}
        />
      </div>
      {file && <RestoreDialog file={file} onClose={() => setFile(null)} />}
    </>
  );
}
