import { escapeBraces } from './foreign-text.ts';
import { clusterTexts } from './habit-cluster.ts';
import { type Gist, gistOf } from './habit-gist.ts';
import { habitLanguage } from './habit-language.ts';
import type { HabitRow } from './habit-kept.ts';
import { knownFrom } from './habit-known.ts';
import { mergeAlike } from './habit-merge.ts';
import { typicalOf } from './habit-typical.ts';
import { type WordPart, withWordSlots } from './habit-words.ts';
import {
  type MaskKind,
  type MaskPart,
  markedText,
  MASK_SLOTS,
  maskTemplate,
  maskText,
  skeletonOf,
  skeletonOfTemplate,
} from './habit-mask.ts';

/** A message that the shop's staff wrote, with the names of its buyer. */
export interface TypedMessage {
  text: string;
  /** Epoch ms. */
  at: number;
  names: readonly string[];
  /** Names on the parcels of the buyer. */
  recipients?: readonly string[];
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

/** How often something is typed before it is a habit. */
const HABIT_TIMES = 3;
/** Length of the messages that are worth a template, in letters without signs. */
const SHORTEST = 6;
const LONGEST = 600;
const MOST = 20;
const EXAMPLES = 3;
/** Ways of saying something that are looked for among the templates. */
const MOST_WAYS = 4;

interface Wording {
  skeleton: string;
  gist: Gist;
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
  const gists = wordings.map(({ gist }) => gist);
  const near = clusterTexts(
    wordings.map(({ skeleton }) => skeleton),
    gists,
  );
  const merged = mergeAlike(near.clusters, gists);
  const known = [...bodies, ...kept.filter(({ state, until = 0 }) => state === 'never' || until > now).map(({ text }) => text)];
  const isKnown = knownFrom(known, false);
  // Whichever word the newest message has: what is asked for is compared as such.
  const isKnownOpen = knownFrom(known, true);
  const groups = merged.groups
    .map((members) => groupOf(members.flatMap((i) => wordings[i] ?? [])))
    .filter(({ all }) => all.length >= HABIT_TIMES)
    .filter((group) => !group.wordings.slice(0, MOST_WAYS).some(({ skeleton, gist }) => isKnown.says(skeleton, gist)))
    .toSorted((a, b) => b.all.length - a.all.length || b.last - a.last);
  const habits: Habit[] = [];
  for (const group of groups) {
    if (habits.length === MOST) break;
    const habit = habitOf(group);
    if (!/\p{L}/u.test(habit.text.replace(/\{[^{}]*\}/g, ''))) continue;
    const gist = gistOf(markedText(maskTemplate(habit.text)));
    if (isKnownOpen.says(skeletonOfTemplate(habit.text, true), gist) || isKnown.saysOtherwise(gist)) continue;
    habits.push(habit);
  }
  return { habits, compared: near.compared + merged.compared };
}

const hasLink = (parts: readonly MaskPart[]): boolean => parts.some((part) => 'kind' in part && part.kind === 'link');

/** Messages that differ only in what changes are one wording; the most frequent come first, so that they lead. */
function wordingsOf(messages: readonly TypedMessage[]): Wording[] {
  const bySkeleton = new Map<string, Wording>();
  for (const message of messages) {
    if (message.text.length > LONGEST) continue;
    const parts = maskText(message.text, message.names, message.recipients);
    const masked = skeletonOf(parts);
    // Nothing but a link, always the same one, is worth a template too.
    const skeleton = masked.length < SHORTEST && hasLink(parts) ? skeletonOf([{ text: message.text }]) : masked;
    if (skeleton.length < SHORTEST) continue;
    const wording = bySkeleton.get(skeleton) ?? { skeleton, gist: gistOf(markedText(parts)), messages: [] };
    wording.messages.push({ ...message, parts });
    bySkeleton.set(skeleton, wording);
  }
  return [...bySkeleton.values()].toSorted((a, b) => b.messages.length - a.messages.length);
}

interface Group {
  wordings: readonly Wording[];
  /** The newest first. */
  all: readonly Masked[];
  last: number;
}

function groupOf(wordings: readonly Wording[]): Group {
  const all = wordings.flatMap(({ messages }) => messages).toSorted((a, b) => b.at - a.at);
  return { wordings, all, last: all[0]?.at ?? 0 };
}

function habitOf({ wordings, all, last }: Group): Habit {
  const leader = (typicalOf(wordings)?.messages ?? []).toSorted((a, b) => b.at - a.at);
  const different = new Map(all.map((message) => [message.text, message.parts]));
  const parts = withWordSlots(leader[0]?.parts ?? [], [...different.values()]);
  const text = bodyOf(parts, leader, all);
  return {
    text,
    language: habitLanguage(
      text,
      all.flatMap(({ language }) => language ?? []),
    ),
    title: titleOf(parts, text),
    times: all.length,
    wordings: wordings.length,
    examples: [...different.keys()].slice(0, EXAMPLES),
    last,
  };
}

type Masked = Wording['messages'][number];
type Changing = Extract<MaskPart, { kind: MaskKind }>;

const changingOf = (parts: readonly MaskPart[]): Changing[] => parts.flatMap((part) => ('kind' in part ? [part] : []));

const FACTS: ReadonlySet<string> = new Set([MASK_SLOTS.buyer, MASK_SLOTS.recipient, MASK_SLOTS.order, MASK_SLOTS.tracking]);

/** Returns the newest message as a body: what is the same in all of them stays, what changes becomes a slot. */
function bodyOf(newest: readonly WordPart[], messages: readonly Masked[], all: readonly Masked[]): string {
  const changing = messages.map(({ parts }) => changingOf(parts));
  const isShared = sharedBy(all);
  const used = new Map<string, number>();
  let place = -1;
  const named = (base: string): string => {
    const nth = (used.get(base) ?? 0) + 1;
    used.set(base, nth);
    return nth > 1 && !FACTS.has(base) ? `${base}${nth}` : base;
  };
  return newest
    .map((part) => {
      if ('text' in part) return escapeBraces(part.text);
      if ('slot' in part) return `{${named(part.slot)}${part.choices.length > 0 ? `:单选 ${part.choices.join('/')}` : ''}}`;
      place += 1;
      const values = new Set(changing.map((parts) => parts[place]?.value));
      const isFree = part.kind === 'number' || part.kind === 'time' || part.kind === 'amount';
      if (isShared(part) || (isFree && changing.length > 1 && values.size === 1)) return escapeBraces(part.value);
      const name = named(MASK_SLOTS[part.kind]);
      return part.kind === 'date' ? `{${name}:日期}` : `{${name}}`;
    })
    .join('');
}

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
    if (kind === 'buyer' || kind === 'recipient' || (kind === 'date' && days < 1)) return false;
    if ((kind === 'order' || kind === 'tracking') && buyers.size === 1) return false;
    return values.every((own) => own.has(value));
  };
}

const LONGEST_TITLE = 14;

/** Returns the first clause that says something; a slot in it is its first choice, and what is only a link is called by its site. */
function titleOf(parts: readonly WordPart[], text: string): string {
  const words = parts
    .map((part) => ('text' in part ? part.text : 'slot' in part && part.slot !== MASK_SLOTS.buyer ? (part.choices[0] ?? '') : ''))
    .join('')
    .replace(/https?:\/\/[!-~]*|\s+/g, ' ');
  const clauses = words.split(/[，。！？；：,.!?;:\n~～]+/).map((each) => each.trim());
  const telling = clauses.find((each) => each.length >= 4) ?? clauses.find(Boolean) ?? words.trim();
  return telling.slice(0, LONGEST_TITLE) || text.replace(/^https?:\/\/(?:www\.)?|(?<=[^/:])\/.*$/gis, '');
}
