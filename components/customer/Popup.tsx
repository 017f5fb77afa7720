import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { PasteArea } from '#components/paste/PasteArea.tsx';
import { PasteHost } from '#components/paste/PasteHost.tsx';
import { DueList } from '#components/reminder/DueList.tsx';
import { Button } from '#components/ui/Button.tsx';
import { UndoBar } from '#components/ui/UndoBar.tsx';
import { PeakBanner } from '#components/waiting/PeakSwitch.tsx';
import { QueueList } from '#components/waiting/QueueList.tsx';
import { openCompact } from '#lib/background/compact-window.ts';
import { openPanelBeside } from '#lib/background/open-chat.ts';
import { t } from '#lib/i18n.ts';
import { useHotkeys } from '#lib/ui/hotkeys.ts';
import { showFailure, undoLast } from '#lib/ui/notices.ts';
import { usePeak } from '#lib/ui/use-peak.ts';
import { useQueue } from '#lib/ui/use-queue.ts';
import { SearchBox } from './SearchBox.tsx';

async function openDashboard(hash = ''): Promise<void> {
  await chrome.tabs.create({ url: chrome.runtime.getURL(`/dashboard.html${hash}`) });
  window.close();
}

/** The popup: find anybody, do what is due, go on to panel and dashboard. `banner` stands above all. */
export function Popup({ banner }: { banner?: ComponentChildren }): JSX.Element {
  const tabId = useRef<number | null>(null);
  useEffect(() => {
    // Known before the click: the side panel opens only in the same turn as a click.
    void chrome.tabs.query({ active: true, currentWindow: true }).then(([tab]) => (tabId.current = tab?.id ?? null));
  }, []);
  const queue = useQueue();
  const peak = usePeak();
  useHotkeys({ 'ctrl+z': () => void undoLast() });
  const openCustomer = (id: string): void => void openDashboard(`#/customers/${id}`).catch(showFailure);
  const openPanel = (): void => {
    if (tabId.current !== null) openPanelBeside(tabId.current).then(() => window.close(), showFailure);
  };
  return (
    <div class="popup">
      <main class="popup__main">
        <h1 class="sr-only">{t('app.name')}</h1>
        {banner}
        <SearchBox onOpen={openCustomer}>
          <>
            {peak !== null && <PeakBanner until={peak} />}
            {(queue.lines.length > 0 || queue.unread.length > 0 || peak !== null) && (
              <QueueList queue={queue} most={5} onJumped={() => window.close()} />
            )}
            {peak === null && <DueList onOpen={openCustomer} />}
            {peak === null && <PasteArea />}
          </>
        </SearchBox>
      </main>
      <footer class="popup__foot row">
        <Button icon="panel" onClick={openPanel}>
          {t('popup.panel')}
        </Button>
        <Button icon="chat" title={t('compact.openLong')} onClick={() => openCompact().then(() => window.close(), showFailure)}>
          {t('compact.open')}
        </Button>
        <Button icon="grid" onClick={() => openDashboard().catch(showFailure)}>
          {t('popup.dashboard')}
        </Button>
      </footer>
      <UndoBar />
      <PasteHost onCustomer={openCustomer} />
    </div>
  );
}
