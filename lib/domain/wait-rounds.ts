import { isFromPerson } from './message-kind.ts';
import type { StoredMessage, Thread, WaitMark } from './message-stored.ts';
import { isClosing } from './wait-closing.ts';

type Told = Pick<StoredMessage, 'm' | 'side' | 'type' | 'text' | 'at' | 'seen' | 'staff' | 'past' | 'withdrawn' | 'came'>;

/** One question of a buyer, however many lines it has, and its answer. Times are epoch ms. */
export interface Round extends WaitMark {
  /** Name of the message that answered; absent while the buyer waits. */
  answer?: string;
  answeredAt?: number;
  staff?: string;
  /** Milliseconds from question to answer; absent while either time is unknown. */
  took?: number;
  /** A person said that it needs no answer. */
  settled?: true;
  /** Only a record of former days tells of the question: whether it was answered is not known. */
  past?: true;
}

const NONE: ReadonlySet<string> = new Set();
/** After so long without a word (ms) a conversation begins anew. */
const NEW_CONVERSATION = 86_400_000;
/** Milliseconds before a message was seen to come at which it may have been written, see `came`. */
const CAME_WITHIN = 3_600_000;
/** Milliseconds by which the time of an own message may lie wrong until the site has it. */
const ECHO_MS = 90_000;
/** What is kept of a question, in UTF-16 units; of a longer one its beginning and its end, where anger is last heard. */
const MOST_TEXT = 600;
const HEAD = 200;
/** How shops and platforms mark what a machine answered, in the languages they answer in. */
const BY_MACHINE =
  /^\s*[[【(（<*]*\s*(?:自动回复|系统自动回复|机器人回复|智能回复|自動返信|자동 ?응답|رد تلقائي|(?:this is an? |это |esta es una )?(?:auto[- ]?re(?:ply|sponse(?! (?!from (?:the |our )?(?:shop|store|seller|team))\p{L}))|автоответ|(?:automat|автомат)\p{L}* (?:reply|(?:response|message)(?! (?!from (?:the |our )?(?:shop|store|seller|team))\p{L})|antwort|nachricht|odpowiedź|ответ|сообщение)|(?:respuesta|mensaje|resposta|mensagem|risposta|messaggio|réponse|message|odpowiedź) autom[áa]t\p{L}*))/iu;

/**
 * Returns the rounds of a conversation, oldest first: who asked, who answered, how long that took. A question begins with
 * what a buyer wrote or sent, and ends with what a person of the shop did. Goodbyes, system cards, robots, withdrawn
 * messages and repetitions of own messages neither begin nor end one. An unknown time stays unknown. `settled` are names of lines up to which a person said
 * that no answer is needed: a question ends there without one, and what the buyer writes later is another.
 */
export function roundsOf(messages: readonly Told[], settled: ReadonlySet<string> = NONE): Round[] {
  const rounds: Round[] = [];
  let open: Round | null = null;
  let lastOwn: Told | null = null;
  let spoken: Spoken | null = null;
  for (const message of messages) {
    if (isFromPerson(message) && !isByMachine(message)) {
      if (message.side === 'buyer') {
        if (open && !begunAnew(open, message, spoken)) addLine(open, message);
        else if (!isGoodbye(message)) rounds.push((open = opened(message, rounds.length === 0 ? null : spoken)));
      } else {
        if (open && isAnswer(message, open, lastOwn)) {
          answer(open, message);
          open = null;
        }
        lastOwn = message;
      }
      spoken = spokenAt(message, spoken);
    }
    if (open && settled.has(message.m)) {
      open.settled = true;
      open = null;
    }
  }
  return rounds;
}

/** Returns the round in which the buyer is still waiting, or null. */
export function waitingRound(rounds: readonly Round[]): Round | null {
  const last = rounds.at(-1);
  return last && last.answer === undefined && !last.settled && !last.past ? last : null;
}

/** A question out of a record, after which a day is silent, is not what the buyer waits for who writes now. */
function begunAnew(open: Round, message: Told, spoken: Spoken | null): boolean {
  return open.past === true && !message.past && spoken !== null && isApart(message, spoken) === true;
}

/** Tells whether the shop's words say themselves that a machine wrote them. */
export const isByMachine = ({ side, text }: Pick<Told, 'side' | 'text'>): boolean =>
  side === 'seller' && text !== undefined && BY_MACHINE.test(text);

const isGoodbye = ({ type, text }: Told): boolean => type === 'text' && text !== undefined && isClosing(text);

/** Between which moments (epoch ms) the last word was written, as far as it is known. */
interface Spoken {
  earliest: number;
  latest: number;
}

/** Returns when a message was written that comes after another: it is no older than that. */
function spokenAt({ at, came, seen }: Told, before: Spoken | null): Spoken {
  const earliest = at ?? Math.max(before?.earliest ?? -Infinity, came === undefined ? -Infinity : came - CAME_WITHIN);
  return { earliest, latest: at ?? Math.max(seen, earliest) };
}

/** Tells whether a message begins a conversation after the last word in it, null where the known times do not say. */
function isApart({ at, seen }: Told, { earliest, latest }: Spoken): boolean | null {
  if (at !== undefined && at - latest >= NEW_CONVERSATION) return true;
  return (at ?? seen) - earliest < NEW_CONVERSATION ? false : null;
}

/** Begins a round; `spoken` is null for the first one there is. */
function opened(message: Told, spoken: Spoken | null): Round {
  const apart = spoken === null ? true : isApart(message, spoken);
  return {
    first: message.m,
    last: message.m,
    ...(message.at === undefined ? {} : { since: message.at }),
    seen: message.seen,
    lines: 1,
    opening: apart === true,
    ...(apart === null ? { unsure: true } : {}),
    text: shortened(message.text ?? ''),
    ...(message.past ? { past: true } : {}),
  };
}

function shortened(text: string): string {
  return text.length <= MOST_TEXT ? text : `${text.slice(0, HEAD)}\n${text.slice(HEAD + 1 - MOST_TEXT)}`;
}

function addLine(round: Round, message: Told): void {
  if (isGoodbye(message)) return;
  if (!message.past) delete round.past;
  round.last = message.m;
  round.lines += 1;
  round.text = shortened(`${round.text}\n${message.text ?? ''}`.trim());
}

/**
 * An own message that stands below the question and was written before it is none: either it came late into view, or it
 * repeats what was said before, as pages do until the site has the message.
 */
function isAnswer(message: Told, { since }: Round, lastOwn: Told | null): boolean {
  if (message.at === undefined || since === undefined || message.at >= since) return true;
  if (since - message.at > ECHO_MS) return false;
  return message.text === undefined || message.text !== lastOwn?.text;
}

function answer(round: Round, message: Told): void {
  round.answer = message.m;
  if (message.staff !== undefined) round.staff = message.staff;
  if (message.at === undefined) return;
  round.answeredAt = message.at;
  if (round.since !== undefined && message.at >= round.since) round.took = message.at - round.since;
}

/** Messages at the end of a conversation that are looked at for who waits. */
const TAIL = 200;

/** Returns the mark of the buyer who waits in a conversation (oldest first), or null when nobody does. */
function waitMarkOf(messages: readonly Told[], settled: ReadonlySet<string>): WaitMark | null {
  const round = waitingRound(roundsOf(messages.slice(-TAIL), settled));
  if (!round) return null;
  const { first, last, since, seen, lines, opening, unsure, text } = round;
  const known = { ...(since === undefined ? {} : { since }), ...(unsure ? { unsure } : {}) };
  return { first, last, ...known, seen, lines, opening, text };
}

/** Returns the conversation marked by whether its buyer waits, given its messages, oldest first. */
export function withWait(thread: Thread, messages: readonly Told[]): Thread {
  const mark = waitMarkOf(messages, settledIn(thread));
  return { ...withoutWait(thread), ...(mark ? { wait: mark, waiting: mark.since ?? mark.seen } : {}) };
}

/** Returns the conversation without the mark of one who waits. */
export function withoutWait({ wait: _wait, waiting: _waiting, ...rest }: Thread): Thread {
  return rest;
}

/** Earlier questions without need of an answer that are remembered, so that the rounds of a day stay as they were. */
const SETTLED_KEPT = 20;

/** Returns the names of the lines of a conversation up to which a person said that no answer is needed. */
export function settledIn({ settled, settledBefore = [] }: Pick<Thread, 'settled' | 'settledBefore'>): ReadonlySet<string> {
  return settled === undefined ? NONE : new Set([...settledBefore, settled]);
}

/** Returns the conversation after a person said that what the buyer asked in it needs no answer. */
export function withoutNeed(thread: Thread): Thread {
  const { wait, waiting: _waiting, ...rest } = thread;
  if (!wait) return thread;
  const before = [...settledIn(thread)].slice(-SETTLED_KEPT);
  return { ...rest, settled: wait.last, ...(before.length > 0 ? { settledBefore: before } : {}) };
}
