import type { MessageSeen } from '#lib/domain/observation.ts';

/** Tags that are as wide as their words; all others fill the part they stand in. */
const INLINE = /^(?:A|B|EM|I|SPAN|STRONG)$/;
const WIDTH = 1000;
const PLACES = { buyer: { left: 20, right: 320 }, seller: { left: 660, right: 980 }, middle: { left: 340, right: 660 } } as const;
type Place = keyof typeof PLACES;

/** Returns a text without its blanks. */
export const plain = (text: string | null): string => (text ?? '').replace(/\s+/g, '');

/** Returns where the words of a node are drawn: with the message that is nearest to them, at its side. */
function placeOf(node: Node, messages: readonly MessageSeen[]): Place {
  for (let at: Node | null = node; at; at = at.parentNode) {
    const said = plain(at.textContent);
    const near = messages.filter(({ text }) => text && said.includes(plain(text)));
    const [first] = near;
    if (!first) continue;
    return near.every(({ side }) => side === first.side) && first.side !== 'system' ? first.side : 'middle';
  }
  return 'middle';
}

function unite(places: readonly Place[]): { left: number; right: number; width: number } {
  const left = Math.min(...places.map((place) => PLACES[place].left));
  const right = Math.max(...places.map((place) => PLACES[place].right));
  return places.length === 0 ? { left: 0, right: 0, width: 0 } : { left, right, width: right - left };
}

function textsIn(element: Element): Node[] {
  return [...element.childNodes].flatMap((node) =>
    node.nodeType === 3 ? (node.nodeValue?.trim() ? [node] : []) : node.nodeType === 1 ? textsIn(node as Element) : [],
  );
}

/**
 * Draws a chat as every chat is drawn, whatever its classes are called: the shop's messages at the right, the buyer's at
 * the left. happy-dom draws nothing itself.
 */
export function layOut(document: Document, messages: readonly MessageSeen[]): void {
  (globalThis as { NodeFilter?: unknown }).NodeFilter ??= { SHOW_TEXT: 4 };
  const box = (element: Element): unknown =>
    INLINE.test(element.tagName)
      ? unite(textsIn(element).map((node) => placeOf(node, messages)))
      : { left: 0, right: WIDTH, width: WIDTH };
  for (const element of document.body?.querySelectorAll('*') ?? []) {
    Object.assign(element, { getBoundingClientRect: () => box(element) });
  }
  Object.assign(document, {
    createRange: () => {
      let place: Place | null = null;
      return {
        selectNodeContents: (node: Node) => void (place = placeOf(node, messages)),
        getBoundingClientRect: () => unite(place ? [place] : []),
      };
    },
  });
}
