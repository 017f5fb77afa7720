import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Dialog } from '#components/ui/Dialog.tsx';
import { Icon } from '#components/ui/Icon.tsx';
import { Moment } from '#components/ui/Moment.tsx';
import type { FieldRow } from '#lib/domain/health-verdict.ts';
import { newId } from '#lib/domain/ids.ts';
import { shortTime } from '#lib/format.ts';
import { sendMessage } from '#lib/messaging.ts';
import type { TabHealth } from '#lib/ui/health.ts';
import { adviceOf, h, readerWord, titleOf, worksOf } from '#lib/ui/health-words.ts';
import { showFailure, showNotice } from '#lib/ui/notices.ts';
import { FoldedRows, ProblemRows } from './FieldRows.tsx';
import { lightIcons } from './HealthDot.tsx';
import { ShopChoice } from './ShopChoice.tsx';
import { SkeletonView } from './SkeletonView.tsx';
import { useObstacle } from './use-obstacle.ts';

export interface DoctorProps {
  tabId: number;
  health: TabHealth;
  onClose: () => void;
}

/** The page doctor: what is wrong with the followed page in the person's words, what still works and what to do. */
export function Doctor({ tabId, health, onClose }: DoctorProps): JSX.Element {
  const obstacle = useObstacle(tabId, health.condition === 'punish');
  const { page, verdict } = health;
  const rows = verdict?.rows ?? [];
  const wrong = rows.filter(({ verdict: of }) => of === 'gone' || of === 'never' || of === 'doubt');
  const of = (what: FieldRow['verdict']): FieldRow[] => rows.filter((row) => row.verdict === what);
  const advice = adviceOf(health);
  const works = worksOf(health);
  return (
    <Dialog title={h('title')} onClose={onClose} foot={<Actions tabId={tabId} health={health} />}>
      <div class="doctor" data-condition={health.condition} data-light={health.light}>
        <div class="doctor__state" data-health={health.light}>
          <span class="health__dot">
            <Icon name={lightIcons[health.light]} />
          </span>
          <div class="spring">
            <h3>{titleOf(health, obstacle)}</h3>
            {page && (
              <p class="small secondary">
                {readerWord(page.reader)} ·{' '}
                {page.state === 'ready' ? (
                  <>
                    {h('lastRead')} <Moment at={page.at} />
                  </>
                ) : (
                  h('since', { when: shortTime(page.at) })
                )}
              </p>
            )}
          </div>
        </div>
        {page && <ProblemRows page={page} rows={wrong} />}
        {page && <ShopChoice tabId={tabId} frameId={page.frameId} />}
        {advice && <p>{advice}</p>}
        {works && (
          <p class="doctor__works">
            <b>{h('works')}</b> {works}
          </p>
        )}
        <FoldedRows title={h('rights', { n: of('right').length })} rows={of('right')} />
        <FoldedRows title={h('absents', { n: of('absent').length })} rows={of('absent')} />
        {health.condition !== 'unsupported' && <SkeletonView tabId={tabId} health={health} />}
      </div>
    </Dialog>
  );
}

/** Read anew, load the page anew, see all pages. Only what helps in the state the page is in. */
function Actions({ tabId, health }: { tabId: number; health: TabHealth }): JSX.Element {
  const [busy, setBusy] = useState(false);
  const once = async (act: () => Promise<unknown>, failed: () => void): Promise<void> => {
    setBusy(true);
    await act().catch(failed);
    setBusy(false);
  };
  const { page } = health;
  const reread = (): Promise<void> =>
    once(
      () => sendMessage('reread', { commandId: newId('reread') }, page ? { tabId, frameId: page.frameId } : tabId),
      () => showNotice({ kind: 'failed', label: { key: 'panel.outcome.no-page' } }),
    );
  const seeAll = (): void => void chrome.tabs.create({ url: chrome.runtime.getURL('/dashboard.html#/health') });
  const reachable = health.condition !== 'unsupported' && health.condition !== 'not-read';
  const broken = health.condition === 'no-script' || health.condition === 'updated';
  return (
    <>
      <Button size="small" tone="quiet" onClick={seeAll}>
        {h('all')}
      </Button>
      {reachable && (
        <Button
          size="small"
          tone={broken ? 'primary' : 'normal'}
          disabled={busy}
          onClick={() =>
            once(
              () => chrome.tabs.reload(tabId),
              () => showFailure(new Error('reload')),
            )
          }
        >
          {h('reload')}
        </Button>
      )}
      {reachable && !broken && (
        <Button size="small" disabled={busy} onClick={reread}>
          {h('reread')}
        </Button>
      )}
    </>
  );
}
