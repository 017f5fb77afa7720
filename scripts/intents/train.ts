import { foldLetters } from '../../lib/domain/fold-letters.ts';
import { hashOf } from '../../lib/domain/hash.ts';
import { withoutDenied } from '../../lib/intent/denied.ts';
import { featuresOf } from '../../lib/intent/features.ts';
import { CLASSES, MOST_STEPS, packWeights, STEP, type IntentModel } from '../../lib/intent/model.ts';

/** A sentence with the class that a person gave it. */
export interface Sentence {
  label: string;
  text: string;
}

/** How the weights are learned: rounds over all sentences, and how strongly each weight is drawn to where it began. */
export interface Training {
  rounds: number;
  rate: number;
  decay: number;
  /** What a rule weighs for its own class before anything is learned. */
  rule: number;
  /** Weights below this are left out. */
  least: number;
}

/** Found by trying on parts of the sentences that are learned from, never on those held back. */
const TRAINING: Training = { rounds: 60, rate: 0.5, decay: 0.0008, rule: 4, least: 0.3 };

interface Example {
  kind: number;
  features: [number, number][];
}

/**
 * Learns a multinomial logistic model from labelled sentences (softmax regression by stochastic gradient descent in a
 * fixed order, weight decay towards the first weights). The same sentences give the same model.
 */
export function train(sentences: readonly Sentence[], training: Training = TRAINING): IntentModel {
  const names = featureNames(sentences);
  const ids = new Map(names.map((name, id) => [name, id]));
  const examples = sentences.filter(isInstructive).map(({ label, text }): Example => ({
    kind: CLASSES.findIndex((each) => each === label),
    features: [...featuresOf(text)].flatMap(([name, value]) => {
      const id = ids.get(name);
      return id === undefined ? [] : [[id, value]];
    }),
  }));
  const first = firstWeights(names, training);
  const weights = Float64Array.from(first);
  const bias = new Float64Array(CLASSES.length);
  for (let round = 0; round < training.rounds; round++) {
    const rate = training.rate / (1 + round / 15);
    for (const i of shuffled(examples.length, round)) learn(examples[i] as Example, weights, bias, rate);
    for (let i = 0; i < weights.length; i++) {
      const shrink = Math.min(1, rate * training.decay * examples.length);
      weights[i] = (weights[i] ?? 0) - shrink * ((weights[i] ?? 0) - (first[i] ?? 0)) * 0.1;
    }
  }
  return packed(names, weights, bias, fingerprintOf(sentences), training);
}

/** What is left of a sentence that only denies teaches nothing: it would make everything else less sure. */
function isInstructive({ label, text }: Sentence): boolean {
  const folded = foldLetters(text.normalize('NFKC'));
  return label !== 'none' || withoutDenied(folded) === folded;
}

/** Names a list of sentences. */
export function fingerprintOf(sentences: readonly Sentence[]): string {
  return hashOf(sentences.map(({ label, text }) => `${label}\t${text}`).join('\n')).toString(36);
}

/** Features that occur once tell more about that sentence than about what it wants; rules always count. */
function featureNames(sentences: readonly Sentence[]): string[] {
  const counts = new Map<string, number>();
  for (const { text } of sentences) for (const name of featuresOf(text).keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const kind of CLASSES) if (kind !== 'none') counts.set(`#${kind}`, 2);
  return [...counts]
    .filter(([, count]) => count > 1)
    .map(([name]) => name)
    .toSorted();
}

function firstWeights(names: readonly string[], { rule }: Training): Float64Array {
  const weights = new Float64Array(names.length * CLASSES.length);
  for (const [id, name] of names.entries()) {
    const kind = name.startsWith('#') ? CLASSES.findIndex((each) => `#${each}` === name) : -1;
    if (kind >= 0) weights[id * CLASSES.length + kind] = rule;
  }
  return weights;
}

function learn({ kind, features }: Example, weights: Float64Array, bias: Float64Array, rate: number): void {
  const size = CLASSES.length;
  const scores = Float64Array.from(bias);
  for (const [id, value] of features)
    for (let k = 0; k < size; k++) scores[k] = (scores[k] ?? 0) + value * (weights[id * size + k] ?? 0);
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = powers.reduce((a, b) => a + b, 0);
  for (let k = 0; k < size; k++) {
    const step = rate * ((k === kind ? 1 : 0) - (powers[k] ?? 0) / sum);
    bias[k] = (bias[k] ?? 0) + step * 0.1;
    for (const [id, value] of features) weights[id * size + k] = (weights[id * size + k] ?? 0) + step * value;
  }
}

/** An order of the numbers below `count` that looks random and is the same each time. */
function shuffled(count: number, round: number): number[] {
  return Array.from({ length: count }, (_, i) => i).toSorted((a, b) => hashOf(`${round}:${a}`) - hashOf(`${round}:${b}`));
}

function packed(
  names: readonly string[],
  weights: Float64Array,
  bias: Float64Array,
  of: string,
  { least }: Training,
): IntentModel {
  const size = CLASSES.length;
  const features: Record<string, string> = {};
  for (const [id, name] of names.entries()) {
    const kept = [...weights.subarray(id * size, (id + 1) * size).entries()]
      .filter(([, weight]) => Math.abs(weight) >= least)
      .map(([kind, weight]) => [kind, stepsOf(weight)] as const);
    if (kept.length > 0) features[name] = packWeights(kept);
  }
  return { of, bias: [...bias].map(stepsOf), features };
}

function stepsOf(weight: number): number {
  return Math.max(-MOST_STEPS, Math.min(MOST_STEPS, Math.round(weight / STEP)));
}
