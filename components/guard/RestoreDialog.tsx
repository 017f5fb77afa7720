import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Dialog } from '#components/ui/Dialog.tsx';
import { ErrorState, Skeleton } from '#components/ui/states.tsx';
import { journalState } from '#lib/db/journal.ts';
import { restore, startEmpty, type RestoreProgress, type RestoreResult } from '#lib/db/restore.ts';
import { snapshotIfEdited } from '#lib/db/snapshot.ts';
import { listSnapshots, type SnapshotInfo } from '#lib/db/snapshot-file.ts';
import { t } from '#lib/i18n.ts';
import { BackupChoice } from './BackupChoice.tsx';
import { whenText } from './when.ts';

/** What there is to restore from. */
interface Backups {
  snapshots: SnapshotInfo[];
  /** Edits were journalled beside the snapshots. */
  journal: boolean;
}

type Step =
  | { kind: 'choose' }
  | { kind: 'running'; progress: RestoreProgress }
  | { kind: 'done'; result: RestoreResult | null }
  | { kind: 'failed'; error: unknown };

async function findBackups(): Promise<Backups> {
  const [snapshots, journal] = await Promise.all([listSnapshots(), journalState()]);
  return { snapshots, journal: journal.files > 0 };
}

interface RestoreDialogProps {
  /** A backup file to restore from, instead of what this browser keeps. */
  file?: File;
  onClose: () => void;
}

/** Brings data back: shows what there is, restores with progress, and says what came of it. */
export function RestoreDialog({ file, onClose }: RestoreDialogProps): JSX.Element {
  const [backups, setBackups] = useState<Backups | null>(null);
  const [step, setStep] = useState<Step>({ kind: 'choose' });
  useEffect(() => {
    findBackups().then(setBackups, (error: unknown) => setStep({ kind: 'failed', error }));
  }, []);
  const run = async (name?: string): Promise<void> => {
    const onProgress = (progress: RestoreProgress): void => setStep({ kind: 'running', progress });
    onProgress({ phase: 'checking', done: 0, total: 0 });
    try {
      // What is here now can be gone back to.
      if (file) await snapshotIfEdited('manual');
      setStep({ kind: 'done', result: await restore({ onProgress, ...(name ? { name } : {}), ...(file ? { file } : {}) }) });
    } catch (error) {
      setStep({ kind: 'failed', error });
    }
  };
  const startAnew = (): void => void startEmpty().then(onClose, (error: unknown) => setStep({ kind: 'failed', error }));
  const runs = step.kind === 'running';
  return (
    <Dialog title={t('guard.restoreTitle')} onClose={() => !runs && onClose()}>
      <div class="guard-steps">
        {step.kind === 'choose' && file && <BackupChoice file={file} onRun={() => run()} onClose={onClose} />}
        {step.kind === 'choose' &&
          !file &&
          (backups ? <Choice backups={backups} onRun={run} onEmpty={startAnew} /> : <Skeleton lines={3} />)}
        {step.kind === 'running' && <Progress progress={step.progress} />}
        {step.kind === 'done' && <Outcome result={step.result} onClose={onClose} />}
        {step.kind === 'failed' && (
          <ErrorState error={step.error} title={t('guard.restoreFailed')} onRetry={() => setStep({ kind: 'choose' })} />
        )}
      </div>
    </Dialog>
  );
}

interface ChoiceProps {
  backups: Backups;
  onRun: (name?: string) => void;
  /** Begins with an empty database. */
  onEmpty: () => void;
}

function Choice({ backups: { snapshots, journal }, onRun, onEmpty }: ChoiceProps): JSX.Element {
  const [newest, ...older] = snapshots;
  if (!newest && !journal) return <NothingThere onEmpty={onEmpty} />;
  return (
    <>
      <p>{newest ? t('guard.willRestore', factsOf(newest)) : t('guard.willReplay')}</p>
      {newest && journal && <p class="muted">{t('guard.thenEdits')}</p>}
      <p>
        <Button tone="primary" onClick={() => onRun()}>
          {t('guard.restoreNow')}
        </Button>
      </p>
      {older.length > 0 && (
        <details>
          <summary>{t('guard.older')}</summary>
          <ul class="guard-list">
            {older.map((snapshot) => (
              <li key={snapshot.name} class="row">
                <span class="spring">{t('guard.snapshot', factsOf(snapshot))}</span>
                <Button size="small" onClick={() => onRun(snapshot.name)}>
                  {t('guard.useThis')}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function factsOf({ at, customers, orders }: SnapshotInfo): { when: string; customers: number; orders: number } {
  return { when: whenText(at), customers, orders };
}

function NothingThere({ onEmpty }: Pick<ChoiceProps, 'onEmpty'>): JSX.Element {
  const [sure, setSure] = useState(false);
  return (
    <>
      <p>{t('guard.nothing')}</p>
      <p>
        {sure ? (
          <Button tone="danger" onClick={onEmpty}>
            {t('guard.startEmptySure')}
          </Button>
        ) : (
          <Button onClick={() => setSure(true)}>{t('guard.startEmpty')}</Button>
        )}
      </p>
    </>
  );
}

function Progress({ progress: { phase, done, total } }: { progress: RestoreProgress }): JSX.Element {
  return (
    <div role="status" class="guard-steps">
      <p>{phase === 'edits' ? t('guard.phase.edits', { n: done }) : t(`guard.phase.${phase}`)}</p>
      <progress
        class="guard-progress"
        max={Math.max(total, 1)}
        {...(total > 0 ? { value: done } : {})}
        aria-label={t('guard.restoreTitle')}
      />
      <p class="muted">{t('guard.keepOpen')}</p>
    </div>
  );
}

function Outcome({ result, onClose }: { result: RestoreResult | null; onClose: () => void }): JSX.Element {
  return (
    <div role="status" class="guard-steps">
      <p>
        {result?.snapshot
          ? t(result.edits > 0 ? 'guard.done' : 'guard.doneWhole', { ...factsOf(result.snapshot), n: result.edits })
          : t('guard.doneEdits', { n: result?.edits ?? 0 })}
      </p>
      {result && result.missed > 0 && <p>{t('guard.missed', { n: result.missed })}</p>}
      {result && result.damaged > 0 && <p>{t('guard.damaged', { n: result.damaged })}</p>}
      <p>
        <Button tone="primary" onClick={onClose}>
          {t('guard.goOn')}
        </Button>
      </p>
    </div>
  );
}
