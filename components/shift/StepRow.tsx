import type { JSX } from 'preact';
import { Button } from '#components/ui/Button.tsx';
import { Moment } from '#components/ui/Moment.tsx';
import { t } from '#lib/i18n.ts';
import type { ShiftRow } from '#lib/ui/shift-rows.ts';
import { clockFace } from '#lib/ui/wait-words.ts';

export interface StepRowProps {
  row: ShiftRow;
  selected: boolean;
  onSelect: () => void;
  onTake: (() => void) | undefined;
  onDone: (() => void) | undefined;
  onLater: (() => void) | undefined;
  onNote: (() => void) | undefined;
  onOpen: () => void;
}

const doneText = ({ line, take }: ShiftRow): string =>
  line ? t('waiting.settle') : take ? t('promise.decline') : t('shift.done');

/** One line of a step. */
export function StepRow({ row, selected, onSelect, onTake, onDone, onLater, onNote, onOpen }: StepRowProps): JSX.Element {
  const now = Date.now();
  const overdue = row.dueAt !== undefined && row.dueAt < now;
  return (
    <li id={`shift-${row.id}`} class="queue__row" aria-current={selected ? 'true' : undefined} onMouseDown={onSelect}>
      <div class="queue__head">
        <span class="queue__name ellipsis private">{row.name || t('panel.noName')}</span>
        <span class="spring" />
        {row.line && <span class="small secondary">{clockFace(row.line, now).waited}</span>}
        {row.dueAt !== undefined && (
          <span class={overdue ? 'small bad-text' : 'small secondary'}>
            {overdue && `${t('shift.overdue')} `}
            <Moment at={row.dueAt} as="due" />
          </span>
        )}
      </div>
      {row.text && <p class="queue__text private">{row.text}</p>}
      {row.detail && <p class="queue__why small">{row.detail}</p>}
      <div class="queue__foot">
        <span class="spring" />
        {onNote && (
          <Button size="small" tone="quiet" onClick={onNote}>
            {t('shift.note')}
          </Button>
        )}
        {onTake && (
          <Button size="small" icon="alarm" onClick={onTake}>
            {t('promise.accept')}
          </Button>
        )}
        {onLater && (
          <Button size="small" onClick={onLater}>
            {t('shift.toNext')}
          </Button>
        )}
        {onDone && (
          <Button size="small" icon="check" onClick={onDone}>
            {doneText(row)}
          </Button>
        )}
        <Button size="small" icon="open" onClick={onOpen}>
          {row.line ? t('shift.chat') : t('shift.profile')}
        </Button>
      </div>
    </li>
  );
}
