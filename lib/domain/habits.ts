import { clusterTexts, sharedOf, shinglesOf } from './habit-cluster.ts';
import { habitLanguage } from './habit-language.ts';
import type { HabitRow } from './habit-kept.ts';
import { type MaskKind, type MaskPart, MASK_SLOTS, maskText, skeletonOf, skeletonOfTemplate } from './habit-mask.ts';

/** A message that the shop's staff wrote, with the names of its buyer. */
export interface TypedMessage {
  text: string;
  /** Epoch ms. */
  at: number;
  names: readonly string[];
  /** Whom it was written to. */
  to?: string;
  /** In which language this buyer is answered (BCP 47). */
  language?: string;
}

/** Something that is typed again and again, as a template. */
export interface Habit {
  /** The body of the template, what changes in it as slots. */
  text: string;
  title: string;
  /** BCP 47. */
  language: string;
  /** How often it was typed. */
  times: number;
  /** In how many different wordings. */
  wordings: number;
  /** Some of what was really typed, the newest first. */
  examples: string[];
  /** Epoch ms of the newest. */
  last: number;
}

/** Days looked back upon. */
export const HABIT_DAYS = 14;
/** How often something is typed before it is a habit. */
const HABIT_TIMES = 3;
/** Length of the messages that are worth a template, in letters without signs. */
const SHORTEST = 6;
const LONGEST = 600;
const MOST = 20;
const EXAMPLES = 3;
/** Share of a text's pairs that a template has, for the template to say it too. */
const COVERED = 0.7;

interface Wording {
  skeleton: string;
  messages: (TypedMessage & { parts: MaskPart[] })[];
}

/**
 * Returns what was typed at least three times, in the same or in other words, the most frequent first, at most twenty.
 * Left out is what a template (`bodies`) says already, and what a person did not want offered (`kept`) at `now` (epoch ms).
 */
export function mineHabits(
  messages: readonly TypedMessage[],
  bodies: readonly string[],
  kept: readonly HabitRow[],
  now: number,
): { habits: Habit[]; compared: number } {
  const wordings = wordingsOf(messages);
  const { clusters, compared } = clusterTexts(wordings.map(({ skeleton }) => skeleton));
  const known = [
    ...bodies,
    ...kept.filter(({ state, until = 0 }) => state === 'never' || until > now).map(({ text }) => text),
  ].map((body) => shinglesOf(skeletonOfTemplate(body)));
  const isKnown = coveredBy(known);
  const habits = clusters
    .map(({ members }) => members.flatMap((i) => wordings[i] ?? []))
    .filter((group) => group.reduce((sum, { messages: own }) => sum + own.length, 0) >= HABIT_TIMES)
    .filter(([leader]) => leader && !isKnown(leader.skeleton))
    .map(habitOf)
    .filter(({ text }) => /\p{L}/u.test(text.replace(/\{[^{}]*\}/g, '')))
    .toSorted((a, b) => b.times - a.times || b.last - a.last)
    .slice(0, MOST);
  return { habits, compared };
}

const hasLink = (parts: readonly MaskPart[]): boolean => parts.some((part) => 'kind' in part && part.kind === 'link');

/** Messages that differ only in what changes are one wording; the most frequent come first, so that they lead. */
function wordingsOf(messages: readonly TypedMessage[]): Wording[] {
  const bySkeleton = new Map<string, Wording>();
  for (const message of messages) {
    if (message.text.length > LONGEST) continue;
    const parts = maskText(message.text, message.names);
    const masked = skeletonOf(parts);
    // Nothing but a link, always the same one, is worth a template too.
    const skeleton = masked.length < SHORTEST && hasLink(parts) ? skeletonOf([{ text: message.text }]) : masked;
    if (skeleton.length < SHORTEST) continue;
    const wording = bySkeleton.get(skeleton) ?? { skeleton, messages: [] };
    wording.messages.push({ ...message, parts });
    bySkeleton.set(skeleton, wording);
  }
  return [...bySkeleton.values()].toSorted((a, b) => b.messages.length - a.messages.length);
}

