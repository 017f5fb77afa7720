import { type Found, REFUSED } from '../sites/found.ts';
import { textsOf } from './find.ts';
import { type Candidate, type FieldRule, isAlive, type TeachField } from './rule.ts';
import { type Print, sameTaught, type Value, valueIn } from './values.ts';

/** What one candidate gave: a value, nothing, or several that differ. */
type Answer = Value | null | typeof REFUSED;

/** Returns what one candidate says for a field below a root; several different values are no answer. */
export function answerOf(root: Document | Element, field: TeachField, candidate: Candidate, print: Print): Answer {
  const values: Value[] = [];
  for (const text of textsOf(root, candidate)) {
    const value = valueIn(field, text, print);
    if (value !== null && !values.some((each) => sameTaught(each, value))) values.push(value);
  }
  const [only] = values;
  return only === undefined ? null : values.length > 1 ? REFUSED : only;
}

/** What the candidates of a rule say together, and each by itself. */
export interface Decision {
  value: Found<Value>;
  answers: readonly Answer[];
}

/**
 * Returns what a rule says: the one value its living candidates agree on, null when none says anything, REFUSED when
 * they contradict each other. Contradictions are not settled by majority: a person has to point once more.
 */
export function decide(root: Document | Element, { field, candidates }: FieldRule, print: Print): Decision {
  const answers = candidates.map((candidate) => (isAlive(candidate) ? answerOf(root, field, candidate, print) : null));
  const given = answers.filter((answer): answer is Value => answer !== null && answer !== REFUSED);
  // A place alone says nothing where there are better signs: without them something else may stand there.
  const signs = candidates.filter((candidate) => isAlive(candidate) && candidate.by !== 'structure');
  const spoken = answers.some((answer, at) => answer !== null && candidates[at]?.by !== 'structure');
  if (signs.length > 0 && !spoken) return { value: null, answers };
  const [first] = given;
  if (first === undefined) return { value: answers.includes(REFUSED) ? REFUSED : null, answers };
  return { value: given.every((value) => sameTaught(value, first)) ? first : REFUSED, answers };
}

/** How often candidates were right, silent or wrong since it was last told; one entry per candidate. */
export type Score = [hits: number, misses: number, against: number][];

/**
 * Returns how the candidates did against what is known to be right (the built-in reader's value, or what they agree
 * on). While they contradict each other and nothing else is known, nobody scores.
 */
export function scoreOf({ answers, value }: Decision, truth?: Value): Score {
  const right = truth ?? (value === null || value === REFUSED ? undefined : value);
  return answers.map((answer) => {
    if (right === undefined) return [0, 0, 0];
    if (answer === null) return [0, 1, 0];
    return answer !== REFUSED && sameTaught(answer, right) ? [1, 0, 0] : [0, 0, 1];
  });
}

/** Returns the rule with a score added; candidates that were wrong too often are dropped, unless none were left. */
export function withScore(rule: FieldRule, score: Score): FieldRule {
  const candidates = rule.candidates.map((candidate, index): Candidate => {
    const [hits = 0, misses = 0, against = 0] = score[index] ?? [];
    const cap = (n: number): number => Math.min(n, 9999);
    return {
      ...candidate,
      hits: cap(candidate.hits + hits),
      misses: cap(candidate.misses + misses),
      against: cap(candidate.against + against),
    };
  });
  return { ...rule, candidates };
}
