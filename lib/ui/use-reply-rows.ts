import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Intent } from '../domain/intent.ts';
import { replyLanguage } from '../domain/reply-language.ts';
import { stageOf } from '../domain/stage.ts';
import type { Suggestion, Why } from '../intent/suggestion.ts';
import { rankTemplates, type Ranked } from '../search/rank.ts';
import type { ReplyTarget } from './insert-reply.ts';
import type { Replies } from './use-replies.ts';
import { useSettled } from './use-settled.ts';
import { useSpoken } from './use-spoken.ts';
import { useSuggestions } from './use-suggestions.ts';

/** Rows shown while nothing is searched, and at most. */
const TOP = 3;
const MOST = 8;
/** Milliseconds for which nothing is shown rather than something that is replaced at once. */
const PATIENCE = 150;

/** A row of the quick replies; `why` if it is there for what the buyer wrote. */
export interface ReplyRow extends Ranked {
  why?: Why;
}

/** The rows on show and what they are for. */
export interface ReplyRows {
  rows: readonly ReplyRow[];
  /** Nothing is shown yet, for a moment. */
  waiting: boolean;
  /** The row that a key pressed now means. */
  meant: (index: number) => ReplyRow | undefined;
  /** What the buyer wants; picking a reply teaches that it answers these. */
  intents: readonly Intent[];
}

/** Returns what is found for a query, or without one what is offered for the open chat, then what was used last. */
export function useReplyRows({ index, list }: Replies, target: ReplyTarget | null, query: string): ReplyRows {
  const customer = target?.card?.customer ?? null;
  const spoken = useSpoken(customer?.id ?? null);
  const language = target ? replyLanguage(target.chat.site, target.chat.peer, customer, spoken) : undefined;
  const { suggestions, known } = useSuggestions(target, index, language);
  const patient = usePatience() && !known && list.value !== undefined;
  const stage = target?.card ? stageOf(target.card.orders) : null;
  const shopId = target?.chat.shopId;
  const ranked = useMemo(
    () =>
      rankTemplates(index, query, {
        limit: query ? MOST : TOP,
        at: Date.now(),
        stage,
        ...(shopId !== undefined && { shopId }),
        ...(language && { language }),
      }),
    [index, query, language, stage, shopId],
  );
  const next = useMemo(
    (): readonly ReplyRow[] => (query ? ranked : patient ? [] : withSuggestions(suggestions.list, ranked)),
    [query, ranked, patient, suggestions],
  );
  // What is typed changes the list at once; what happens by itself waits for a quiet moment.
  const { shown, meant } = useSettled(next, patient ? '' : `q${query}`, sameRows);
  return {
    rows: shown,
    waiting: patient && !query,
    meant: (i) => (query ? shown : meant())[i],
    intents: suggestions.intents,
  };
}

function usePatience(): boolean {
  const [patient, setPatient] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setPatient(false), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  return patient;
}

function withSuggestions(list: readonly Suggestion[], ranked: readonly Ranked[]): ReplyRow[] {
  const offered = list.map(({ template, why }): ReplyRow => ({ template, why, hits: [], by: 'recent' }));
  const others = ranked.filter(({ template }) => !list.some((each) => each.template.id === template.id));
  return [...offered, ...others].slice(0, TOP);
}

function sameRows(a: readonly ReplyRow[], b: readonly ReplyRow[]): boolean {
  return a === b || (a.length === b.length && a.every((row, i) => sameRow(row, b[i])));
}

/** A template that was edited, or the same one for another reason, is another row. */
function sameRow(a: ReplyRow, b: ReplyRow | undefined): boolean {
  return (
    b !== undefined &&
    a.template.id === b.template.id &&
    a.template.title === b.template.title &&
    a.template.body === b.template.body &&
    JSON.stringify(a.why) === JSON.stringify(b.why)
  );
}