/** Returns what tells whether one of the texts says nearly all of another; only those that share something are compared. */
function coveredBy(texts: readonly Uint32Array[]): (skeleton: string) => boolean {
  const holders = new Map<number, number[]>();
  for (const [i, shingles] of texts.entries()) {
    for (const shingle of shingles) {
      const list = holders.get(shingle);
      if (list) list.push(i);
      else holders.set(shingle, [i]);
    }
  }
  return (skeleton) => {
    const own = shinglesOf(skeleton);
    const candidates = new Set([...own].flatMap((shingle) => holders.get(shingle) ?? []));
    return [...candidates].some((i) => sharedOf(own, texts[i] as Uint32Array) >= own.length * COVERED);
  };
}

function habitOf(group: readonly Wording[]): Habit {
  const all = group.flatMap(({ messages }) => messages).toSorted((a, b) => b.at - a.at);
  const leader = (group[0]?.messages ?? []).toSorted((a, b) => b.at - a.at);
  const text = bodyOf(leader, all);
  return {
    text,
    language: habitLanguage(
      text,
      all.flatMap(({ language }) => language ?? []),
    ),
    title: titleOf(leader[0]?.parts ?? []),
    times: all.length,
    wordings: group.length,
    examples: [...new Set(all.map((message) => message.text))].slice(0, EXAMPLES),
    last: all[0]?.at ?? 0,
  };
}

type Masked = Wording['messages'][number];
type Changing = Extract<MaskPart, { kind: MaskKind }>;

const changingOf = (parts: readonly MaskPart[]): Changing[] => parts.flatMap((part) => ('kind' in part ? [part] : []));

/** Returns the newest message as a body: what is the same in all of them stays, what changes becomes a slot. */
function bodyOf(messages: readonly Masked[], all: readonly Masked[]): string {
  const changing = messages.map(({ parts }) => changingOf(parts));
  const isShared = sharedBy(all);
  const used = new Map<string, number>();
  let place = -1;
  return (messages[0]?.parts ?? [])
    .map((part) => {
      if ('text' in part) return literal(part.text);
      place += 1;
      const values = new Set(changing.map((parts) => parts[place]?.value));
      const isFree = part.kind === 'number' || part.kind === 'time' || part.kind === 'amount';
      if (isShared(part) || (isFree && changing.length > 1 && values.size === 1)) return literal(part.value);
      const base = MASK_SLOTS[part.kind];
      const isFact = part.kind === 'buyer' || part.kind === 'order' || part.kind === 'tracking';
      const nth = (used.get(base) ?? 0) + 1;
      used.set(base, nth);
      const name = nth > 1 && !isFact ? `${base}${nth}` : base;
      return part.kind === 'date' ? `{${name}:日期}` : `{${name}}`;
    })
    .join('');
}

const literal = (text: string): string => text.replaceAll('{', '{{').replaceAll('}', '}}');

const DAY = 86_400_000;

/**
 * Returns what tells whether something stands in all messages alike. A name never counts as such; the number of an order or
 * a parcel only when it was written to different buyers, a day only when it was written on different days.
 */
function sharedBy(all: readonly Masked[]): (part: Changing) => boolean {
  const values = all.map(({ parts }) => new Set(changingOf(parts).map(({ value }) => value)));
  const buyers = new Set(all.map(({ to }, i) => to ?? i));
  const days = ((all[0]?.at ?? 0) - (all.at(-1)?.at ?? 0)) / DAY;
  return ({ kind, value }) => {
    if (kind === 'buyer' || (kind === 'date' && days < 1)) return false;
    if ((kind === 'order' || kind === 'tracking') && buyers.size === 1) return false;
    return values.every((own) => own.has(value));
  };
}

const LONGEST_TITLE = 14;

function titleOf(parts: readonly MaskPart[]): string {
  const words = parts
    .flatMap((part) => ('text' in part ? [part.text] : []))
    .join('')
    .replace(/\s+/g, ' ');
  const clauses = words.split(/[，。！？；：,.!?;:\n~～]+/).map((each) => each.trim());
  const telling = clauses.find((each) => each.length >= 4) ?? clauses.find(Boolean) ?? words.trim();
  return telling.slice(0, LONGEST_TITLE);
}
