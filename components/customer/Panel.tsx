import type { ComponentChildren, JSX, Ref } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { ReplyDesk } from '#components/language/ReplyDesk.tsx';
import { PasteHost } from '#components/paste/PasteHost.tsx';
import { IdentityNote, PointingNote } from '#components/teach/TeachOffer.tsx';
import { TemplateList } from '#components/template/TemplateList.tsx';
import { FilesAtHand } from '#components/template/FilesAtHand.tsx';
import { WaitingReplies } from '#components/template/WaitingReplies.tsx';
import { Button } from '#components/ui/Button.tsx';
import { ErrorBoundary } from '#components/ui/ErrorBoundary.tsx';
import { KeysDialog } from '#components/ui/KeysDialog.tsx';
import { Banner, EmptyState, ErrorState, Skeleton } from '#components/ui/states.tsx';
import { UndoBar } from '#components/ui/UndoBar.tsx';
import { PeakBanner } from '#components/waiting/PeakSwitch.tsx';
import { QueueList } from '#components/waiting/QueueList.tsx';
import { WaitStrip } from '#components/waiting/WaitStrip.tsx';
import { openCompact } from '#lib/background/compact-window.ts';
import { customerCard, type CustomerCard } from '#lib/db/customer-card.ts';
import type { ActiveChat } from '#lib/domain/chat.ts';
import { dueReply } from '#lib/domain/reminder.ts';
import { t } from '#lib/i18n.ts';
import { pinCustomer, unpin } from '#lib/session.ts';
import { copyText } from '#lib/ui/copy.ts';
import { useChat, useFollowedTab } from '#lib/ui/followed-tab.ts';
import { isTyping, muteHotkeys, useHotkeys } from '#lib/ui/hotkeys.ts';
import { replyBlock } from '#lib/ui/insert-reply.ts';
import { showFailure, undoLast } from '#lib/ui/notices.ts';
import { useHeld } from '#lib/ui/use-held.ts';
import { usePaintMark } from '#lib/ui/paint-mark.ts';
import { type Live, useLive } from '#lib/ui/use-live.ts';
import { usePeak } from '#lib/ui/use-peak.ts';
import { jump, useQueue } from '#lib/ui/use-queue.ts';
import { useReplies } from '#lib/ui/use-replies.ts';
import { wantedReply } from '#lib/ui/wanted-reply.ts';
import { CustomerView, type CustomerViewHandle } from './CustomerView.tsx';
import { panelKeys } from './keys.ts';
import { Nobody, whyNobody } from './Nobody.tsx';
import { ShopBar } from './ShopBar.tsx';

