import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { snoozeItems, type SnoozeItem } from '#components/reminder/SnoozeMenu.tsx';
import { Button } from '#components/ui/Button.tsx';
import { Dialog } from '#components/ui/Dialog.tsx';
import { Menu } from '#components/ui/Menu.tsx';
import { completeReminders, snoozeReminders } from '#lib/db/reminders.ts';
import { icsOf } from '#lib/domain/ics.ts';
import { snoozeTo } from '#lib/domain/snooze.ts';
import { dueTime, exactTime, localZone } from '#lib/format.ts';
import { t } from '#lib/i18n.ts';
import { saveBlob } from '#lib/ui/customer-export.ts';
import { keepChoice, lastChoice } from '#lib/ui/last-choice.ts';
import { doing } from '#lib/ui/notices.ts';
import type { NamedReminder } from '#lib/ui/reminder-groups.ts';

/** Rows of a preview; what is beyond is counted. */
const PREVIEWED = 8;

/** Hands a calendar file of follow-ups to the browser's downloads. */
export function saveIcs(rows: readonly NamedReminder[]): void {
  const now = Date.now();
  const day = new Intl.DateTimeFormat('sv-SE').format(now);
  saveBlob(new Blob([icsOf(rows, now)], { type: 'text/calendar;charset=utf-8' }), `${t('ics.fileName', { day })}.ics`);
}

/** What can be done with the selected follow-ups. Moving them is shown before it is done; all of it can be undone. */
export function BulkLine({ rows, onDone }: { rows: readonly NamedReminder[]; onDone: () => void }): JSX.Element {
  const [choice, setChoice] = useState<SnoozeItem | null>(null);
  const now = Date.now();
  const ids = rows.map(({ reminder }) => reminder.id);
  const items = snoozeItems(now, lastChoice.value).map((item) => ({ ...item, onSelect: () => setChoice(item) }));
  return (
    <div class="bulk" role="region" aria-label={t('dash.bulk')}>
      <b>{t('dash.dueSelected', { n: ids.length })}</b>
      <Button size="small" icon="check" onClick={() => void doing(() => completeReminders(ids)).then(onDone)}>
        {t('reminder.complete')}
      </Button>
      <Menu label={t('reminder.snooze')} icon="alarm" withText size="small" items={items} />
      <Button size="small" icon="download" onClick={() => saveIcs(rows)}>
        {t('ics.export')}
      </Button>
      <span class="spring" />
      <Button size="small" tone="quiet" onClick={onDone}>
        {t('dash.clearSelection')}
      </Button>
      {choice && <SnoozePreview rows={rows} item={choice} onClose={() => setChoice(null)} onDone={onDone} />}
    </div>
  );
}

interface PreviewProps {
  rows: readonly NamedReminder[];
  item: SnoozeItem;
  onClose: () => void;
  onDone: () => void;
}

/** Which follow-ups go from when to when. */
function SnoozePreview({ rows, item, onClose, onDone }: PreviewProps): JSX.Element {
  const [now] = useState(() => Date.now());
  const to = snoozeTo(item.choice, now, localZone());
  const apply = async (): Promise<void> => {
    const ids = rows.map(({ reminder }) => reminder.id);
    if (!to || !(await doing(() => snoozeReminders(ids, to)))) return;
    await keepChoice(item.choice);
    onClose();
    onDone();
  };
  return (
    <Dialog
      title={t('snooze.previewTitle', { n: rows.length })}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('reminder.cancel')}</Button>
          <Button tone="primary" disabled={!to} onClick={() => void apply()}>
            {t('snooze.apply')}
          </Button>
        </>
      }
    >
      <p>
        <b>{item.label}</b> {to && exactTime(to.dueAt).slice(0, -3)}
      </p>
      <ul class="snooze-preview">
        {rows.slice(0, PREVIEWED).map(({ reminder, name }) => (
          <li key={reminder.id} class="row">
            <span class="ellipsis private spring">
              {name || t('panel.noName')}：{reminder.text}
            </span>
            <span class="small secondary">
              {t('snooze.fromTo', { from: dueTime(reminder.dueAt, now), to: to ? dueTime(to.dueAt, now) : '–' })}
            </span>
          </li>
        ))}
      </ul>
      {rows.length > PREVIEWED && <p class="small secondary">{t('snooze.previewMore', { n: rows.length - PREVIEWED })}</p>}
    </Dialog>
  );
}
