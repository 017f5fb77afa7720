import type { MessageSeen } from '#lib/domain/observation.ts';
import { cleanLine } from '#lib/domain/text.ts';
import { first } from '#lib/dom/first.ts';
import { shownText } from '#lib/dom/text-of.ts';
import { valuesOf } from '#lib/dom/values-of.ts';
import { writtenText } from '#lib/dom/written-text.ts';
import { CHAT } from './selectors.ts';
import { alone } from './shown.ts';

/** Tells whether a text stands in place of a message that was taken back. */
export function isWithdrawn(text: string): boolean {
  return /撤回了?一条消息/.test(text);
}

/** What a bubble holds. */
export interface Body {
  type: MessageSeen['type'];
  /** Null where words stand among it that nobody wrote. */
  text?: string | null;
}

/** Whoever wrote it, not all of it is theirs. */
const DOUBTFUL: Body = { type: 'empty', text: null };

/**
 * Returns what a bubble holds. The list empties bubbles outside the view, so an empty one says nothing about the message; neither
 * does one whose parts are not known.
 */
export function bodyOf(content: Element): Body {
  const template = first(content, CHAT.template);
  if (template) return { type: 'card', text: cardText(template, CHAT.templateText, CHAT.button) };
  const words = first(content, CHAT.text);
  if (words) {
    const text = writtenText(words);
    if (text === null) return DOUBTFUL;
    if (text) return { type: 'text', text };
    return { type: words.querySelector('img') ? 'image' : 'empty' };
  }
  const file = first(content, CHAT.file);
  if (file) return { type: 'file', text: cleanLine(file.getAttribute('title') ?? '') || alone(valuesOf(file)) };
  const item = first(content, CHAT.item);
  if (item) return { type: 'item', text: cardText(item, CHAT.itemPart) };
  const text = shownText(content);
  if (!text) return { type: [...content.querySelectorAll('img')].some(isPicture) ? 'image' : 'empty' };
  const only = alone(valuesOf(content));
  if (isWithdrawn(only)) return { type: 'withdrawn', text: only };
  return content.querySelector('*') ? { type: 'empty' } : { type: 'system', text };
}

/** Text of a card, only where every word of it stands in a known part: what a site puts between was not sent. */
function cardText(card: Element, part: string, skip?: string): string | null {
  const parts = [...card.querySelectorAll(part)].filter((each) => !each.querySelector(part));
  const known = parts.map((each) => writtenText(each)).filter((text) => text !== '');
  return !known.includes(null) && known.join('\n') === shownText(card, skip) ? known.join('\n') : null;
}

/** Expressions are small pictures; one whose width is not known yet counts as a picture. */
function isPicture(image: HTMLImageElement): boolean {
  const width = Number(image.getAttribute('width')) || image.width;
  return !width || width > 60;
}
