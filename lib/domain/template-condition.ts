import { countryCode } from './country.ts';
import type { OrderState } from './observation.ts';
import { orderStateOf } from './order-state.ts';
import { parseTemplate, type ConditionTest, type TemplatePart } from './template-parts.ts';
import { factNamed } from './template-slots.ts';
import { foldText } from './text.ts';

/** What a person says of a value that is none of those a condition names. */
export const OTHER = '其他';

/** What stands in a condition. */
export interface Branches {
  held: TemplatePart[];
  otherwise: TemplatePart[];
  /** Place of the end, null when there is none. */
  next: number | null;
}

/** Returns what stands between a condition (its place is `from`) and its end; conditions may stand in conditions. */
export function branchesFrom(parts: readonly TemplatePart[], from: number): Branches {
  const branches: Branches = { held: [], otherwise: [], next: null };
  let into = branches.held;
  let open = 0;
  for (let at = from + 1; at < parts.length; at++) {
    const part = parts[at] as TemplatePart;
    const mark = 'mark' in part ? part.mark : null;
    if (mark === 'end' && open === 0) return { ...branches, next: at };
    if (mark === 'else' && open === 0) {
      // Which of the two is meant nobody knows.
      if (into === branches.otherwise) return branches;
      into = branches.otherwise;
      continue;
    }
    if ('test' in part) open += 1;
    if (mark === 'end') open -= 1;
    into.push(part);
  }
  return branches;
}

/** Tells whether a condition compares with nothing that can be read: no value, or a limit that is not one plain number. */
export function isRefused({ is, values }: ConditionTest): boolean {
  if (is === 'known') return false;
  return is === 'equal' || is === 'unequal' ? values.length === 0 : numberIn(values[0] ?? '') === null;
}

/** Returns the slots of the conditions in a body that cannot be read, that have no end, or that have two others. */
export function faultyConditions(body: string): string[] {
  const parts = parseTemplate(body);
  const faulty = parts.flatMap((part, at) =>
    'test' in part && (isRefused(part.test) || branchesFrom(parts, at).next === null) ? [part.test.slot] : [],
  );
  return [...new Set(faulty)];
}

/**
 * Tells whether a value is what a comparing condition asks for; null when the two cannot be compared: no number stands in
 * one of them, or the value is no country that is known by name. `said`: a person has said so, what it is not is certain.
 */
export function compared({ slot, is, values, wholes = [] }: ConditionTest, value: string, said: boolean): boolean | null {
  if (is !== 'equal' && is !== 'unequal') {
    const [number, limit] = [numberIn(value), numberIn(values[0] ?? '')];
    if (number === null || limit === null) return null;
    if (number === limit) return is === 'atLeast' || is === 'atMost';
    return number > limit === (is === 'more' || is === 'atLeast');
  }
  const fact = factNamed(slot);
  const isCountry = fact === 'country';
  const found =
    [...values, ...wholes].some((each) => foldText(each) === foldText(value)) ||
    (isCountry && isOneOf(value, values)) ||
    ((fact === 'orderState' || fact === 'status') && isInState(value, values));
  const isUnclear = !found && !said && isCountry && [value, ...values].some((each) => countryCode(each) === null);
  return isUnclear ? null : found === (is === 'equal');
}

function isOneOf(country: string, countries: readonly string[]): boolean {
  const code = countryCode(country);
  return code !== null && countries.some((each) => countryCode(each) === code);
}

/** Tells whether two words stand for one state of an order: pages write 卖家已发货 where people say 已发货. */
function isInState(status: string, states: readonly string[]): boolean {
  const state = stateIn(status);
  return state !== null && states.some((each) => stateIn(each) === state);
}

function stateIn(text: string): OrderState | null {
  const found = (['taobao', 'aliexpress'] as const).map((site) => orderStateOf(site, text));
  return found.find((state) => state !== 'unknown') ?? null;
}

/** Returns the only number in a text, thousands with commas, or null; of `1万` and `2k` as well, which are no plain numbers. */
function numberIn(text: string): number | null {
  const [found, ...others] = text
    .normalize('NFKC')
    .matchAll(/(-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*([十百千万亿kw](?!\p{L}))?/giu);
  return found?.[1] && !found[2] && others.length === 0 ? Number(found[1].replaceAll(',', '')) : null;
}

/** Returns what a person chooses from when a slot has to be compared: what the text lets one choose, else what it compares with. */
export function choicesFor(parts: readonly TemplatePart[], slot: string): string[] {
  const forms = parts.flatMap((part) => ('slot' in part && part.slot === slot && part.form ? [part.form] : []));
  const [options] = forms.flatMap((form) => (form.kind === 'choice' ? [form.options] : []));
  if (options) return options;
  const values = parts.flatMap((part) =>
    'test' in part && part.test.slot === slot && (part.test.is === 'equal' || part.test.is === 'unequal') ? part.test.values : [],
  );
  return [...new Set([...values, OTHER])];
}
