import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Dialog } from '#components/ui/Dialog.tsx';
import { Skeleton } from '#components/ui/states.tsx';
import { customerCard, type CustomerCard } from '#lib/db/customer-card.ts';
import type { Pair } from '#lib/db/suggestions.ts';
import { t } from '#lib/i18n.ts';
import { isTyping } from '#lib/ui/hotkeys.ts';
import { useVerdict, type Verdict } from '#lib/ui/merging.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { PairActions, verdictKeys } from './PairActions.tsx';
import { PairView } from './PairView.tsx';

/** Both cards of a pair, again whenever anything in them changes; null when one of the two is not there any more. */
export function usePairCards(pair: Pair | undefined): { a: CustomerCard; b: CustomerCard } | null | undefined {
  const live = useLive(async () => {
    if (!pair) return null;
    const [a, b] = await Promise.all([customerCard(pair.a.id), customerCard(pair.b.id)]);
    return a?.customer.id === pair.a.id && b?.customer.id === pair.b.id ? { a, b } : null;
  }, [pair?.a.id, pair?.b.id]);
  return live.stale ? undefined : live.value;
}

/** Asks about one pair after the other; whoever shows it closes it when none is left. */
export function PairDialog({ pairs, onClose }: { pairs: readonly Pair[]; onClose: () => void }): JSX.Element | null {
  const [at, setAt] = useState(0);
  const pair = pairs[Math.min(at, pairs.length - 1)];
  const cards = usePairCards(pair);
  const decide = useVerdict(pairs);
  const answer = (verdict: Verdict): void => void decide(verdict, pair);
  useDialogKeys({
    ...Object.fromEntries(Object.entries(verdictKeys).map(([key, verdict]) => [key, () => answer(verdict)])),
    ArrowRight: () => setAt(Math.min(at + 1, pairs.length - 1)),
    ArrowLeft: () => setAt(Math.max(at - 1, 0)),
  });
  if (!pair) return null;
  return (
    <Dialog wide title={t('merge.dialog')} onClose={onClose} foot={<PairActions onVerdict={answer} />}>
      {pairs.length > 1 && (
        <p class="small secondary" role="status">
          {t('merge.pairOf', { i: Math.min(at, pairs.length - 1) + 1, n: pairs.length })}
        </p>
      )}
      {cards ? <PairView a={cards.a} b={cards.b} match={pair} /> : <Skeleton lines={6} />}
    </Dialog>
  );
}

/** Keys while the dialog is open; the page's own are silent then. */
function useDialogKeys(keys: Readonly<Record<string, () => void>>): void {
  // What is shown now counts, also before the effects of this drawing have run.
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.isComposing || event.repeat || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const action = current.current[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!action) return;
      event.preventDefault();
      event.stopPropagation();
      action();
    };
    document.addEventListener('keydown', onKeyDown, true);
    return () => document.removeEventListener('keydown', onKeyDown, true);
  }, []);
}
