import type { JSX, Ref } from 'preact';
import { useEffect, useImperativeHandle, useMemo, useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { Icon } from '#components/ui/Icon.tsx';
import { pairOf, suggestionsFor } from '#lib/db/suggestions.ts';
import type { Customer } from '#lib/domain/customer.ts';
import { t, tAny } from '#lib/i18n.ts';
import { useLive } from '#lib/ui/use-live.ts';
import { useStay } from '#lib/ui/use-stay.ts';
import { PairDialog } from './PairDialog.tsx';

/** What keys of the page can do here. */
export interface SuggestionHandle {
  look: () => void;
}

/** Milliseconds for which a customer is on show before others are searched: whoever is passed over costs nothing. */
const STAY = 500;

/** Says quietly that somebody else may be the same person, and why; nothing when nobody is. */
export function SuggestionStrip({ customer, ref }: { customer: Customer; ref?: Ref<SuggestionHandle> }): JSX.Element | null {
  const [open, setOpen] = useState(false);
  const stays = useStay(STAY);
  const live = useLive(() => (stays ? suggestionsFor(customer.id) : []), [customer.id, stays]);
  const found = live.stale ? [] : (live.value ?? []);
  const pairs = useMemo(() => found.map((suggestion) => pairOf(customer, suggestion)), [live.value, customer]);
  useImperativeHandle(ref ?? null, () => ({ look: () => setOpen(found.length > 0) }), [found.length]);
  const none = found.length === 0;
  // Answered for all of them: when undo brings one back, it is said, not asked again at once.
  useEffect(() => {
    if (none) setOpen(false);
  }, [none]);
  const first = found[0];
  const why = first?.reasons[0];
  if (!first || !why) return null;
  return (
    <div class="alike" role="note">
      <Icon name="user" />
      <p class="alike__text">
        <span class="secondary">{t('merge.strip')}</span>
        <b class="private">{first.customer.name || t('panel.noName')}</b>
        {found.length > 1 && <span>{t('merge.stripMore', { n: found.length })}</span>}
        <span class="secondary"> · {tAny(why.key, why.params)}</span>
      </p>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('merge.look')}
      </Button>
      {open && <PairDialog pairs={pairs} onClose={() => setOpen(false)} />}
    </div>
  );
}
