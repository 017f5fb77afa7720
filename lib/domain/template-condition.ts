import { isMoment, isMomentLimit, isWithin } from './condition-dates.ts';
import { isOneOf, numberIn } from './condition-words.ts';
import { parseTemplate, type ConditionTest, type TemplatePart } from './template-parts.ts';
import { factNamed } from './template-slots.ts';

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

/** Tells whether a condition compares with nothing that can be read: no value, or a limit that is no plain number, day or hour. */
export function isRefused({ slot, is, values }: ConditionTest): boolean {
  if (is === 'known') return false;
  if (is === 'equal' || is === 'unequal') return values.length === 0;
  const [fact, limit = ''] = [factNamed(slot), values[0]];
  return isMoment(fact) ? !isMomentLimit(fact, limit) : numberIn(limit) === null;
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
 * one of them, or a word is none that the fact can have. `said`: a person has said so, what it is not is certain.
 */
export function compared(test: ConditionTest, value: string, said: boolean): boolean | null {
  const { slot, is, values } = test;
  if (is !== 'equal' && is !== 'unequal') return isWithin(is, numberIn(value), numberIn(values[0] ?? ''));
  const found = isOneOf(factNamed(slot), value, test);
  return found === null && !said ? null : (found === true) === (is === 'equal');
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
