import type { JSX } from 'preact';
import { Icon } from '#components/ui/Icon.tsx';
import { nextTick } from '#lib/domain/wait-clock.ts';
import { inOrder } from '#lib/domain/wait-queue.ts';
import { t } from '#lib/i18n.ts';
import { useClock } from '#lib/ui/clock.ts';
import type { QueueOnShow } from '#lib/ui/use-queue.ts';
import { clockFace, momentsOf } from '#lib/ui/wait-words.ts';
import { WaitClock } from './WaitClock.tsx';

export interface WaitStripProps {
  queue: QueueOnShow;
  /** Whoever is on show: their clock stands first. */
  customerId: string | null;
  open: boolean;
  onOpen: (open: boolean) => void;
}

/** One line: the clock of the open chat, how many wait, and who is late first. */
export function WaitStrip({ queue, customerId, open, onOpen }: WaitStripProps): JSX.Element | null {
  const own = queue.lines.find((line) => line.customerId === customerId);
  const next = inOrder(queue.lines, 'deadline')[0];
  const shown = own ?? next;
  const now = useClock((at) => nextTick(shown ? momentsOf(shown) : [], at));
  if (!shown && !open) return null;
  const tone = shown ? clockFace(shown, now).tone : 'calm';
  return (
    <button
      type="button"
      class={`wait-strip wait-strip--${tone}`}
      aria-expanded={open}
      title={`${t(open ? 'waiting.close' : 'waiting.open')} (Q)`}
      onClick={() => onOpen(!open)}
    >
      {shown && <WaitClock line={shown} now={now} />}
      {shown && !own && <span class="ellipsis private small">{shown.name || t('panel.noName')}</span>}
      <span class="spring" />
      <span class="small">{t('waiting.count', { n: queue.live.value?.count ?? 0 })}</span>
      <Icon name={open ? 'up' : 'down'} />
    </button>
  );
}
