import type { JSX } from 'preact';
import { Icon } from '#components/ui/Icon.tsx';
import type { QueueLine } from '#lib/domain/wait-queue.ts';
import { clockFace } from '#lib/ui/wait-words.ts';

/** How long somebody has waited and what is left of the limit; drawn by whoever has the present. */
export function WaitClock({ line, now }: { line: Pick<QueueLine, 'wait' | 'judged'>; now: number }): JSX.Element {
  const { waited, limit, tone, title } = clockFace(line, now);
  return (
    <span class={`clock clock--${tone}`} title={title}>
      {tone !== 'calm' && <Icon name={tone === 'late' ? 'warn' : 'alarm'} />}
      <span class="clock__waited">{waited}</span>
      <span class="clock__limit">{limit}</span>
    </span>
  );
}
