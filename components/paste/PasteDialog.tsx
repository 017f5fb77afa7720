import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Dialog } from '#components/ui/Dialog.tsx';
import { Kbd } from '#components/ui/Kbd.tsx';
import { ErrorState, Skeleton } from '#components/ui/states.tsx';
import { takePasted } from '#lib/db/pasted.ts';
import { t } from '#lib/i18n.ts';
import { offerUndo, showFailure, showNotice } from '#lib/ui/notices.ts';
import { usePasteView, type PasteChoice, type PasteView } from '#lib/ui/pasted-choice.ts';
import { PastedMessages, PastedOrders, PastedRest } from './PastedContent.tsx';
import { PastedQuestions, PastedWhoLine } from './PastedWho.tsx';

export interface PasteDialogProps {
  text: string;
  onClose: () => void;
  onTaken: (customerId: string) => void;
}

/** Shows what a copied chat was understood as and whose it is, before anything is kept; Enter takes it in. */
export function PasteDialog({ text, onClose, onTaken }: PasteDialogProps): JSX.Element {
  const [choice, setChoice] = useState<PasteChoice>({});
  const [busy, setBusy] = useState(false);
  const live = usePasteView(text, choice);
  const view = live.value;
  const ready = !live.stale && !busy && isReady(view);
  const accept = useRef<HTMLButtonElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const shown = view !== undefined;
  useEffect(() => {
    const question = content.current?.querySelector('select');
    if (!ready) question?.focus({ preventScroll: true });
    // Whoever is choosing goes on choosing; Enter accepts from there too.
    else if (!content.current?.contains(document.activeElement)) accept.current?.focus({ preventScroll: true });
  }, [ready, shown]);
  const take = async (): Promise<void> => {
    if (!ready || !view?.pasted) return;
    setBusy(true);
    try {
      const taken = await takePasted(view.pasted);
      if (taken.change) offerUndo(taken.change);
      else showNotice({ kind: 'info', label: { key: 'paste.nothingNew' } });
      onTaken(taken.customerId);
    } catch (error) {
      setBusy(false);
      showFailure(error);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing || event.target instanceof HTMLButtonElement) return;
    event.preventDefault();
    void take();
  };
  return (
    <Dialog
      title={t('paste.title')}
      onClose={onClose}
      wide
      foot={
        <>
          <Kbd keys="Esc" />
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Kbd keys="Enter" />
          <Button ref={accept} tone="primary" disabled={!ready} onClick={take}>
            {t('paste.accept')}
          </Button>
        </>
      }
    >
      <div ref={content} class="paste" data-paste={view?.who?.outcome ?? ''} onKeyDown={onKeyDown}>
        {live.error ? <ErrorState error={live.error} onRetry={live.retry} /> : null}
        {!view && !live.error && <Skeleton lines={6} />}
        {view && <Content view={view} choice={choice} onChoice={(more) => setChoice({ ...choice, ...more })} />}
      </div>
    </Dialog>
  );
}

function isReady(view: PasteView | undefined): boolean {
  return view?.pasted != null && (view.who?.outcome === 'one' || view.who?.outcome === 'new');
}

interface ContentProps {
  view: PasteView;
  choice: PasteChoice;
  onChoice: (choice: PasteChoice) => void;
}

function Content({ view, choice, onChoice }: ContentProps): JSX.Element {
  const { reading } = view;
  const level = view.pasted?.peer?.level;
  return (
    <>
      <PastedWhoLine view={view} />
      <PastedQuestions view={view} choice={choice} onChoice={onChoice} />
      {level && (
        <p class="small">
          <span class="secondary">{t('paste.facts')}</span> {level}
        </p>
      )}
      <PastedOrders orders={reading.observations.filter((o) => o.kind === 'order')} />
      <PastedMessages reading={reading} />
      <PastedRest lines={reading.rest} />
    </>
  );
}
