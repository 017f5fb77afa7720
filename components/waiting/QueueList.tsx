import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { EmptyState, ErrorState, Skeleton } from '#components/ui/states.tsx';
import { db } from '#lib/db/database.ts';
import { nextTick } from '#lib/domain/wait-clock.ts';
import type { QueueLine, QueueOrder } from '#lib/domain/wait-queue.ts';
import { t } from '#lib/i18n.ts';
import { useClock } from '#lib/ui/clock.ts';
import { useChosen } from '#lib/ui/use-chosen.ts';
import { jump, settle, type QueueOnShow } from '#lib/ui/use-queue.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { momentsOf } from '#lib/ui/wait-words.ts';
import { OrderSwitch } from './OrderSwitch.tsx';
import { QueueRow } from './QueueRow.tsx';
import { UnreadRows } from './UnreadRows.tsx';

/** Rows drawn; what is beyond is counted. */
const SHOWN = 40;

export interface QueueListProps {
  queue: QueueOnShow;
  /** Rows at most. */
  most?: number;
  /** Address of a customer's page. */
  hrefOf?: (line: QueueLine) => string;
  /** Takes the focus when it comes up. */
  focus?: boolean;
  /** Called when a jump has led to a tab. */
  onJumped?: () => void;
}

/** Everybody who waits, in order. Arrows choose, Enter goes to the tab, X says that no answer is needed, O changes the order. */
export function QueueList({ queue, most = SHOWN, hrefOf, focus, onJumped }: QueueListProps): JSX.Element | null {
  const { live, by, setBy, hasPage } = queue;
  const lines = queue.lines.slice(0, most);
  const { at, choose, hold } = useChosen(lines.map(({ threadId }) => threadId));
  const box = useRef<HTMLDivElement>(null);
  const now = useClock((at) => nextTick(lines.flatMap(momentsOf), at));
  const shops = useLive(() => db.shops.toArray(), []).value ?? [];
  useEffect(() => {
    if (focus) box.current?.focus();
  }, [focus]);
  if (live.error) return <ErrorState error={live.error} onRetry={live.retry} />;
  if (!live.value) return live.slow ? <Skeleton /> : null;
  if (lines.length === 0) {
    return (
      <div class="queue">
        <EmptyState title={t('waiting.none')} text={t('waiting.noneText')} />
        <UnreadRows lists={queue.unread} shops={shops} />
      </div>
    );
  }
  const move = (to: number): void => {
    const next = lines[Math.min(lines.length - 1, Math.max(0, to))];
    if (!next) return;
    choose(next.threadId);
    document.getElementById(`wait-${next.threadId}`)?.scrollIntoView({ block: 'nearest' });
  };
  const reorder = (order: QueueOrder): void => {
    choose(null);
    setBy(order);
  };
  const goTo = (line: QueueLine | undefined): void => void jump(line).then((there) => there && onJumped?.());
  const settleAt = (i: number): void => {
    const line = lines[i];
    if (!line) return;
    move(i + 1 < lines.length ? i + 1 : i - 1);
    void settle(line);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const arrows: Record<string, () => void> = { ArrowDown: () => move(at + 1), ArrowUp: () => move(at - 1) };
    const onButton = event.target instanceof HTMLElement && event.target.closest('button, a, select') !== null;
    const keys: Record<string, () => void> = {
      ...arrows,
      x: () => settleAt(at),
      o: () => reorder(by === 'priority' ? 'deadline' : 'priority'),
      ...(onButton ? {} : { Enter: () => goTo(lines[at]) }),
    };
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    // A key that is held down goes through the rows, but decides about one only.
    if (!event.repeat || act === arrows[event.key]) act();
  };
  return (
    <div class="queue" ref={box} tabIndex={0} role="group" aria-label={t('waiting.queue')} onFocusIn={hold} onKeyDown={onKeyDown}>
      <OrderSwitch by={by} onBy={reorder} />
      <ul class="queue__list">
        {lines.map((line, i) => (
          <QueueRow
            key={line.threadId}
            id={`wait-${line.threadId}`}
            line={line}
            now={now}
            selected={i === at}
            shopName={shops.find(({ id }) => id === line.shopId)?.name ?? ''}
            hasPage={hasPage(line)}
            onSelect={() => choose(line.threadId)}
            onJump={() => goTo(line)}
            onSettle={() => settleAt(i)}
            {...(hrefOf ? { href: hrefOf(line) } : {})}
          />
        ))}
      </ul>
      {live.value.count > lines.length && (
        <p class="small secondary">{t('waiting.more', { n: live.value.count - lines.length })}</p>
      )}
      <UnreadRows lists={queue.unread} shops={shops} />
      <p class="small secondary">{t('waiting.onlySeen')}</p>
    </div>
  );
}
