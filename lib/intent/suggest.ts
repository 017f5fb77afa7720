import type { Asked } from '../domain/asked.ts';
import type { Intent } from '../domain/intent.ts';
import type { PickCount } from '../domain/pick.ts';
import { weightOfPick } from '../domain/pick.ts';
import { sameLanguage } from '../domain/reply-language.ts';
import type { Stage } from '../domain/stage.ts';
import { inForce, isForShop, type TemplateBrief } from '../domain/template.ts';
import { answeredBy, isSoothing } from './answer-words.ts';
import { topicsOf, type IntentModel } from './model.ts';
import { readAsked, type Reading } from './read-asked.ts';
import { IF_PICKED } from './reply-case.ts';
import { preferencesOf } from './special-replies.ts';
import type { Suggestion, Suggestions, Why } from './suggestion.ts';

/** Most suggestions, and most templates that are looked at, the most used ones. */
const MOST = 3;
const LOOKED_AT = 2000;
/** Least that a template must fit. */
const LEAST = 0.3;
/** What was picked before for the same question counts so much, when all picks were this one. */
const LEARNED = 1.5;
/** Picks that must be there before they count about half. */
const FEW_PICKS = 2;

/** What answers something else may do when there is nothing better. */
const RELATED: Readonly<Partial<Record<Intent, Partial<Record<Intent, number>>>>> = {
  urgency: { shipping: 0.5, tracking: 0.35 },
  wrong: { exchange: 0.4, missing: 0.35 },
  missing: { quality: 0.3 },
  damaged: { quality: 0.5, refund: 0.35 },
  quality: { return: 0.35, exchange: 0.3 },
  price_protection: { discount: 0.4 },
  signed: { tracking: 0.5 },
  return: { refund: 0.35, exchange: 0.3 },
  refund: { return: 0.3 },
  exchange: { return: 0.35, size: 0.3 },
  cancel: { refund: 0.4 },
  bye: { thanks: 0.8 },
  thanks: { bye: 0.6 },
  fee: { shipping: 0.3 },
  tracking: { shipping: 0.3 },
};

/** What a suggestion depends on besides the templates. */
export interface Moment {
  asked: Asked;
  /** Language in which this buyer is answered. */
  language: string;
  /** The shop whose chat it is; null: not known. */
  shopId: string | null;
  /** Epoch ms. */
  now: number;
  /** What was picked before. */
  picks: readonly PickCount[];
  /** Where the buyer's purchase stands; null or absent: not known. */
  stage?: Stage | null;
}

/**
 * Returns the replies that fit what a buyer asked since our last answer, with the reason. `items` are all templates, the
 * most used first. In a talk in which nobody of us has said anything a greeting is among them. Somebody who is angry,
 * worried or threatens is calmed first.
 */
export function suggest(model: IntentModel, items: readonly { template: TemplateBrief }[], moment: Moment): Suggestions {
  const reading = readAsked(model, moment.asked);
  const intents = reading.wishes.slice(0, 2).map(({ intent }) => intent);
  const usable = usableOf(items, moment);
  const learned = learnedOf(moment.picks, moment.now);
  const preference = preferencesOf({
    said: moment.asked.texts.join(' '),
    wishes: reading.wishes.map(({ intent }) => intent),
    stage: moment.stage ?? null,
  });
  const scored = usable
    .map((template, place) => ({ ...scoreOf(model, template, reading, learned), template, place }))
    .filter(({ score }) => score >= LEAST)
    .map((each) => ({ ...each, preference: preference(each.template) }))
    // What is not true of this buyer is not offered, however often it was picked.
    .filter((each) => each.preference > (each.score > each.fitted ? 0 : 2 * IF_PICKED))
    .map((each) => ({ ...each, rank: each.score - each.fitted * (1 - each.preference) }))
    .toSorted((a, b) => b.rank - a.rank || a.place - b.place);
  const answers = scored.flatMap(({ template, why }) => (why ? [{ template, why }] : []));
  const calming = reading.mood.mood === null ? [] : calmingOf(usable, reading);
  const greeting = moment.asked.spoken || calming.length > 0 ? [] : greetingOf(model, usable, learned);
  const wished = eachInPlace(
    answers.filter(({ why }) => why.kind !== 'asked' || why.intent !== 'greeting'),
    reading,
  );
  const ordered = [...calming.slice(0, 1), ...wished.slice(0, greeting.length > 0 ? MOST - 1 : MOST), ...greeting, ...answers];
  return { list: distinct(ordered).slice(0, MOST), intents };
}

/** Least that a wish weighs, as a share of the weightiest, to have a place of its own. */
const OWN_PLACE = 0.5;

