import { REFUSED } from '../sites/found.ts';
import { answerOf, decide } from './decide.ts';
import type { Derived, Pointing } from './derive.ts';
import { matches } from './find.ts';
import { type FieldRule, isKeyField } from './rule.ts';
import { areRowSelectors } from './selector.ts';

/**
 * Returns the rule for what was pointed at, with what was learnt before for rows of another shape in the same list. A
 * former candidate stays only where it says nothing, or the same, in the row pointed at: that settles contradictions.
 */
export function withFormer(derived: Derived, former: FieldRule | undefined, pointing: Pointing): FieldRule | null {
  if (!derived.ok) return null;
  const { rule, element } = derived;
  if (!former || rule.row === undefined || former.row === undefined || former.mark !== rule.mark) return rule;
  const row = element.closest(rule.row.replace(/^:scope > /, ''));
  if (!row) return rule;
  const together = { ...rule, candidates: joined(rule, former, row, pointing) };
  if (isOneOf(former.row, rule.row)) return { ...together, row: former.row };
  return bothKinds(together, former.row, element.ownerDocument, pointing) ?? rule;
}

const isOneOf = (rows: string, row: string): boolean => rows === row || rows.split(', ').includes(row);

function joined(rule: FieldRule, former: FieldRule, row: Element, { field, print }: Pointing): FieldRule['candidates'] {
  const [own] = rule.candidates.map((candidate) => answerOf(row, field, candidate, print));
  const kept = former.candidates.filter((candidate) => {
    const known = rule.candidates.some(({ selector, label }) => selector === candidate.selector && label === candidate.label);
    const answer = answerOf(row, field, candidate, print);
    return (
      !known && (answer === null || (answer !== REFUSED && own !== undefined && JSON.stringify(answer) === JSON.stringify(own)))
    );
  });
  return [...rule.candidates, ...kept].slice(0, 8);
}

/**
 * Returns the rule for orders whose numbers stand in rows of two kinds (a head, a row of its own), or null where the
 * candidates of both contradict each other in any of the rows, or give one number twice.
 */
function bothKinds(rule: FieldRule, formerRow: string, document: Document, { field, print }: Pointing): FieldRule | null {
  const row = `${formerRow}, ${rule.row}`;
  if (!isKeyField(field) || !areRowSelectors(row)) return null;
  const values = matches(document, row).map((each) => decide(each, rule, print).value);
  const given = values.filter((value) => value !== null);
  return given.includes(REFUSED) || new Set(given).size !== given.length ? null : { ...rule, row };
}
