import { orderStateOf } from '../../domain/order-state.ts';
import { LIMITS } from '../../domain/text.ts';
import { only, REFUSED, type Found } from '../found.ts';
import { parsedAmong, upTo } from './fields.ts';
import { textsAt } from './page.ts';
import { ORDERS } from './selectors.ts';

/** Tells whether a word is a state of orders that is known. */
export const isState = (word: string): boolean => orderStateOf('aliexpress', word) !== 'unknown';

/** Returns the state that stands at its class: the only text there, or the only one of several that is a known state. */
export function stateAt(root: ParentNode): Found<string> {
  const texts = [...new Set(textsAt(root, ORDERS.state))];
  return texts.length > 1 ? (only(texts.filter((text) => isState(text))) ?? REFUSED) : parsedAmong(texts, upTo(LIMITS.tag));
}
