import type { InsertResult } from '../dom/insert.ts';
import { NO_SUGGESTIONS, type Suggestions } from '../intent/suggestion.ts';
import type { TemplateIndex } from '../search/template-index.ts';
import type { OpenBuyer } from '../messaging.ts';
import { countUse, takeBackUse } from './palette-api.ts';
import { rowsFor, type PaletteRow, type PanelState } from './palette-state.ts';
import './suggest-hook.ts';

/** Milliseconds for which the rows of an empty query wait for what the buyer asked. */
export const HOLD_MS = 200;

/** What one opening of the palette offers: settled once, so that no row moves under the finger. */
export class Offer {
  #suggestions: Suggestions = NO_SUGGESTIONS;

  /** Takes in what is known of the buyer, from then on `rows` begins with what fits. */
  take({ help, language, shopId, stage }: OpenBuyer, index: TemplateIndex): void {
    const suggest = globalThis.__kebanSuggest;
    if (!help || !suggest) return;
    this.#suggestions = suggest(index.items, { ...help, language, shopId, stage, now: Date.now() });
  }

  /** Returns the rows for a query; without one those that are offered come first. */
  rows(index: TemplateIndex, query: string, peer: PanelState['peer']): PaletteRow[] {
    return rowsFor(index, query, peer, this.#suggestions.list);
  }

  /** Counts a template if it was put in; taking the text back then takes back what was learned, too. */
  counted(templateId: string, result: InsertResult): InsertResult {
    if (result.outcome !== 'inserted') return result;
    const { intents } = this.#suggestions;
    void countUse(templateId, intents);
    const undo = (): boolean => {
      const gone = result.undo();
      if (gone && intents.length > 0) void takeBackUse(templateId, intents);
      return gone;
    };
    return { ...result, undo };
  }
}