/** The side panel: whoever is open in the chat of the followed tab, and the quick replies for that chat. `banner` stands above all. */
export function Panel({ banner }: { banner?: ComponentChildren }): JSX.Element {
  const tabId = useFollowedTab();
  const { chat, pinned, known } = useChat(tabId);
  const [help, setHelp] = useState(false);
  const [doctor, setDoctor] = useState(false);
  const customerId = pinned ?? chat?.customerId ?? null;
  const live = useLive(() => (customerId ? customerCard(customerId) : null), [customerId]);
  // Up to 200 ms the former card stays while the next one is read; when nobody is to be shown it goes at once.
  const card = customerId ? (live.value ?? null) : null;
  const shownId = card?.customer.id ?? null;
  const replies = useReplies();
  const queue = useQueue();
  const [queueOpen, setQueueOpen] = useState(false);
  const peak = usePeak();
  const onlyQueue = queueOpen || peak !== null;
  const view = useRef<CustomerViewHandle>(null);
  const search = useRef<HTMLInputElement>(null);
  const pick = useRef<((index: number) => void) | null>(null);
  const desk = useRef<(() => void) | null>(null);
  usePaintMark(live.stale ? null : shownId);
  useKeptKeys(shownId);
  useHotkeys({
    t: () => view.current?.addTag(),
    n: () => view.current?.writeNote(),
    f: () => view.current?.followUp(),
    m: () => view.current?.lookAlike(),
    c: () => void (card && copyText(card.customer.name)),
    '/': () => search.current?.focus(),
    w: () => void openCompact().catch(showFailure),
    y: () => desk.current?.(),
    p: () => view.current?.acceptPromise(),
    r: () => (wantedReply.value = dueReply(card?.open ?? [], Date.now())),
    '1': () => pick.current?.(0),
    '2': () => pick.current?.(1),
    '3': () => pick.current?.(2),
    'ctrl+z': () => void undoLast(),
    'alt+x': () => void document.documentElement.toggleAttribute('data-blur'),
    q: () => setQueueOpen(!queueOpen),
    j: () => void jump(queue.lines[0]),
    h: () => setDoctor(true),
    '?': () => setHelp(true),
  });
  // The same element for the same card: a chat that changes does not draw the former customer once more.
  const profile = useMemo(() => card && <Profile key={card.customer.id} card={card} view={view} />, [card]);
  const block = live.stale && customerId ? 'other-customer' : replyBlock(chat, card);
  const state = panelState(known, customerId, live, chat);
  const shopId = card?.customer.shopId ?? chat?.shopId ?? null;
  return useHeld(
    <div
      class="panel"
      data-panel-state={state}
      data-customer-id={shownId ?? ''}
      data-stale={live.stale && customerId ? '' : undefined}
    >
      <ShopBar
        tabId={tabId}
        chat={chat}
        shopId={shopId}
        shopName={card?.shop?.name ?? chat?.shop?.name ?? chat?.shop?.key ?? ''}
        doctor={doctor}
        onDoctor={setDoctor}
        onKeys={() => setHelp(true)}
        onDashboard={() => openDashboard(shownId)}
      />
      {banner}
      <WaitStrip queue={queue} customerId={shownId} open={onlyQueue} onOpen={setQueueOpen} />
      {peak !== null && <PeakBanner until={peak} />}
      <PointingNote tabId={tabId} />
      {chat?.site === 'custom' && <IdentityNote />}
      {pinned && chat && tabId && chat.customerId !== pinned && (
        <Banner
          actions={
            <Button size="small" onClick={() => unpin(tabId)}>
              {t('panel.backToChat')}
            </Button>
          }
        >
          {t('panel.pinned')}
        </Banner>
      )}
      <main class="panel__main">
        {onlyQueue && <QueueList queue={queue} focus={queueOpen} />}
        {!onlyQueue && state === 'error' && <ErrorState error={live.error} onRetry={live.retry} />}
        {!onlyQueue && state === 'gone' && <EmptyState title={t('panel.gone')} text={t('panel.goneText')} />}
        {!onlyQueue && state === 'loading' && live.slow && <Skeleton lines={7} />}
        {!onlyQueue && state === 'nobody' && <Nobody chat={chat} />}
        {!onlyQueue && profile}
      </main>
      <div class="panel__dock">
        <UndoBar />
        <WaitingReplies chat={chat} />
        {chat && <FilesAtHand chat={chat} />}
        {chat && peak === null && <ReplyDesk target={{ chat, card }} block={block} replies={replies} openRef={desk} />}
        {chat && (
          <TemplateList
            key={chat.fingerprint ?? ''}
            replies={replies}
            target={{ chat, card }}
            block={block}
            searchRef={search}
            pickRef={pick}
          />
        )}
      </div>
      <PasteHost onCustomer={(id) => tabId && void pinCustomer(tabId, id)} />
      {help && <KeysDialog keys={panelKeys} onClose={() => setHelp(false)} />}
    </div>,
    live.stale && customerId !== null && card !== null,
  );
}

function Profile({ card, view }: { card: CustomerCard; view: Ref<CustomerViewHandle> }): JSX.Element {
  return (
    <ErrorBoundary>
      <CustomerView ref={view} card={card} />
    </ErrorBoundary>
  );
}

type PanelState = 'loading' | 'nobody' | 'customer' | 'gone' | 'error';

function panelState(
  known: boolean,
  customerId: string | null,
  live: Live<CustomerCard | null>,
  chat: ActiveChat | null,
): PanelState {
  if (!known) return 'loading';
  if (!customerId) return whyNobody(chat) ? 'nobody' : 'loading';
  if (live.error) return 'error';
  if (live.value) return 'customer';
  return live.value === null && !live.stale ? 'gone' : 'loading';
}

/** Keeps keys that were meant for a field of the former customer from doing something to the next one. */
function useKeptKeys(customerId: string | null): void {
  const typing = useRef(false);
  useEffect(() => {
    const onFocus = (): void => {
      typing.current = isTyping(document.activeElement);
    };
    // A field that was left is not typed in; one that is taken away with its customer is, and fires no such event.
    const onLeave = (event: FocusEvent): void => {
      if (event.target instanceof Node && event.target.isConnected) typing.current = false;
    };
    document.addEventListener('focusin', onFocus);
    document.addEventListener('focusout', onLeave);
    return () => {
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('focusout', onLeave);
    };
  }, []);
  const before = useRef(customerId);
  if (before.current !== customerId) {
    before.current = customerId;
    if (typing.current) muteHotkeys();
    typing.current = false;
  }
}

function openDashboard(customerId: string | null): void {
  void chrome.tabs.create({ url: chrome.runtime.getURL(`/dashboard.html${customerId ? `#/customers/${customerId}` : ''}`) });
}
