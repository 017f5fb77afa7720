import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { FileButton } from '#components/ui/FileButton.tsx';
import { Dialog } from '#components/ui/Dialog.tsx';
import { acceptHandover, noteKnown, planHandover, type Planned } from '#lib/db/handover.ts';
import { readHandover, type Handover } from '#lib/files/handover-json.ts';
import { dueTime } from '#lib/format.ts';
import { t } from '#lib/i18n.ts';
import { offerUndo, showFailure, showNotice } from '#lib/ui/notices.ts';

interface Opened {
  handover: Handover;
  planned: Planned[];
}

const countNew = (planned: readonly Planned[]): number =>
  planned.filter(({ state }) => state !== 'there' && state !== 'doubt').length;

/** Opens the file of the shift before, shows what is in it, and takes it in. */
export function TakeOver(): JSX.Element {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [bad, setBad] = useState<string | null>(null);
  const choose = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    setBad(null);
    const read = await readHandover(file);
    if (read.status === 'refused') setBad(t(`shift.bad.${read.bad}`, { where: read.where }));
    else {
      const planned = await planHandover(read.handover);
      setOpened({ handover: read.handover, planned });
      if (countNew(planned) === 0) await noteKnown(read.handover);
    }
  };
  return (
    <section class="card" aria-label={t('shift.take')}>
      <h2>{t('shift.take')}</h2>
      <p class="small secondary">{t('shift.takeText')}</p>
      <div class="row">
        <FileButton
          icon="upload"
          label={t('shift.choose')}
          accept=".json,application/json"
          onFiles={([file]) => void choose(file).catch(showFailure)}
        />
      </div>
      {bad && (
        <p class="field__error" role="alert">
          {bad}
        </p>
      )}
      {opened && <Preview opened={opened} onClose={() => setOpened(null)} />}
    </section>
  );
}

function Preview({ opened, onClose }: { opened: Opened; onClose: () => void }): JSX.Element {
  const { handover, planned } = opened;
  const added = countNew(planned);
  const accept = async (): Promise<void> => {
    const done = await acceptHandover(handover);
    if (done) offerUndo(done);
    else showNotice({ kind: 'info', label: { key: 'shift.nothingNew' } });
    onClose();
  };
  return (
    <Dialog
      title={t('shift.preview')}
      wide
      onClose={onClose}
      foot={
        <Button tone="primary" disabled={added === 0} onClick={() => void accept().catch(showFailure)}>
          {t('shift.accept', { n: added })}
        </Button>
      }
    >
      <div class="stack">
        <p class="small secondary">{t('shift.from', { at: dueTime(handover.exportedAt), next: dueTime(handover.nextShift) })}</p>
        {handover.note && <blockquote class="shift__note private">{handover.note}</blockquote>}
        {added === 0 && <p>{t('shift.nothingNew')}</p>}
        <ul class="queue__list">
          {planned.map(({ item, person, state, newcomer }) => (
            <li key={item.id} class="queue__row" data-state={state}>
              <div class="queue__head">
                <span class="queue__name ellipsis private">{person.name ?? person.nick ?? t('panel.noName')}</span>
                <span class="small secondary">
                  {t(`shift.kind.${item.kind}`)}
                  {newcomer && ` · ${t('shift.newcomer')}`}
                </span>
                <span class="spring" />
                <span class="small">{t(`shift.state.${state}`)}</span>
              </div>
              <p class="queue__text private">{item.text}</p>
              <p class="small secondary">{dueTime(item.dueAt)}</p>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
