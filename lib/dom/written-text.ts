import { cleanLine, LIMITS } from '#lib/domain/text.ts';
import { isAlike } from './alike.ts';
import { shownText } from './text-of.ts';
import { amidst, isFound, type Part, partsOf, withoutAsides } from './values-of.ts';
import { bareText, isBlock } from './walk.ts';

/** What an editor wraps by itself: an expression, somebody who is called, an address, a mailbox, a long number. */
const WRAPPED =
  /^(?:[^\p{L}\p{N}\p{P}]+|@\S+|[a-z]+:\/\/|[\w.+-]*[\w-]@?[\w-]*\.[a-z]{2,}(?:[/?#:]|\.|$)|\+?(?!\d{4}-)\d[\d -]{5,}\d$)/iu;

/** The longest mailbox or host there can be; beyond it the pattern would try every two places of a long word. */
const LONGEST_ADDRESS = 320;

/** Tells whether an editor wraps a text by itself. Of a longer one only the beginning tells. */
function isWrapped(text: string): boolean {
  return WRAPPED.test(text.length > LONGEST_ADDRESS ? `${text.slice(0, LONGEST_ADDRESS)} ` : text);
}

/** Links, pictures, words in the middle of others and what holds no words are parts of a written text. */
export function isWritten(element: Element, joins = true): boolean {
  const text = element.textContent?.trim() ?? '';
  if (text === '' || element.tagName === 'FONT' || isFound(element) || isWrapped(text)) return true;
  return amidst(element) !== '' || (joins && isAlike(element, true));
}

/** Lines of a text may be blocks; other elements with words beside words are not what somebody wrote. */
function isLines(root: Element, parts: readonly Part[]): boolean {
  const lineOf = (host: Element | null): Element => {
    let at = host ?? root;
    while (at !== root && !isBlock(at) && at.parentElement) at = at.parentElement;
    return at;
  };
  const lines = parts.map(({ host }) => lineOf(host));
  const alone = (line: Element): boolean => line !== root && lines.filter((other) => other === line).length === 1;
  return lines.every((line, index) => line === (parts[index]?.host ?? root) || alone(line));
}

/**
 * Returns the text that somebody wrote into a message, with its lines, links and expressions. A mark of reading, a time
 * or a button that the site has put into its line is left out; null where other elements' words stand among it, because
 * nobody can tell whose they are. `joins` takes several spans that hold all of it for one text.
 */
export function writtenText(root: Element, max: number = LIMITS.message, joins = true): string | null {
  if (bareText(root) !== null) return shownText(root, undefined, max);
  const parts = partsOf(root, (each) => isWritten(each, joins)).map(({ text, host }) => ({ text: cleanLine(text, max), host }));
  // A line of its own is written, whatever it says.
  const inline = parts.map(({ text, host }) => ({ text, host: host === root || (host && isBlock(host)) ? null : host }));
  const kept = withoutAsides(inline.filter(({ text }) => text));
  const isKept = (_part: Part, index: number): boolean => !inline[index]?.text || kept.includes(inline[index]);
  const own = parts.filter(isKept).filter(({ text }) => text);
  if (own.length > 1 && !isLines(root, own)) return null;
  const asides = parts.filter((part, index) => !isKept(part, index)).flatMap(({ host }) => host ?? []);
  return shownText(root, asides, max);
}
