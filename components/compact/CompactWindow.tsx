import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { PasteHost } from '#components/paste/PasteHost.tsx';
import { IconButton } from '#components/ui/Button.tsx';
import { ErrorBoundary } from '#components/ui/ErrorBoundary.tsx';
import { KeysDialog } from '#components/ui/KeysDialog.tsx';
import { EmptyState, ErrorState, Skeleton } from '#components/ui/states.tsx';
import { UndoBar } from '#components/ui/UndoBar.tsx';
import { customerCard } from '#lib/db/customer-card.ts';
import { t } from '#lib/i18n.ts';
import { canStayOnTop, moveOnTop, useKeptPlace } from '#lib/ui/compact-window.ts';
import { copyText } from '#lib/ui/copy.ts';
import { useHotkeys } from '#lib/ui/hotkeys.ts';
import { showFailure, undoLast } from '#lib/ui/notices.ts';
import { pasted } from '#lib/ui/paste.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { useReplies } from '#lib/ui/use-replies.ts';
import { CompactCustomer, type CompactCustomerHandle } from './CompactCustomer.tsx';
import { CompactReplies } from './CompactReplies.tsx';
import { CompactSearch } from './CompactSearch.tsx';
import { compactKeys } from './keys.ts';

/** The window for staff in the desktop client: find a customer by what they have at hand, copy a filled reply. */
export function CompactWindow({ banner }: { banner?: ComponentChildren }): JSX.Element {
  const [text, setText] = useState('');
  const [openId, setOpenId] = useState<string | null>(null);
  const [help, setHelp] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const view = useRef<CompactCustomerHandle>(null);
  const replies = useReplies();
  const live = useLive(() => (openId ? customerCard(openId) : null), [openId]);
  const card = openId ? (live.value ?? null) : null;
  useKeptPlace();
  const back = (): void => {
    input.current?.focus();
    input.current?.select();
  };
  useEffect(() => {
    back();
    // Brought to the front by its key: ready for the next customer, unless something is being written.
    const onFocus = (): void => {
      if ([document.body, input.current].includes(document.activeElement as HTMLInputElement | null)) back();
    };
    window.addEventListener('focus', onFocus);
    return () => window.removeEventListener('focus', onFocus);
  }, []);
  useHotkeys({
    '/': () => search.current?.focus(),
    t: () => view.current?.addTag(),
    n: () => view.current?.writeNote(),
    c: () => void (card && copyText(card.customer.name)),
    'ctrl+z': () => void undoLast(),
    '?': () => setHelp(true),
  });
  const change = (next: string): void => {
    setText(next);
    setOpenId(null);
  };
  const open = (id: string): void => {
    setOpenId(id);
    search.current?.focus();
  };
  // A dialog that closes gives the focus back first.
  const pasting = pasted.value !== null;
  const taken = useRef(false);
  useEffect(() => {
    if (!pasting && taken.current) search.current?.focus();
    taken.current = false;
  }, [pasting]);
  const openAfter = (id: string): void => {
    taken.current = true;
    setText('');
    open(id);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    if ((event.target as Element).closest('dialog')) return;
    event.preventDefault();
    if (event.target !== input.current) back();
    else if (text || openId) change('');
    else input.current?.ownerDocument.defaultView?.close();
  };
  return (
    <div ref={root} class="compact" data-compact={card ? 'customer' : 'empty'} onKeyDown={onKeyDown}>
      <header class="compact__head row">
        <h1 class="sr-only">{t('compact.title')}</h1>
        <CompactSearch inputRef={input} text={text} onText={change} onOpen={open} openId={openId} />
        <OnTopButton root={root} />
        <IconButton icon="keyboard" label={t('ui.keys')} onClick={() => setHelp(true)} />
      </header>
      {banner}
      <main class="compact__main">
        {live.error && openId ? <ErrorState error={live.error} onRetry={live.retry} /> : null}
        {openId && !card && live.slow && <Skeleton lines={5} />}
        {openId && live.value === null && !live.stale && <EmptyState text={t('compact.gone')} />}
        {!openId && <EmptyState text={t('compact.empty')}>{<span class="small secondary">{t('compact.flow')}</span>}</EmptyState>}
        {card && (
          <ErrorBoundary>
            <CompactCustomer key={card.customer.id} ref={view} card={card} onDashboard={() => openDashboard(card.customer.id)} />
          </ErrorBoundary>
        )}
      </main>
      <div class="compact__dock">
        <UndoBar />
        <CompactReplies replies={replies} card={card} inputRef={search} onCopied={back} />
      </div>
      <PasteHost
        onCustomer={openAfter}
        onOther={(other) => {
          change(other.trim().split('\n')[0] ?? '');
          back();
        }}
      />
      {help && <KeysDialog keys={compactKeys} onClose={() => setHelp(false)} />}
    </div>
  );
}

function openDashboard(customerId: string): void {
  void chrome.tabs.create({ url: chrome.runtime.getURL(`/dashboard.html#/customers/${customerId}`) });
}

/** Moves the window's content on top of all programs, where the browser can; nothing where it cannot. */
function OnTopButton({ root }: { root: { current: HTMLElement | null } }): JSX.Element | null {
  const [onTop, setOnTop] = useState(false);
  if (!canStayOnTop() || onTop) return null;
  const move = (): void => {
    const element = root.current;
    if (!element) return;
    const note = document.createElement('p');
    note.className = 'compact__away';
    note.textContent = `${t('compact.isOnTop')} ${t('compact.isOnTopText')}`;
    moveOnTop(element, note, () => setOnTop(false)).then(() => setOnTop(true), showFailure);
  };
  return <IconButton icon="pin" label={`${t('compact.onTop')} · ${t('compact.onTopWhy')}`} onClick={move} />;
}
