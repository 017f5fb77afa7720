import type { FieldHealth, Observation, Reading } from '../domain/observation.ts';
import type { PageReader, PageSource } from '../sites/site.ts';
import { type Decision, type Score, scoreOf } from './decide.ts';
import { type HostRules, isAlive, ruleFor, type TeachField, type TeachPage } from './rule.ts';
import type { Print, Value } from './values.ts';

/** Told after each reading how the candidates of the taught fields did. */
export type OnScore = (page: TeachPage, scores: Partial<Record<TeachField, Score>>, marks: string) => void;

/** What a wrapper needs beside the reader it completes. */
export interface Wrapping {
  rules: HostRules;
  print: Print;
  page: TeachPage;
  onScore?: OnScore;
}

/** Sign in the health of a reading that rules taught by a person took part in. */
const TAUGHT = 'taught';

/** Returns the key under which the health says that a field was found by a taught rule. */
function taughtKey(field: string): string {
  return `${TAUGHT}:${field}`;
}

/** States in which a taught rule may speak: the page is there, or its reader does not know what it is. */
export function mayRead(state: Reading['state']): boolean {
  return state === 'ready' || state === 'unknown';
}

/** Returns what the built-in reader reads; an empty reading where none knows the page. */
export function blank(base: PageReader | undefined, source: PageSource, { rules, print }: Wrapping): Reading {
  return (
    base?.read(source) ?? { reader: `${rules.site}/taught`, state: 'unknown', zone: print.zone, observations: [], health: {} }
  );
}

/** Returns a reading with the observations there are now; its health tells which fields rules found (`taught`). */
export function noted(
  reading: Reading,
  found: Record<string, FieldHealth>,
  taught: readonly string[],
  observations: Observation[],
): Reading {
  const marks = Object.fromEntries([TAUGHT, ...taught.map(taughtKey)].map((key): [string, FieldHealth] => [key, 'found']));
  return {
    ...reading,
    state: observations.length > 0 ? 'ready' : reading.state,
    observations,
    health: { ...reading.health, ...found, ...marks },
  };
}

/** Returns the health of fields that were found. */
export function foundAll(fields: readonly string[]): Record<string, FieldHealth> {
  return Object.fromEntries(fields.map((field) => [field, 'found' as const]));
}

/** Tells whether the person at this machine has shown a field: between two values that the reader saw that decides. */
export function isOwn({ rules, page }: Wrapping, field: TeachField): boolean {
  const rule = ruleFor(rules, field, page);
  return rule?.origin === 'own' && rule.candidates.some(isAlive);
}

/**
 * Tells whether that person has shown a field by signs of its own, not by its place alone: among numbers in doubt any may
 * stand at a place.
 */
export function isOwnBySign(wrapping: Wrapping, field: TeachField): boolean {
  const rule = ruleFor(wrapping.rules, field, wrapping.page);
  return isOwn(wrapping, field) && (rule?.candidates.some((each) => isAlive(each) && each.by !== 'structure') ?? false);
}

/** Reports how the candidates did; `name` is what is known to be the buyer's. */
export function tell(
  { onScore, page }: Wrapping,
  decisions: Partial<Record<TeachField, Decision>>,
  name: string | undefined,
  marks: string,
): void {
  if (!onScore) return;
  const scores = Object.entries(decisions).map(([field, decision]): [string, Score] => {
    const truth: Value | undefined = field === 'peer.name' || field === 'chat.row' ? name : undefined;
    return [field, scoreOf(decision, truth)];
  });
  if (scores.length > 0) onScore(page, Object.fromEntries(scores), marks);
}
