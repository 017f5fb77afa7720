import { countryCode } from './country.ts';
import type { ConditionTest, TemplatePart } from './template-parts.ts';
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
      into = branches.otherwise;
      continue;
    }
    if ('test' in part) open += 1;
    if (mark === 'end') open -= 1;
    into.push(part);
  }
  return branches;
}

/**
 * Tells whether a value is what a comparing condition asks for; null when the two cannot be compared: no number stands in
 * one of them, or the value is no country that is known by name. `said`: a person has said so, what it is not is certain.
 */
export function compared({ slot, is, values }: ConditionTest, value: string, said: boolean): boolean | null {
  if (is === 'more' || is === 'less') {
    const [number, limit] = [numberIn(value), numberIn(values[0] ?? '')];
    return number === null || limit === null ? null : is === 'more' ? number > limit : number < limit;
  }
  const found =
    values.some((each) => foldText(each) === foldText(value)) || (factNamed(slot) === 'country' && isOneOf(value, values));
  const isUnclear = !found && !said && factNamed(slot) === 'country' && countryCode(value) === null;
  return isUnclear ? null : found === (is === 'equal');
}

function isOneOf(country: string, countries: readonly string[]): boolean {
  const code = countryCode(country);
  return code !== null && countries.some((each) => countryCode(each) === code);
}

/** Returns the first number in a text, thousands with commas, or null. */
export function numberIn(text: string): number | null {
  const found = /-?\d[\d,]*(?:\.\d+)?/.exec(text);
  return found ? Number(found[0].replaceAll(',', '')) : null;
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
