import type { AskedSlot, Rendered } from './chat.ts';
import { hashOf } from './hash.ts';
import { comparedMoment, isDayOfOrder, isMoment, withWorkday } from './condition-dates.ts';
import { dayAs, hourFrom, MAX_VALUE, OF_ORDERS, type Facts, type KnownFacts } from './template-facts.ts';
import { branchesFrom, choicesFor, compared, isRefused, OTHER, type Branches } from './template-condition.ts';
import { parseTemplate, type ConditionTest, type SlotPart, type TemplatePart } from './template-parts.ts';
import { withTaken } from './template-include.ts';
import { shopFactIn } from './shop-facts.ts';
import { FACT_NAMES, factNamed, type FactName } from './template-slots.ts';
import { CURSOR, MESSAGE, seamed, splitText } from './template-seams.ts';
import { namedGap } from './template-gaps.ts';
import { shiftDate } from './template-dates.ts';
import { cleanText, LIMITS } from './text.ts';

/** How deep templates may stand in templates. */
const MAX_DEPTH = 3;
/** How much of other templates a text may take in altogether, in UTF-16 units: a few that take each other in soon are millions. */
const MAX_INCLUDED = 20 * LIMITS.message;
/** Which order a text is about is asked for under this name, unless the text itself names the order. */
const WHICH_ORDER = FACT_NAMES.orderNo[0];
/** As a fallback: of several open orders the newest. */
const NEWEST = /^(?:最近一单|最新一单|latest order|latest)$/i;
const YES = '是';

/** What a rendering goes by beside facts and answers. */
export interface RenderOptions {
  /** Returns the body of the template with a short code, or null. */
  lookUp?: (code: string) => string | null;
  /** Variants are chosen by this text: the same text gives the same ones. */
  seed?: string;
  /** What is missing shows by its name in `partial`, see `splitGaps`. */
  named?: boolean;
}

interface Run extends RenderOptions {
  facts: Facts;
  answers: Readonly<Record<string, string>>;
  /** The text itself, without what it takes in. */
  parts: readonly TemplatePart[];
  /** The order the text is about, once that is known. */
  order: KnownFacts | null;
  asked: Map<string, AskedSlot>;
  varied: number;
  included: number;
}

/**
 * Fills a body. A person's answer (by the slot's name) wins over the fact, the fact over the fallback; a slot with none
 * of them makes the outcome 'missing' with all such slots, and `partial` shows them as `＿＿`; so does a text that came
 * out empty, which asks for one. A message that grew longer than a message may be is 'too-long': nothing is ever cut. Where several orders are
 * open and the text needs one of them, that is asked once, before any fallback, and all its facts come from the order
 * chosen. What a condition compares is asked for when it is not known. A value is never parsed again. `cursors` is where the caret is to go in turn, `messages` the messages when there are several.
 */
export function renderTemplate(
  body: string,
  facts: Facts,
  answers: Readonly<Record<string, string>> = {},
  options: RenderOptions = {},
): Rendered {
  const parts = parseTemplate(body);
  const order = orderAnswered(facts, answers) ?? newestMeant(parts, facts);
  const run: Run = { ...options, facts, answers, parts, order, asked: new Map(), varied: 0, included: 0 };
  const text = write(run, parts, 0);
  const { messages, cursors } = splitText(text);
  const whole = messages.join('\n\n');
  if (run.asked.size > 0) return { outcome: 'missing', slots: [...run.asked.values()], partial: whole };
  // All of it was left out: what to say instead only a person knows.
  if (whole.trim() === '') return instead(run);
  return fitting({
    outcome: 'ready',
    text: whole,
    ...(cursors.length > 0 && { cursors }),
    ...(messages.length > 1 && { messages }),
  });
}

/** The name under which a text is asked for that came out empty. */
export const WHOLE_TEXT = '内容';

/** Half a reply is none: what does not fit is told, not cut. */
function fitting(ready: Rendered & { outcome: 'ready' }): Rendered {
  const length = Math.max(...(ready.messages ?? [ready.text]).map((message) => message.length));
  const limit = LIMITS.message;
  return length > limit ? { outcome: 'too-long', length, limit, partial: ready.text } : ready;
}

function instead(run: Run): Rendered {
  const text = answerOf(run, WHOLE_TEXT);
  return text
    ? fitting({ outcome: 'ready', text })
    : { outcome: 'missing', slots: [{ name: WHOLE_TEXT, label: WHOLE_TEXT }], partial: '' };
}

