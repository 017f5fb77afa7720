import model from '#assets/intents/model.json' with { type: 'json' };
import type { TemplateBrief } from '../domain/template.ts';
import { suggest, type Moment } from './suggest.ts';
import type { Suggestions } from './suggestion.ts';

/** Like `suggest`, with the model that comes with the product. Load this file only where and when it is needed. */
export function suggestNow(items: readonly { template: TemplateBrief }[], moment: Moment): Suggestions {
  return suggest(model, items, moment);
}
