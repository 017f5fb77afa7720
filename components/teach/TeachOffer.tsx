import type { JSX } from 'preact';
import { Button } from '#components/ui/Button.tsx';
import { Banner } from '#components/ui/states.tsx';
import { t } from '#lib/i18n.ts';
import { cancelPointing } from '#lib/teach/job.ts';
import { wAny } from '#lib/teach/words.ts';
import { useFollowedTab } from '#lib/ui/followed-tab.ts';
import { showFailure, showNotice } from '#lib/ui/notices.ts';
import { askFor, USUAL, usePointJob, useTeachPlace } from '#lib/ui/teach.ts';

/** Says that a pointing is on in the followed tab, with the way out of it. */
export function PointingNote({ tabId }: { tabId: number | null | undefined }): JSX.Element | null {
  const job = usePointJob(tabId);
  const field = job?.steps[job.at];
  if (!job || !field) return null;
  return (
    <Banner
      actions={
        <Button size="small" onClick={() => void cancelPointing(job.tabId).catch(showFailure)}>
          {wAny('cancel')}
        </Button>
      }
    >
      {t('teach.pointing', { field: wAny(`field.${field}`), at: job.at + 1, n: job.steps.length })}
    </Banner>
  );
}

/** Where nobody is recognised: lets the person point at what the page shows. `again` tells that the page may be another. */
export function TeachOffer({ again }: { again: unknown }): JSX.Element | null {
  const place = useTeachPlace(useFollowedTab(), again);
  if (!place) return null;
  const steps = USUAL[place.page];
  const point = (): void =>
    void askFor(place, steps).catch((error: unknown) => {
      console.warn('cannot be pointed at', error);
      showNotice({ kind: 'failed', label: { key: 'teach.noTab' } });
    });
  return (
    <div class="stack teach-offer">
      <p class="small secondary">
        {t('teach.offer')} {t('teach.offerText', { fields: steps.map((field) => wAny(`field.${field}`)).join('、') })}
      </p>
      <Button onClick={point}>{t('teach.show')}</Button>
    </div>
  );
}

/** Said beside every chat of a site of the user's own. */
export function IdentityNote(): JSX.Element {
  return <p class="small secondary teach-identity">{t('custom.identity')}</p>;
}
