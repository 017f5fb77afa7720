import type { JSX } from 'preact';
import type { Why } from '#lib/intent/suggestion.ts';
import { t } from '#lib/i18n.ts';

/** Why a reply is offered; the buyer's own words are hidden with everything private. */
export function WhyLine({ why }: { why: Why }): JSX.Element {
  if (why.kind === 'greeting') return <span class="reply__why ellipsis">{t('help.greet')}</span>;
  const words = t('help.quote', { words: why.quote });
  return (
    <span class="reply__why ellipsis">
      {t(why.kind === 'mood' ? 'help.calm' : 'help.because')}
      <span class="private">{words}</span>
    </span>
  );
}
