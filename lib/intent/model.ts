import { INTENTS, type Intent, type IntentSeen } from '../domain/intent.ts';
import { featuresOf, type Features } from './features.ts';

/**
 * What was learned from the labelled sentences. `features`: for each feature pairs of two characters, the class (`a` is
 * the first intent, the last stands for none of them) and the weight. `bias`: one weight per class.
 */
export interface IntentModel {
  /** Names the sentences it was made from, so that a stale one shows. */
  of: string;
  bias: readonly number[];
  features: Readonly<Record<string, string>>;
}

/** All classes, the last being "none of them". */
export const CLASSES: readonly (Intent | 'none')[] = [...INTENTS, 'none'];
/** One step of a stored weight, and how far they go. */
export const STEP = 0.25;
export const MOST_STEPS = 27;
const CLASS_ZERO = 'a'.charCodeAt(0);
/** Codes from `%` to `[`: none of them needs an escape in JSON. */
const WEIGHT_ZERO = 64;

/** Writes the weights of one feature: `[class, steps]` each. */
export function packWeights(weights: readonly (readonly [number, number])[]): string {
  return weights.map(([kind, steps]) => String.fromCharCode(CLASS_ZERO + kind, WEIGHT_ZERO + steps)).join('');
}

/** Returns how likely each class is for a message, in the order of `CLASSES`; together they are 1. */
function likelihoods(model: IntentModel, features: Features): number[] {
  const scores = CLASSES.map((_, kind) => (model.bias[kind] ?? 0) * STEP);
  for (const [feature, value] of features) {
    const packed = Object.hasOwn(model.features, feature) ? (model.features[feature] ?? '') : '';
    for (let i = 0; i < packed.length; i += 2) {
      const kind = packed.charCodeAt(i) - CLASS_ZERO;
      scores[kind] = (scores[kind] ?? 0) + value * (packed.charCodeAt(i + 1) - WEIGHT_ZERO) * STEP;
    }
  }
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** Below this an intent is not named: better none than a wrong one. */
const SURE = 0.45;
/** Two that share a message are named where they are so sure together. */
const SURE_TOGETHER = 0.75;
/** A second one of the same message needs this much. */
const SECOND = 0.2;

/**
 * Returns what a message asks for (zh, en, ru, es), the surest first, at most three; nothing when it is not sure or when it
 * is no request. Works on the text alone, without anything leaving this page.
 */
export function intentsOf(model: IntentModel, text: string): IntentSeen[] {
  const likely = likelihoods(model, featuresOf(text));
  const seen = CLASSES.flatMap((intent, kind) => (intent === 'none' ? [] : [{ intent, sure: likely[kind] ?? 0 }]));
  const sorted = seen.toSorted((a, b) => b.sure - a.sure);
  const [first, next] = sorted;
  if (!first || !next || first.sure < (likely.at(-1) ?? 0)) return [];
  if (first.sure < SURE && first.sure + next.sure < SURE_TOGETHER) return [];
  return sorted.filter(({ sure }) => sure === first.sure || sure >= SECOND).slice(0, 3);
}

/** A title that is so likely to be about none of the intents is not guessed at. */
const NOT_ABOUT = 0.85;

/** Returns which intents a title is about, as shares of all that it could be about; a title always means something. */
export function topicsOf(model: IntentModel, title: string): IntentSeen[] {
  const likely = likelihoods(model, featuresOf(title));
  const none = likely.at(-1) ?? 1;
  if (none > NOT_ABOUT) return [];
  return CLASSES.flatMap((intent, kind) => {
    const sure = (likely[kind] ?? 0) / (1 - none);
    return intent === 'none' || sure < SURE ? [] : [{ intent, sure }];
  });
}
