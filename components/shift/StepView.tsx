import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

import { EmptyState } from '#components/ui/states.tsx';
import { t } from '#lib/i18n.ts';
import { doing } from '#lib/ui/notices.ts';
import { go, hrefOf } from '#lib/ui/router.ts';
import { rowsOf, type ShiftRow } from '#lib/ui/shift-rows.ts';
import { useChosen } from '#lib/ui/use-chosen.ts';
import { jump } from '#lib/ui/use-queue.ts';
import type { Step, SweepOnShow } from '#lib/ui/use-sweep.ts';
import { NoteDialog } from './NoteDialog.tsx';
import { StepRow } from './StepRow.tsx';

/** One step: what is left of it, each line settled by a key. */
export function StepView({ step, shown }: { step: Step; shown: SweepOnShow }): JSX.Element {
  const rows = rowsOf(step, shown);
  const { at, choose, hold } = useChosen(rows.map(({ id }) => id));
  const [noting, setNoting] = useState<ShiftRow | null>(null);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => box.current?.focus(), []);
  const move = (to: number): void => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, to))];
    if (!next) return;
    choose(next.id);
    document.getElementById(`shift-${next.id}`)?.scrollIntoView({ block: 'nearest' });
  };
  const act = (what: 'take' | 'done' | 'later', i: number): void => {
    const work = rows[i]?.[what];
    if (!work) return;
    move(i + 1 < rows.length ? i + 1 : i - 1);
    void doing(work);
  };
  const open = (row: ShiftRow | undefined): void => {
    if (row?.line) void jump(row.line);
    else if (row?.customerId) go(hrefOf('customers', row.customerId));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || noting) return;
    const arrows: Record<string, () => void> = { ArrowDown: () => move(at + 1), ArrowUp: () => move(at - 1) };
    const onButton = event.target instanceof HTMLElement && event.target.closest('button, a') !== null;
    const keys: Record<string, () => void> = {
      ...arrows,
      p: () => act('take', at),
      x: () => act('done', at),
      s: () => act('later', at),
      n: () => setNoting(rows[at] ?? null),
      ...(onButton ? {} : { Enter: () => open(rows[at]) }),
    };
    const run = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    // A key that is held down goes through the lines, but decides about one only.
    if (!event.repeat || run === arrows[event.key]) run();
  };
  return (
    <div class="queue" ref={box} tabIndex={0} role="group" aria-label={t(`shift.${step}`)} onFocusIn={hold} onKeyDown={onKeyDown}>
      <p>{t(`shift.${step}Text`)}</p>
      {rows.length === 0 && <EmptyState text={t('shift.none')} />}
      <ul class="queue__list">
        {rows.map((row, i) => (
          <StepRow
            key={row.id}
            row={row}
            selected={i === at}
            onSelect={() => choose(row.id)}
            onTake={row.take ? () => act('take', i) : undefined}
            onDone={row.done ? () => act('done', i) : undefined}
            onLater={row.later ? () => act('later', i) : undefined}
            onNote={row.customerId ? () => setNoting(row) : undefined}
            onOpen={() => open(row)}
          />
        ))}
      </ul>
      {(step === 'due' || step === 'moved') && shown.sweep.cut > 0 && <p>{t('shift.cut', { n: shown.sweep.cut })}</p>}
      {rows.length > 0 && <p class="small secondary">{t('shift.keys')}</p>}
      {noting && (
        <NoteDialog
          customerId={noting.customerId}
          name={noting.name}
          onClose={() => {
            setNoting(null);
            box.current?.focus();
          }}
        />
      )}
    </div>
  );
}
