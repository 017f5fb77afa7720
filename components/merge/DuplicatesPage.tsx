import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '#components/ui/Button.tsx';
import { EmptyState, ErrorState, Skeleton } from '#components/ui/states.tsx';
import { pairKey, type Pair } from '#lib/db/suggestions.ts';
import { countText } from '#lib/format.ts';
import { t, tAny } from '#lib/i18n.ts';
import { useHotkeys } from '#lib/ui/hotkeys.ts';
import { useVerdict, type Verdict } from '#lib/ui/merging.ts';
import { go, hrefOf } from '#lib/ui/router.ts';
import { usePairs, type PairSearch } from '#lib/ui/use-pairs.ts';
import { MergedList } from './MergedList.tsx';
import { PairActions, verdictKeys } from './PairActions.tsx';
import { usePairCards } from './PairDialog.tsx';
import { Likelihood, PairView } from './PairView.tsx';

/** Customers that may be one: a list to go through by keyboard, and what was joined in the last thirty days. */
export function DuplicatesPage(): JSX.Element {
  const search = usePairs();
  const { pairs } = search;
  const [at, setAt] = useState(0);
  const index = Math.max(0, Math.min(at, pairs.length - 1));
  const pair = pairs[index];
  const decide = useVerdict(pairs);
  const answer = async (verdict: Verdict): Promise<void> => {
    if ((await decide(verdict, pair)) && pair && verdict === 'merge') await search.lookAgain(pair.a.id);
  };
  useHotkeys({
    ...Object.fromEntries(Object.entries(verdictKeys).map(([key, verdict]) => [key, () => void answer(verdict)])),
    ArrowDown: () => setAt(Math.min(index + 1, pairs.length - 1)),
    ArrowUp: () => setAt(Math.max(index - 1, 0)),
    Escape: () => go(hrefOf('customers')),
  });
  return (
    <div class="page" data-pairs={pairs.length} data-search={search.state}>
      <header class="page__head">
        <Button icon="back" tone="quiet" onClick={() => go(hrefOf('customers'))}>
          {t('dash.customers')}
        </Button>
        <h1>{t('merge.title')}</h1>
        <Progress search={search} />
      </header>
      {search.error ? <ErrorState error={search.error} /> : null}
      {pairs.length === 0 && search.state === 'looking' && !search.error && <Skeleton lines={6} />}
      {pairs.length === 0 && search.state !== 'looking' && (
        <EmptyState title={t('merge.nonePairs')} text={t('merge.nonePairsText')} />
      )}
      {pair && (
        <div class="pairs">
          <PairList pairs={pairs} index={index} onPick={setAt} />
          <PairSheet pair={pair} onVerdict={(verdict) => void answer(verdict)} />
        </div>
      )}
      <MergedList />
    </div>
  );
}

function Progress({ search }: { search: PairSearch }): JSX.Element {
  const { state, looked, goOn, stop } = search;
  const key = state === 'looking' ? 'merge.looking' : state === 'done' ? 'merge.lookedAll' : 'merge.looked';
  return (
    <>
      <span class="secondary page__count" role="status">
        {t(key, { n: countText(looked) })}
      </span>
      <span class="spring" />
      {state === 'looking' && <Button onClick={stop}>{t('merge.stop')}</Button>}
      {state === 'waiting' && <Button onClick={goOn}>{t('merge.goOn')}</Button>}
    </>
  );
}

interface PairListProps {
  pairs: readonly Pair[];
  index: number;
  onPick: (index: number) => void;
}

function PairList({ pairs, index, onPick }: PairListProps): JSX.Element {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView?.({ block: 'nearest' });
  }, [index]);
  return (
    <ul ref={list} class="pairs__list" aria-label={t('merge.list')}>
      {pairs.map((pair, i) => {
        const why = pair.reasons[0];
        return (
          <li key={pairKey(pair)}>
            <button type="button" class="pairs__item" aria-current={i === index ? 'true' : undefined} onClick={() => onPick(i)}>
              <span class="pairs__names private">
                <span class="ellipsis">{pair.a.name || t('panel.noName')}</span>
                <span class="secondary">·</span>
                <span class="ellipsis">{pair.b.name || t('panel.noName')}</span>
              </span>
              <Likelihood match={pair} />
              <span class="small secondary ellipsis pairs__why">{why ? tAny(why.key, why.params) : ''}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function PairSheet({ pair, onVerdict }: { pair: Pair; onVerdict: (verdict: Verdict) => void }): JSX.Element {
  const cards = usePairCards(pair);
  return (
    <section class="sheet pairs__sheet" aria-label={t('merge.dialog')}>
      {cards ? <PairView a={cards.a} b={cards.b} match={pair} /> : <Skeleton lines={8} />}
      <PairActions onVerdict={onVerdict} />
    </section>
  );
}
