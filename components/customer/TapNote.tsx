import type { JSX } from 'preact';
import { Icon } from '#components/ui/Icon.tsx';
import { t, tAny } from '#lib/i18n.ts';
import { isResting, tapSites } from '#lib/tap/state.ts';
import { useTaps } from '#lib/ui/use-taps.ts';

/** Says under the shop when reading a site's answers has switched itself off for today; nothing otherwise. */
export function TapNote(): JSX.Element | null {
  const taps = useTaps();
  const resting = tapSites.filter((site) => taps?.[site].on && isResting(taps[site], site, Date.now()));
  if (resting.length === 0) return null;
  return (
    <div class="small secondary" role="status" data-tap-rest={resting.join(' ')}>
      <Icon name="warn" /> {t('tap.panel', { site: resting.map((site) => tAny(`tap.site.${site}`)).join('、') })}
    </div>
  );
}
