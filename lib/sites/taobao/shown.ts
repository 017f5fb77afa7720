import type { Money } from '#lib/domain/money.ts';
import { valuesOf } from '#lib/dom/values-of.ts';
import type { Found } from '../found.ts';
import { COUNT, countIn, MONEY, moneyIn, timeIn } from './shape.ts';

type Shown = Element | null | undefined;

/** Returns of the texts of one element the only one of a form, where there is one: a tag beside it is no part of it. */
function ofForm(element: Shown, form: RegExp): string[] {
  const texts = valuesOf(element);
  const whole = texts.join(' ');
  // Day and time of day may stand in elements of their own.
  if (form.test(whole)) return [whole];
  const fitting = texts.filter((text) => form.test(text));
  return fitting.length === 1 ? fitting : texts;
}

/** Returns the instant that an element shows with date and time of day. */
export function timeAt(element: Shown): Found<number> {
  return timeIn(ofForm(element, /^\d{4}\D\d{1,2}\D\d{1,2}\D+\d{1,2}:\d\d(?::\d\d)?$/));
}

/** Returns the amount that an element shows. */
export function moneyAt(element: Shown): Found<Money> {
  return moneyIn(ofForm(element, MONEY));
}

/** Returns the number of pieces that an element shows. */
export function countAt(element: Shown): Found<number> {
  return countIn(ofForm(element, COUNT));
}

/** Returns the long numbers among texts where the one that is asked for stands among them: the rest are tags beside it. */
export function besideTags(texts: readonly string[], asked: string | null): readonly string[] {
  return asked && texts.includes(asked) ? texts.filter((text) => /^\d{15}/.test(text)) : texts;
}

/** Returns the only text of a field, '' where there is none or more than one. */
export function alone(texts: readonly string[]): string {
  return texts.length === 1 ? (texts[0] ?? '') : '';
}
