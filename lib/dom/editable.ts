/** A piece of an editable element's text: a text node, or a break (`length` 1) that a `br` or a block makes. */
interface Piece {
  node: Node;
  start: number;
  length: number;
}

/** The text of an editor as a person sees it, with the way back from a place in it to the node that holds it. */
export interface EditableText {
  text: string;
  pieces: readonly Piece[];
}

/** Tells whether an editor keeps its text in `value` (textarea, input) rather than in child nodes. */
export function isField(editor: Element): editor is HTMLTextAreaElement | HTMLInputElement {
  return editor.tagName === 'TEXTAREA' || editor.tagName === 'INPUT';
}

const BLOCK = /^(?:DIV|P|LI|UL|OL|PRE|BLOCKQUOTE|H[1-6])$/;

/** What stands in the text for a picture (an emoji of the site): it has a place but no characters. */
const PICTURE = '\ufffc';

/** What editors put in to be drawn only: placeholders, and what holds a caret's place. */
const DRAWN = '[data-slate-placeholder], .cm-placeholder, .cm-widgetBuffer, .ProseMirror-separator, .ProseMirror-widget';

/** A character without width alone in its node holds an empty line open. */
const FILLER = /^[\ufeff\u200b]$/;

/** Reads the text of a contenteditable element: `br` and the edges of blocks are line breaks, as when it is sent. */
export function editableText(root: Element): EditableText {
  const pieces: Piece[] = [];
  let text = '';
  const add = (node: Node, part: string): void => {
    pieces.push({ node, start: text.length, length: part.length });
    text += part;
  };
  const walk = (parent: Node): void => {
    for (const node of parent.childNodes) {
      const before = node.previousSibling;
      if (before && (BLOCK.test(node.nodeName) || BLOCK.test(before.nodeName))) add(node, '\n');
      if (node.nodeType === 3) add(node, FILLER.test(node.nodeValue ?? '') ? '' : (node.nodeValue ?? ''));
      else if (node.nodeType !== 1 || (node as Element).matches(DRAWN)) continue;
      else if (node.nodeName === 'IMG') add(node, PICTURE);
      else if (node.nodeName !== 'BR') walk(node);
      // The last br of a block only holds its line open.
      else if (node.nextSibling) add(node, '\n');
    }
  };
  walk(root);
  return { text, pieces };
}

/** Returns the place in the text that a point of the document (node and offset) stands for. */
export function offsetOf(root: Element, { text, pieces }: EditableText, node: Node, offset: number): number {
  const own =
    node.nodeType === 3 ? pieces.find((piece) => piece.node === node && piece.length === node.nodeValue?.length) : undefined;
  if (own) return own.start + Math.min(offset, own.length);
  const point = root.ownerDocument.createRange();
  point.setStart(node, offset);
  let at = 0;
  for (const piece of pieces) {
    const parent = piece.node.parentNode;
    if (!parent || point.comparePoint(parent, indexIn(piece.node)) >= 0) break;
    at = piece.start + piece.length;
  }
  return Math.min(at, text.length);
}

/** Returns the points (node and offset) between which a stretch of the text lies; nothing beside it is included. */
export function rangeOf(root: Element, { pieces }: EditableText, start: number, end: number): Range {
  const range = root.ownerDocument.createRange();
  range.selectNodeContents(root);
  const first = pieces.findLast(
    (piece) => piece.node.nodeType === 3 && piece.start <= start && start <= piece.start + piece.length,
  );
  const inside = (piece: Piece): boolean => piece.node.nodeType === 3 && piece.start <= end && end <= piece.start + piece.length;
  const last = end === start ? first : (pieces.find((piece) => inside(piece) && piece.start < end) ?? pieces.find(inside));
  const next = pieces.find((piece) => piece.node.nodeType !== 3 && piece.start >= start);
  if (first) range.setStart(first.node, start - first.start);
  else if (next) range.setStartBefore(next.node);
  if (last) range.setEnd(last.node, end - last.start);
  else if (first || next) range.collapse(true);
  return range;
}

function indexIn(node: Node): number {
  return [...(node.parentNode?.childNodes ?? [])].indexOf(node as ChildNode);
}

/**
 * Returns the element that takes the typing in what was found or pointed at: the element itself, the editable one it
 * stands in, or the only one inside it: of an iframe of the same origin, of an open shadow tree, of a frame around it.
 * Null when there is none, or more than one.
 */
export function editorIn(element: Element | null): HTMLElement | null {
  if (!element) return null;
  if (isField(element)) return element;
  if (element.tagName === 'IFRAME') {
    const body = (element as HTMLIFrameElement).contentDocument?.body ?? null;
    return body?.ownerDocument.designMode === 'on' ? body : editorIn(body);
  }
  if ((element as HTMLElement).isContentEditable) return hostOf(element as HTMLElement);
  const inner = [...(element.shadowRoot ?? element).querySelectorAll(EDITABLE)].filter(
    (each) => !each.parentElement?.closest(EDITABLE),
  );
  const [only] = inner;
  return only && inner.length === 1 && only !== element ? editorIn(only) : null;
}

/** Tells whether something happened in an editor. Nodes of a frame are not instances of this window's classes. */
export function isWithin(target: EventTarget | null, editor: HTMLElement | null): boolean {
  return target !== null && 'nodeType' in target && (editor?.contains(target as Node) ?? false);
}

const EDITABLE = 'textarea, input:not([type]), input[type="text"], [contenteditable]:not([contenteditable="false"]), iframe';

/** The outermost editable element around one that is editable. */
function hostOf(element: HTMLElement): HTMLElement {
  let host = element;
  while (host.parentElement?.isContentEditable) host = host.parentElement;
  return host;
}
