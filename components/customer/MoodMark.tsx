import type { JSX } from 'preact';
import { Button } from '#components/ui/Button.tsx';
import { Icon } from '#components/ui/Icon.tsx';
import { addTag, removeTag } from '#lib/db/customers.ts';
import { answerHelp, askedBy } from '#lib/db/asked.ts';
import type { Customer } from '#lib/domain/customer.ts';
import { moodIn, type MoodSeen } from '#lib/domain/mood.ts';
import { t, tAny } from '#lib/i18n.ts';
import { doing } from '#lib/ui/notices.ts';
import { useLive } from '#lib/ui/use-live.ts';

/** What the buyer's last words sound like, with the words, and the mark by which somebody else takes over. */
export function MoodMark({ customer }: { customer: Customer }): JSX.Element | null {
  const seen = useLive(() => moodOfCustomer(customer.id), [customer.id]).value;
  const tag = t('help.handOverTag');
  const marked = customer.tags.includes(tag);
  const mood = seen?.mood ?? null;
  if (!mood && !marked) return null;
  const change = (): void => void doing(() => (marked ? removeTag : addTag)([customer.id], tag));
  return (
    <div class={`mood mood--${mood ?? 'marked'}`} role="group" aria-label={t('help.moodLabel')} data-mood={mood ?? ''}>
      <Icon name="warn" />
      <span class="mood__text">
        {mood && <strong>{tAny(`help.mood.${mood}`)}</strong>}
        {mood && ' · '}
        {marked ? t('help.handedOver') : t('help.handOver')}
        {mood && <span class="private"> {t('help.quote', { words: (seen?.words ?? []).join('、') })}</span>}
      </span>
      <Button size="small" onClick={change}>
        {t(marked ? 'help.takeOver' : 'help.handOverDo')}
      </Button>
    </div>
  );
}

async function moodOfCustomer(customerId: string): Promise<MoodSeen | null> {
  const help = await answerHelp();
  return help.mood ? moodIn((await askedBy(customerId)).turn) : null;
}
