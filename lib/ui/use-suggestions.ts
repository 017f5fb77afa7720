import { useEffect, useMemo, useState } from 'preact/hooks';
import { askedBy, isSuggesting } from '../db/asked.ts';
import { allPicks } from '../db/picks.ts';
import { heardOn, type Asked } from '../domain/asked.ts';
import { stageOf } from '../domain/stage.ts';
import type { suggestNow } from '../intent/load.ts';
import { NO_SUGGESTIONS, type Suggestions } from '../intent/suggestion.ts';
import type { TemplateIndex } from '../search/template-index.ts';
import type { ReplyTarget } from './insert-reply.ts';
import { useLive } from './use-live.ts';
import { usePeak } from './use-peak.ts';

type Suggest = typeof suggestNow;

/** The recogniser once it is there; it is loaded when the first chat is shown. */
let loaded: Suggest | null = null;
let loading: Promise<Suggest> | undefined;

function load(): Promise<Suggest> {
  loading ??= import('../intent/load.ts').then((part) => (loaded = part.suggestNow));
  return loading;
}

function useSuggest(wanted: boolean): Suggest | null {
  const [, redraw] = useState(false);
  useEffect(() => {
    if (!wanted || loaded) return;
    let gone = false;
    load().then(
      () => !gone && redraw(true),
      // Without it replies are still found by searching.
      (error: unknown) => console.debug('no suggestions', error),
    );
    return () => {
      gone = true;
    };
  }, [wanted]);
  return loaded;
}

/** What is offered for the open chat, and whether that is known by now. */
export interface Offered {
  suggestions: Suggestions;
  known: boolean;
}

/** Reads what the buyer on show asked and offers replies for it, again whenever a message comes in. */
export function useSuggestions(target: ReplyTarget | null, index: TemplateIndex, language: string | undefined): Offered {
  const customerId = target?.card?.customer.id ?? null;
  const peak = usePeak();
  const live = useLive(async () => {
    if (!customerId || !(await isSuggesting(Date.now()))) return null;
    const [asked, picks] = await Promise.all([askedBy(customerId), allPicks()]);
    return { asked, picks };
  }, [customerId, peak]);
  const current = live.stale ? undefined : live.value;
  const suggest = useSuggest(Boolean(current));
  const site = target?.chat.site;
  const shopId = target?.chat.shopId ?? null;
  const stage = target?.card ? stageOf(target.card.orders) : null;
  // Picks change with every insertion; what is on show is not shuffled by them.
  const asked = useSame(current && site ? heardOn(site, current.asked) : null);
  const suggestions = useMemo(
    () =>
      asked && suggest && language
        ? suggest(index.items, { asked, language, shopId, now: Date.now(), picks: current?.picks ?? [], stage })
        : NO_SUGGESTIONS,
    [asked, suggest, index, language, shopId, stage],
  );
  return { suggestions, known: current === null || live.error !== null || (asked !== null && suggest !== null) };
}

/** Returns the same object as long as it says the same. */
function useSame(asked: Asked | null): Asked | null {
  const key = JSON.stringify(asked);
  return useMemo(() => asked, [key]);
}
