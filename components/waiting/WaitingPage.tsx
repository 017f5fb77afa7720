import type { JSX } from 'preact';
import { Button } from '#components/ui/Button.tsx';
import { t } from '#lib/i18n.ts';
import { useHotkeys } from '#lib/ui/hotkeys.ts';
import { go, hrefOf } from '#lib/ui/router.ts';
import { jump, useQueue } from '#lib/ui/use-queue.ts';
import { AttentionCard } from './AttentionCard.tsx';
import { BudgetView } from './BudgetView.tsx';
import { BurnList } from './BurnList.tsx';
import { PeakCard } from './PeakSwitch.tsx';
import { QueueList } from './QueueList.tsx';
import { RulesCard } from './RulesCard.tsx';

/** Who waits, how the day stands, and the rules by which that is told. */
export function WaitingPage(): JSX.Element {
  const queue = useQueue();
  useHotkeys({ j: () => void jump(queue.lines[0]) });
  return (
    <div class="page">
      <header class="page__head row">
        <h1 class="spring">
          {t('waiting.title')}
          {(queue.live.value?.count ?? 0) > 0 && <span class="tabs__count">{queue.live.value?.count}</span>}
        </h1>
        <Button icon="right" onClick={() => go(hrefOf('shift'))}>
          {t('shift.title')}
        </Button>
      </header>
      <div class="waiting">
        <section class="waiting__queue" aria-label={t('waiting.queue')}>
          <QueueList queue={queue} hrefOf={(line) => hrefOf('customers', line.customerId)} focus />
        </section>
        <div class="waiting__side">
          <BudgetView />
          <BurnList queue={queue} />
          <PeakCard />
        </div>
        <div class="waiting__rules">
          <RulesCard />
          <AttentionCard />
        </div>
      </div>
    </div>
  );
}