function write(run: Run, parts: readonly TemplatePart[], depth: number): string {
  let text = '';
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at];
    if (!part) continue;
    if ('test' in part) {
      const { held, otherwise, next } = branchesFrom(parts, at);
      text +=
        next === null ? ask(run, { name: `{如果 ${part.test.slot}` }) : writeChoice(run, part.test, { held, otherwise }, depth);
      at = next ?? at;
    } else text += writePart(run, part, depth);
  }
  return text;
}

function writePart(run: Run, part: Exclude<TemplatePart, { test: ConditionTest }>, depth: number): string {
  if ('text' in part) return part.text;
  // A switch that is off, a text taken in that says nothing here.
  if ('slot' in part) return writeSlot(run, part) || seamed('');
  if ('variants' in part) return variantOf(run, part.variants);
  if ('include' in part) return writeIncluded(run, part.include, depth);
  if (part.mark === 'cursor') return CURSOR;
  if (part.mark === 'message') return MESSAGE;
  // An end without a beginning is a slip: it is asked about, never sent.
  return ask(run, { name: part.mark === 'else' ? '{否则}' : '{结束}' });
}

function writeChoice(run: Run, test: ConditionTest, { held, otherwise }: Omit<Branches, 'next'>, depth: number): string {
  const met = holds(run, test);
  return met === null ? gap(run, test.slot) : seamed(write(run, met ? held : otherwise, depth));
}

/** Tells whether a condition is met; null when a person has to say first. */
function holds(run: Run, test: ConditionTest): boolean | null {
  const { slot, is } = test;
  const isFact = factNamed(slot) !== null || shopFactIn(slot) !== null;
  const value = valueOf(run, { slot }, true);
  if (value === null && asksForOrder(run, slot)) return null;
  if (is === 'known') {
    if (value !== null) return isFact || value === YES;
    // A name that is no fact is a question to the person who writes.
    if (!isFact) ask(run, { name: slot, kind: 'toggle', choices: [YES, '否'] });
    return isFact ? false : null;
  }
  if (isRefused(test)) {
    ask(run, { name: `{如果 ${slot}` });
    return null;
  }
  // A guess would promise what nobody meant: what is not known is asked for, never taken for something else.
  const met = value === null ? null : meets(run, test, value);
  if (met !== null) return met;
  if (is === 'equal' || is === 'unequal') {
    const choices = choicesFor(withTaken(run.parts, run.lookUp), slot);
    ask(run, { name: slot, kind: 'choice', choices });
  } else ask(run, { name: slot, ...(isDayOfOrder(factNamed(slot)) && { kind: 'date' }) });
  return null;
}

function meets(run: Run, test: ConditionTest, value: string): boolean | null {
  const fact = factNamed(test.slot);
  const said = answerOf(run, test.slot) !== '';
  if (isMoment(fact)) return comparedMoment(test, fact, value, { ...run, said });
  return compared(fact === 'weekday' && !said ? withWorkday(test, value, run.facts) : test, value, said);
}

function writeSlot(run: Run, part: SlotPart): string {
  const value = valueOf(run, part);
  if (value !== null) return value;
  if (asksForOrder(run, part.shifted?.base ?? part.slot)) return gap(run, part.slot);
  const { form } = part;
  if (form?.kind === 'toggle') return ask(run, { name: part.slot, kind: 'toggle', choices: [YES, '否'] });
  return ask(run, {
    name: part.slot,
    ...(form?.kind === 'choice' && { kind: 'choice', choices: form.options }),
    ...(form?.kind === 'date' && { kind: 'date' }),
  });
}

function answerOf({ answers }: Run, slot: string): string {
  return Object.hasOwn(answers, slot) ? cleanText(answers[slot] ?? '', MAX_VALUE) : '';
}