/** Puts the best answer of each wish before the further ones; the order stays otherwise. */
function eachInPlace(answers: readonly Suggestion[], { wishes }: Reading): Suggestion[] {
  const own = wishes.filter(({ weight }) => weight >= OWN_PLACE * (wishes[0]?.weight ?? 0));
  const best = new Set(own.map(({ intent }) => answers.find(({ why }) => why.kind === 'asked' && why.intent === intent)));
  return [...answers.filter((each) => best.has(each)), ...answers.filter((each) => !best.has(each))];
}

function distinct(list: readonly Suggestion[]): Suggestion[] {
  const seen = new Set<string>();
  return list.filter(({ template: { id, group = id } }) => {
    const fresh = !seen.has(id) && !seen.has(group);
    seen.add(id).add(group);
    return fresh;
  });
}

/** Templates in force that are no other shop's, in the buyer's language; where none is, in any. */
function usableOf(items: readonly { template: TemplateBrief }[], { language, shopId, now }: Moment): TemplateBrief[] {
  const inTime = items
    .slice(0, LOOKED_AT)
    .flatMap(({ template }) => (inForce(template, now) && isForShop(template, shopId) ? [template] : []));
  const own = inTime.filter((template) => sameLanguage(template.language, language));
  return own.length > 0 ? own : inTime;
}

function calmingOf(usable: readonly TemplateBrief[], { mood }: Reading): Suggestion[] {
  const quote = mood.words.join('、');
  const soothing = usable
    .filter(isSoothing)
    .toSorted((a, b) => Number(/安抚|calm/u.test(b.title)) - Number(/安抚|calm/u.test(a.title)));
  return soothing.map((template) => ({ template, why: { kind: 'mood', quote } }));
}

function greetingOf(model: IntentModel, usable: readonly TemplateBrief[], learned: Learned): Suggestion[] {
  const greets = (template: TemplateBrief): number =>
    fitOf(model, template, 'greeting') + (learned.get('greeting')?.get(template.id) ?? 0);
  const best = usable
    .map((template) => ({ template, fit: greets(template) }))
    .filter(({ fit }) => fit >= 0.9)
    .toSorted((a, b) => b.fit - a.fit)[0];
  return best ? [{ template: best.template, why: { kind: 'greeting' } }] : [];
}

/** For each intent what share of the picks a template had, with few picks less. */
type Learned = ReadonlyMap<Intent, ReadonlyMap<string, number>>;

function learnedOf(picks: readonly PickCount[], now: number): Learned {
  const weights = new Map<Intent, Map<string, number>>();
  for (const pick of picks) {
    const of = weights.get(pick.intent) ?? new Map<string, number>();
    weights.set(pick.intent, of.set(pick.templateId, weightOfPick(pick, now)));
  }
  return new Map(
    [...weights].map(([intent, of]) => {
      const sum = [...of.values()].reduce((a, b) => a + b, FEW_PICKS);
      return [intent, new Map([...of].map(([id, weight]) => [id, (LEARNED * weight) / sum]))];
    }),
  );
}

function scoreOf(
  model: IntentModel,
  template: TemplateBrief,
  { wishes }: Reading,
  learned: Learned,
): { score: number; fitted: number; why: Why | null } {
  let score = 0;
  let fitted = 0;
  let most = 0;
  let why: Why | null = null;
  for (const { intent, weight, quote } of wishes) {
    const fit = fitOf(model, template, intent);
    const picked = learned.get(intent)?.get(template.id) ?? 0;
    const part = weight * (fit + picked);
    score += part;
    fitted += weight * fit;
    if (part > most) {
      most = part;
      why = { kind: 'asked', intent, quote };
    }
  }
  return { score, fitted, why };
}

/** What titles answer does not change; there are few different ones. */
const known = new Map<string, ReadonlyMap<Intent, number>>();
const MOST_KNOWN = 5000;

/** Returns how well a template answers a question, 0–1. */
function fitOf(model: IntentModel, template: TemplateBrief, intent: Intent): number {
  const fits = fitsOf(model, template);
  const related = Object.entries(RELATED[intent] ?? {}) as [Intent, number][];
  return Math.max(fits.get(intent) ?? 0, ...related.map(([other, share]) => share * (fits.get(other) ?? 0)));
}

function fitsOf(model: IntentModel, template: TemplateBrief): ReadonlyMap<Intent, number> {
  const { title, folder, tags = [] } = template;
  const key = [title, folder, ...tags].join('\t');
  const before = known.get(key);
  if (before) return before;
  const named = answeredBy(template).map((intent, place) => [intent, 1 / (1 + place / 4)] as const);
  const guessed = named.length > 0 ? [] : topicsOf(model, title).map(({ intent, sure }) => [intent, 0.8 * sure] as const);
  const fits = new Map([...guessed, ...named]);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, fits);
  return fits;
}
