import { editableText, isField, offsetOf, rangeOf } from './editable.ts';

/** An editor's text and what is selected of it, as places in the text; nothing selected: both are the caret. */
export interface Draft {
  text: string;
  start: number;
  end: number;
}

/** Returns the selection of the editor's document, or of the shadow tree it stands in. */
function selectionOf(editor: Element): Selection | null {
  const root = editor.getRootNode() as Document & { getSelection?: () => Selection | null };
  return root.getSelection?.() ?? editor.ownerDocument.getSelection();
}

/** Reads the draft of a textarea, input or contenteditable. Without a selection inside it, the caret counts as the end. */
export function readDraft(editor: HTMLElement): Draft {
  if (isField(editor)) {
    const text = editor.value;
    return { text, start: editor.selectionStart ?? text.length, end: editor.selectionEnd ?? text.length };
  }
  const whole = editableText(editor);
  const selection = selectionOf(editor);
  const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
  if (!range || !editor.contains(range.startContainer) || !editor.contains(range.endContainer)) {
    return { text: whole.text, start: whole.text.length, end: whole.text.length };
  }
  const start = offsetOf(editor, whole, range.startContainer, range.startOffset);
  return { text: whole.text, start, end: range.collapsed ? start : offsetOf(editor, whole, range.endContainer, range.endOffset) };
}

/** Selects a stretch of the draft; a caret when `start` and `end` are equal. Leaves a selection alone that is already so. */
export function selectDraft(editor: HTMLElement, start: number, end: number): void {
  if (isField(editor)) {
    editor.setSelectionRange(start, end);
    return;
  }
  const selection = selectionOf(editor);
  const now = readDraft(editor);
  if (now.start === start && now.end === end && selection && editor.contains(selection.anchorNode)) return;
  const range = rangeFor(editor, start, end);
  selection?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
}

/** Returns the range of the document that a stretch of an editable element's draft is. */
export function rangeFor(editor: HTMLElement, start: number, end: number): Range {
  return rangeOf(editor, editableText(editor), start, end);
}

/** A rectangle in the coordinates of a viewport, in CSS pixels. */
export interface CaretRect {
  left: number;
  top: number;
  bottom: number;
}

/**
 * Returns where the caret of the editor is, in the viewport of `scratch`, though the editor may stand in a frame of that.
 * For a textarea its text is laid out once more in `scratch`, an element of our own that takes a hidden copy for the
 * moment of measuring, so that the page's tree is not touched.
 */
export function caretRect(editor: HTMLElement, scratch: ParentNode & Node): CaretRect {
  const { left, top, bottom } = ownCaret(editor, scratch);
  const by = shiftOf(editor.ownerDocument.defaultView, scratch.ownerDocument?.defaultView ?? null);
  return { left: left + by.left, top: top + by.top, bottom: bottom + by.top };
}

/** Returns how far the viewport of a frame is moved in that of a window around it, in CSS pixels. */
export function shiftOf(inner: Window | null, outer: Window | null): { left: number; top: number } {
  const frame = inner === outer ? null : inner?.frameElement;
  if (!inner || !frame) return { left: 0, top: 0 };
  const around = shiftOf(inner.parent, outer);
  const box = frame.getBoundingClientRect();
  return { left: around.left + box.left + frame.clientLeft, top: around.top + box.top + frame.clientTop };
}

/** The caret in the viewport of the editor's own document. */
function ownCaret(editor: HTMLElement, scratch: ParentNode & Node): CaretRect {
  const rect = isField(editor) ? fieldCaret(editor, scratch) : textCaret(editor);
  const box = editor.getBoundingClientRect();
  // A caret that is scrolled out of the editor is taken to be at its edge.
  const top = Math.min(Math.max(rect.top, box.top), Math.max(box.top, box.bottom - 12));
  return {
    left: Math.min(Math.max(rect.left, box.left), box.right),
    top,
    bottom: Math.min(Math.max(rect.bottom, top + 12), Math.max(box.bottom, top + 12)),
  };
}

function textCaret(editor: HTMLElement): CaretRect {
  const selection = selectionOf(editor);
  if (selection && selection.rangeCount > 0 && editor.contains(selection.focusNode)) {
    const rect = selection.getRangeAt(0).getClientRects()[0] ?? besideCaret(selection);
    if (rect) return { left: rect.left, top: rect.top, bottom: rect.bottom };
  }
  const style = getComputedStyle(editor);
  const box = editor.getBoundingClientRect();
  const top = box.top + Number.parseFloat(style.paddingTop);
  return { left: box.left + Number.parseFloat(style.paddingLeft), top, bottom: top + lineHeightOf(style) };
}

/** A caret on an empty line has no rectangle of its own, the `br` it stands before has. */
function besideCaret({ focusNode, focusOffset }: Selection): DOMRect | undefined {
  const beside = focusNode?.childNodes[focusOffset] ?? focusNode?.childNodes[focusOffset - 1];
  return beside && 'getBoundingClientRect' in beside ? (beside as Element).getBoundingClientRect() : undefined;
}

/** Properties of a field's style by which its text breaks into lines. */
export const LAID_OUT = [
  'direction',
  'boxSizing',
  'width',
  'overflowWrap',
  'wordBreak',
  'paddingTop',
  'paddingRight',
  'paddingBottom',
  'paddingLeft',
  'borderTopWidth',
  'borderRightWidth',
  'borderBottomWidth',
  'borderLeftWidth',
  'borderStyle',
  'fontStyle',
  'fontVariant',
  'fontWeight',
  'fontStretch',
  'fontSize',
  'fontFamily',
  'lineHeight',
  'letterSpacing',
  'wordSpacing',
  'textAlign',
  'textIndent',
  'textTransform',
  'tabSize',
] as const;

function fieldCaret(editor: HTMLTextAreaElement | HTMLInputElement, scratch: ParentNode & Node): CaretRect {
  const style = getComputedStyle(editor);
  const copy = editor.ownerDocument.createElement('div');
  for (const name of LAID_OUT) copy.style[name] = style[name];
  copy.style.cssText += ';position:fixed;left:0;top:0;visibility:hidden;pointer-events:none;height:auto;overflow:hidden';
  copy.style.whiteSpace = editor.tagName === 'INPUT' ? 'pre' : 'pre-wrap';
  const mark = editor.ownerDocument.createElement('span');
  mark.textContent = '\u200b';
  copy.append(editor.value.slice(0, editor.selectionStart ?? editor.value.length), mark);
  scratch.append(copy);
  const inner = { from: copy.getBoundingClientRect(), at: mark.getBoundingClientRect() };
  copy.remove();
  const box = editor.getBoundingClientRect();
  const top = box.top + inner.at.top - inner.from.top - editor.scrollTop;
  return {
    left: box.left + inner.at.left - inner.from.left - editor.scrollLeft,
    top,
    bottom: top + (inner.at.height || lineHeightOf(style)),
  };
}

function lineHeightOf(style: CSSStyleDeclaration): number {
  return Number.parseFloat(style.lineHeight) || Number.parseFloat(style.fontSize) * 1.4 || 18;
}
