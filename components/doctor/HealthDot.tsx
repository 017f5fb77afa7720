import type { JSX } from 'preact';
import { Icon, type IconName } from '#components/ui/Icon.tsx';
import type { Light } from '#lib/domain/health-verdict.ts';
import type { TabHealth } from '#lib/ui/health.ts';
import { dotWord, h, titleOf } from '#lib/ui/health-words.ts';

/** Each light has a drawing of its own, so that it can be told without its colour. */
export const lightIcons: Record<Light, IconName> = { good: 'check', warn: 'warn', bad: 'close', none: 'more' };

/** How well the followed tab is read, in a word; a click opens the page doctor. */
export function HealthDot({ health, open, onOpen }: { health: TabHealth; open: boolean; onOpen: () => void }): JSX.Element {
  const word = dotWord(health);
  return (
    <button
      type="button"
      class="health"
      data-health={health.light}
      data-condition={health.condition}
      aria-haspopup="dialog"
      aria-expanded={open}
      aria-label={`${word}：${titleOf(health)}。${h('open')}`}
      title={`${titleOf(health)}\n${h('open')}`}
      onClick={onOpen}
    >
      <span class="health__dot">
        <Icon name={lightIcons[health.light]} />
      </span>
      <span aria-hidden="true">{word}</span>
    </button>
  );
}
