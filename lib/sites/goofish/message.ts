import { LIMITS } from '#lib/domain/text.ts';
import type { MessageSeen, PeerRef } from '#lib/domain/observation.ts';
import { first } from '#lib/dom/first.ts';
import { leavesOf, lineOf } from '#lib/dom/text-of.ts';
import { valuesOf } from '#lib/dom/values-of.ts';
import { writtenText } from '#lib/dom/written-text.ts';
import { type Found, parsed, present, REFUSED, type Tally } from '../found.ts';
import { CHAT } from './selectors.ts';

/** A line of the list in its parts: avatar before or behind, the name beside it, and what was said. */
interface Line {
  /** By the avatar's place; null when it stands neither before nor behind. */
  side: 'buyer' | 'seller' | null;
  names: string[];
  body: Element;
}

/** The parts of a line: wrappers with a single child are looked through. */
function partsOf(row: Element): Element[] {
  let at = row;
  while (at.childElementCount === 1 && at.firstElementChild && !at.firstElementChild.matches(CHAT.body))
    at = at.firstElementChild;
  return [...at.children];
}

function holds(part: Element | undefined, selector: string): boolean {
  return part !== undefined && (part.matches(selector) || part.querySelector(selector) !== null);
}

/** A picture and no word: an avatar, whatever its class is called. */
function isAvatar(part: Element | undefined): boolean {
  if (!part || holds(part, CHAT.body)) return false;
  return holds(part, CHAT.avatar) || (holds(part, 'img') && lineOf(part) === '');
}

/** The avatar stands before the words of the other side and behind one's own; between there are name and words. */
function lineIn(row: Element): Line | null {
  const parts = partsOf(row);
  const [head, tail] = [isAvatar(parts[0]), isAvatar(parts.at(-1))];
  const inner = parts.filter((part) => !isAvatar(part));
  // Where no class says so, the words of the other side are what follows its name.
  const unnamed = head && parts.length === 3 && inner.length === 2 ? inner[1] : undefined;
  const body = inner.find((part) => holds(part, CHAT.body)) ?? unnamed;
  if (!body || inner.length === parts.length) return null;
  const names = inner.filter((part) => part !== body).flatMap((part) => leavesOf(part));
  return { side: head === tail ? null : head ? 'buyer' : 'seller', names, body };
}

/** Whose a line is; null when its signs disagree or are too few, refused when it names somebody else. */
function sideOf({ side, names, body }: Line, name: string, others: ReadonlySet<string>): Found<'buyer' | 'seller'> {
  const isPeer = names.includes(name);
  if (names.some((each) => others.has(each)) || (side === 'buyer' && names.length > 0 && !isPeer)) return REFUSED;
  if (side === 'seller') return isPeer || !holds(body, CHAT.body) ? null : 'seller';
  return isPeer || (side === 'buyer' && holds(body, CHAT.body)) ? 'buyer' : null;
}

/** Blocks side by side in one bubble, or a tag beside its words: not all of it is what was said. */
function saidIn(words: Element): Found<string> {
  // The site puts a text into a span without any class: another one beside it is no part of it.
  const shown = writtenText(words, LIMITS.message, false);
  if (shown === '') return null;
  return shown === null || words.querySelector('div, p, section, table, ul') ? REFUSED : shown;
}

/** What a bubble holds; refused where words are there and it is not known which of them were said. */
function bodyOf(body: Element): { type: MessageSeen['type']; text: Found<string> } {
  const card = first(body, CHAT.card);
  if (card) return { type: 'card', text: parsed(valuesOf(card), (text) => text) };
  const words = body.matches(CHAT.text[0]) ? body : (first(body, CHAT.text) ?? body);
  const text = saidIn(words);
  if (text === REFUSED) return { type: 'empty', text };
  if (text) return { type: /撤回了?一条消息/.test(text) ? 'withdrawn' : 'text', text };
  return { type: body.querySelector('img') ? 'image' : 'empty', text };
}

/**
 * Returns one message; null when it is not for certain whose it is, refused when the list still shows another
 * conversation. `others` are the other people of the list.
 */
export function messageIn(row: Element, peer: PeerRef, others: ReadonlySet<string>, tally: Tally): Found<MessageSeen> {
  const line = lineIn(row);
  const side = line && sideOf(line, peer.name ?? '', others);
  if (!line || side === null) return null;
  if (side === REFUSED) return REFUSED;
  const { type, text: said } = bodyOf(line.body);
  const text = tally.take('message.text', said);
  const sender = side === 'buyer' ? peer : undefined;
  return present({ kind: 'message' as const, side, type, sender, text });
}