/** Returns the value of a slot: answer, fact, fallback; null when there is none. `forTest`: it is compared, not written. */
function valueOf(run: Run, { slot, fallback, form, shifted }: SlotPart, forTest = false): string | null {
  const answer = answerOf(run, slot);
  if (answer && form?.kind === 'toggle') return answer === YES ? form.text : '';
  if (answer && (form?.kind === 'date' || (!forTest && slot.endsWith('日期') && isDayOfOrder(factNamed(slot)))))
    return dayAnswered(answer, run.facts.zone);
  const isNoValue = answer === OTHER && !forTest && !(form?.kind === 'choice' && form.options.includes(OTHER));
  if (answer && !isNoValue) return answer;
  const own = shopFactIn(slot);
  if (own !== null) return run.facts.own.get(own) ?? fallback ?? null;
  const fact = factNamed(shifted?.base ?? slot);
  const shift = shifted?.shift ?? null;
  const known = fact && factOf(run, fact, shift);
  if (known) return known;
  if (fallback === undefined) return null;
  if (NEWEST.test(fallback)) return fact && factOf({ ...run, order: run.order ?? newestOf(run.facts) }, fact, shift);
  // That nothing is known is not so while one of several orders may be meant.
  return isOfOneOrder(run, fact) ? null : fallback;
}

/** A day as a date field gives it, printed as the site's buyers read it; anything else as it was typed. */
function dayAnswered(answer: string, zone: string): string {
  const [, month, day] = /^\d{4}-(\d{2})-(\d{2})$/.exec(answer) ?? [];
  return month && day && zone === 'Asia/Shanghai' ? `${Number(month)}月${Number(day)}日` : answer;
}

/** The newest of several open orders; null when of one of them it is not known when it was made. */
function newestOf({ orders }: Facts): KnownFacts | null {
  return orders.every(({ dates }) => dates.has('orderDate')) ? (orders[0] ?? null) : null;
}

/** The order that a text is about which takes the newest for one of its slots. */
function newestMeant(parts: readonly TemplatePart[], facts: Facts): KnownFacts | null {
  const isMeant = parts.some((part) => 'slot' in part && part.fallback !== undefined && NEWEST.test(part.fallback));
  return isMeant ? newestOf(facts) : null;
}

function factOf({ facts, order }: Run, fact: FactName, shift: Parameters<typeof shiftDate>[1] | null): string | null {
  if (!shift) return facts.values.get(fact) ?? order?.values.get(fact) ?? null;
  const at = facts.dates.get(fact) ?? order?.dates.get(fact);
  if (at === undefined) return null;
  const zone = OF_ORDERS.has(fact) ? facts.zone : facts.work.zone;
  const moved = shiftDate(at, shift, zone, facts.work.country);
  return fact === 'time' && shift.unit === 'hour' ? hourFrom(at, moved, zone) : dayAs(fact, moved, zone);
}

/** Tells whether a fact is known of one of several orders, and not which one the text is about. */
function isOfOneOrder({ facts, order }: Run, fact: FactName | null): fact is FactName {
  return fact !== null && !order && facts.orders.some(({ values, dates }) => values.has(fact) || dates.has(fact));
}

/** Asks which order is meant when a slot depends on it; tells whether it did. */
function asksForOrder(run: Run, slot: string): boolean {
  const fact = factNamed(slot);
  if (!isOfOneOrder(run, fact)) return false;
  const few = run.facts.orders.slice(0, 9);
  const label = fact === 'orderNo' ? slot : WHICH_ORDER;
  ask(run, { name: label, kind: 'choice', choices: few.map(({ no }) => no), hints: few.map(({ hint }) => hint) });
  return true;
}

/** The order a person has named, under whichever name the text has for it. */
function orderAnswered(facts: Facts, answers: Readonly<Record<string, string>>): KnownFacts | null {
  if (facts.orders.length === 0) return null;
  for (const [name, answer] of Object.entries(answers)) {
    if (factNamed(name) !== 'orderNo') continue;
    const found = facts.orders.find(({ no }) => no === answer.trim());
    if (found) return found;
  }
  return null;
}

function ask(run: Run, { name, ...how }: Omit<AskedSlot, 'label'>): string {
  const known = run.asked.get(name);
  if (!known || (how.choices && !known.choices)) run.asked.set(name, { name, label: name, ...how });
  return gap(run, name);
}

function gap({ named }: Run, name: string): string {
  return named ? namedGap(name) : '＿＿';
}

function variantOf(run: Run, variants: readonly string[]): string {
  run.varied += 1;
  return variants[hashOf(`${run.seed ?? ''}|${run.varied}`) % variants.length] ?? '';
}

function writeIncluded(run: Run, code: string, depth: number): string {
  const body = depth < MAX_DEPTH && run.included < MAX_INCLUDED ? (run.lookUp?.(code) ?? null) : null;
  run.included += body?.length ?? 0;
  return body === null ? ask(run, { name: `模板:${code}` }) : seamed(write(run, parseTemplate(body), depth + 1));
}
