import { cleanLine, LIMITS } from '#lib/domain/text.ts';
import { fullBeside, isAside, isWithin, valuesOf } from './values-of.ts';

/** What stands beside a text rather than in it: a count, a day or moment, something in brackets. */
const APART = /^(?:\D{0,2}\d{1,4}\D{0,2}$|\d{4}\D\d|[[【])/;

/**
 * Tells whether an element is one of the spans that an editor has made of one text: they alone hold the words of their
 * parent, and nothing tells one from the other. `classed` ones carry the same class, others none.
 */
export function isAlike(element: Element, classed = false): boolean {
  if (element.className && !classed) return false;
  return fullBeside(element).every((node) => {
    const [each, text] = [node as Element, cleanLine(node.textContent ?? '')];
    const isOne = each.matches?.('span:not([role])') && each.className === element.className;
    return isOne && !isAside(text) && !APART.test(text);
  });
}

/** Returns what an element may say, as `valuesOf` does, where the spans that an editor has made of one text are one. */
export function joinedIn(element: Element | null | undefined, max: number = LIMITS.title): string[] {
  return valuesOf(element, max, (each) => isWithin(each) || isAlike(each));
}
