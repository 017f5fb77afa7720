import type { JSX } from 'preact';
import { answerTimesOf } from '#lib/db/waiting.ts';
import { t } from '#lib/i18n.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { spanText } from '#lib/ui/wait-words.ts';

/** How fast the shop answered in the newest conversation with a customer; nothing where nothing was answered. */
export function AnswerLine({ customerId }: { customerId: string }): JSX.Element | null {
  const { value: times } = useLive(() => answerTimesOf(customerId), [customerId]);
  if (!times) return null;
  const { first, later, unknown } = times;
  const parts = [
    ...(first === undefined ? [] : [t('messages.answer.first', { time: spanText(first) })]),
    ...(later ? [t('messages.answer.later', { n: later.n, mean: spanText(later.mean), longest: spanText(later.longest) })] : []),
    ...(unknown > 0 ? [t('messages.answer.unknown', { n: unknown })] : []),
  ];
  return (
    <p class="small secondary" title={t('messages.answer.title')}>
      {t('messages.answer.line', { parts: parts.join(' · ') })}
    </p>
  );
}
