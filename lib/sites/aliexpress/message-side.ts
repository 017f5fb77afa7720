import { type Found, REFUSED } from '../found.ts';
import { outermost } from './page.ts';
import { CHAT } from './selectors.ts';

/** Of an own message only this is known: a class that contains `self` (2026-04). */
const isSelf = (token: string): boolean => token.includes('self');

const word = (words: string): RegExp => new RegExp(`(?:^|[-_])(?:${words})(?:[-_]|$)`, 'i');
/** Classes that say whose a message is not: perhaps an own one, perhaps nobody's. */
const DOUBTFUL = word('right|own|mine|me|seller|sent|send|out|system|sys|notice|tips?|time|date|recall(?:ed)?|robot|auto');
/** Classes of the buyer's side, and those that say nothing about the side. */
const BUYERS = word('left|other|buyer|peer|receive[dr]?|in|first|last|new|unread|read|hover|active');

/**
 * Returns the classes that tell nothing about the side: those that all messages carry, and, where own ones are known by
 * their class, those that all others carry.
 */
export function neutralClasses(items: readonly Element[]): Set<string> {
  const classes = items.map((item) => [...item.classList]);
  const others = classes.filter((tokens) => !tokens.some(isSelf));
  const alike = inAll(others).filter((token) => !DOUBTFUL.test(token));
  return new Set(others.length < classes.length ? [...inAll(classes), ...alike] : alike);
}

function inAll([head, ...others]: readonly string[][]): string[] {
  return (head ?? []).filter((token) => others.every((tokens) => tokens.includes(token)));
}

/**
 * Returns the messages of a chat. Without their class they are known by the own ones: those beside them that carry the
 * same class, if nothing else on the page does.
 */
export function messagesIn(document: Document): Element[] {
  const marked = outermost(document, CHAT.message[0]);
  if (marked.length > 0) return marked;
  const own = [...document.querySelectorAll('[class*="self"]')].filter((each) => [...each.classList].some(isSelf));
  const tokens = new Set(own.flatMap((each) => [...each.classList].filter((token) => !isSelf(token))));
  const alike = [...tokens].map((token) => [...document.getElementsByClassName(token)]).filter((items) => items.length > 1);
  const [items = [], ...more] = alike;
  const isList = items.every((item) => item.parentElement === items[0]?.parentElement && !item.closest(CHAT.row[0]));
  return more.length === 0 && isList ? items : [];
}

/** Tells whether a message is the seller's own; refused where a class that is not known may be the sign of it. */
export function isOwn(item: Element, neutral: ReadonlySet<string>): Found<boolean> {
  const tokens = [...item.classList].filter((token) => token !== CHAT.message[0].slice(1));
  if (tokens.some(isSelf)) return true;
  return tokens.every((token) => neutral.has(token) || (BUYERS.test(token) && !DOUBTFUL.test(token))) ? false : REFUSED;
}
