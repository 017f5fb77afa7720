import type { JSX } from 'preact';
import { Button } from '#components/ui/Button.tsx';
import { Kbd } from '#components/ui/Kbd.tsx';
import { t } from '#lib/i18n.ts';
import type { Verdict } from '#lib/ui/merging.ts';

/** The three answers to "are these one person", with their keys. */
export function PairActions({ onVerdict }: { onVerdict: (verdict: Verdict) => void }): JSX.Element {
  return (
    <div class="row row--wrap pair__actions" data-pair-actions>
      <Button tone="primary" onClick={() => onVerdict('merge')}>
        {t('merge.do')} <Kbd keys="M" />
      </Button>
      <Button onClick={() => onVerdict('apart')}>
        {t('merge.notSame')} <Kbd keys="N" />
      </Button>
      <Button tone="quiet" title={t('merge.laterWhy')} onClick={() => onVerdict('later')}>
        {t('merge.later')} <Kbd keys="L" />
      </Button>
    </div>
  );
}

/** Keys of the three answers. */
export const verdictKeys: Readonly<Record<string, Verdict>> = { m: 'merge', n: 'apart', l: 'later' };
