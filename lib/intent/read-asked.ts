import type { Asked } from '../domain/asked.ts';
import type { Intent } from '../domain/intent.ts';
import { moodIn, type MoodSeen } from '../domain/mood.ts';
import { intentsOf, type IntentModel } from './model.ts';

/** One wish in what a buyer wrote. */
interface Wish {
  intent: Intent;
  /** How much it counts, about 1 for a sure one in the newest message. */
  weight: number;
  /** The words that say so, cut. */
  quote: string;
}

/** What a buyer wants, the weightiest first, and how it sounds. */
export interface Reading {
  wishes: Wish[];
  mood: MoodSeen;
}

/** An older message counts less. */
const OLDER = 0.75;
/** Manners beside a question are no question. */
const MANNERS: ReadonlySet<Intent> = new Set<Intent>(['greeting', 'thanks', 'bye']);
const BESIDE = 0.25;
/** What a message says as a whole tells more about what did not come than a part of it alone: 「显示签收，我没收到」. */
const FINER: ReadonlySet<Intent> = new Set<Intent>(['signed', 'missing']);
const QUOTE = 24;
/** Parts of a message shorter than this say nothing alone. */
const SHORTEST = 3;
/** Between parts; what is set against a wish («возврат, а не обмен»), or says why, stays with it. */
const APART =
  /[,.!?;:~，。！？；：、～…\n]+(?! ?(?:(?:it'?s|it is|this is) (?:for )?(?:a )?(?:gift|present)|(?:(?:and )?not|rather than|а не) |no (?:(?:un|una|el|la) )?(?:cambio|reembolso|devoluci)))|(?<=\p{Script=Han}) +/iu;

/** Reads what was asked since our last answer. */
export function readAsked(model: IntentModel, { texts, turn }: Pick<Asked, 'texts' | 'turn'>): Reading {
  const best = new Map<Intent, Wish>();
  for (const [age, text] of texts.toReversed().entries()) {
    for (const wish of wishesIn(model, text)) {
      const weight = wish.weight * OLDER ** age;
      if ((best.get(wish.intent)?.weight ?? 0) < weight) best.set(wish.intent, { ...wish, weight });
    }
  }
  const all = [...best.values()];
  const asks = all.some(({ intent }) => !MANNERS.has(intent));
  const weighed = all.map((wish) => (asks && MANNERS.has(wish.intent) ? { ...wish, weight: wish.weight * BESIDE } : wish));
  return { wishes: weighed.toSorted((a, b) => b.weight - a.weight), mood: moodIn(turn) };
}

/** A message may ask for several things: it is read as a whole and part by part. */
function wishesIn(model: IntentModel, text: string): Wish[] {
  const parts = text
    .split(APART)
    .map((part) => part.trim())
    .filter((part) => part.length >= SHORTEST && part !== text);
  const whole = wishesOf(model, text);
  const finer = whole.some(({ intent }) => FINER.has(intent)) && !whole.some(({ intent }) => intent === 'tracking');
  // Whoever cancels says why: the wrong color is not to be changed.
  const cancels = whole.some(({ intent }) => intent === 'cancel');
  const ofParts = [...new Set(parts)].flatMap((part) => wishesOf(model, part));
  return [...whole, ...ofParts.filter(({ intent }) => !(finer && intent === 'tracking') && !(cancels && intent === 'exchange'))];
}

function wishesOf(model: IntentModel, part: string): Wish[] {
  return intentsOf(model, part).map(({ intent, sure }) => ({ intent, weight: sure, quote: shortened(part) }));
}

function shortened(text: string): string {
  const line = text.replace(/\s+/gu, ' ');
  return [...line].length > QUOTE ? `${[...line].slice(0, QUOTE).join('')}…` : line;
}
