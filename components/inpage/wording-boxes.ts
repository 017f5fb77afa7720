import { caretRect, LAID_OUT, shiftOf, type CaretRect } from '#lib/dom/caret.ts';
import { editableText, isField, rangeOf } from '#lib/dom/editable.ts';
import type { WordingHit } from '#lib/domain/wording.ts';
import type { Found } from '#lib/inpage/wording-session.ts';

/** Text behind the last hit that still takes part in breaking its line. */
const BEHIND = 200;

/** Makes an element with a class and what is in it. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  name: string,
  ...inside: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.className = name;
  element.append(...inside);
  return element;
}

interface Box extends CaretRect {
  right: number;
}

/** Moves what was measured in an editor's own viewport into ours: the editor may stand in a frame. */
function moved({ left, top, right, bottom }: Box, editor: Element): Box {
  const by = shiftOf(editor.ownerDocument.defaultView, window);
  return { left: left + by.left, top: top + by.top, right: right + by.left, bottom: bottom + by.top };
}

/** Returns the part of an editor that its frame lets be seen, in our viewport. */
export function visibleBox(editor: Element): Box {
  const box = moved(editor.getBoundingClientRect(), editor);
  const view = editor.ownerDocument.defaultView;
  if (!view || view === window) return box;
  const frame = moved({ left: 0, top: 0, right: view.innerWidth, bottom: view.innerHeight }, editor);
  return {
    left: Math.max(box.left, frame.left),
    top: Math.max(box.top, frame.top),
    right: Math.min(box.right, frame.right),
    bottom: Math.min(box.bottom, frame.bottom),
  };
}

/** Lays the text of a field out once more over it, unseen but for the lines under the hits. */
export function overlay(editor: HTMLTextAreaElement | HTMLInputElement, { text, hits }: Found): HTMLElement {
  const style = getComputedStyle(editor);
  const box = moved(editor.getBoundingClientRect(), editor);
  const copy = make('div', '');
  for (const name of LAID_OUT) copy.style[name] = style[name];
  Object.assign(copy.style, { border: '0', width: `${editor.clientWidth}px`, boxSizing: 'border-box' });
  copy.style.whiteSpace = editor.tagName === 'INPUT' ? 'pre' : 'pre-wrap';
  copy.style.transform = `translate(${-editor.scrollLeft}px, ${-editor.scrollTop}px)`;
  let at = 0;
  for (const { start, end, severity } of hits) {
    copy.append(text.slice(at, start), make('span', severity, text.slice(start, end)));
    at = end;
  }
  copy.append(text.slice(at, at + BEHIND));
  const over = make('div', 'over', copy);
  Object.assign(over.style, {
    left: `${box.left + editor.clientLeft}px`,
    top: `${box.top + editor.clientTop}px`,
    width: `${editor.clientWidth}px`,
    height: `${editor.clientHeight}px`,
  });
  over.setAttribute('aria-hidden', 'true');
  return over;
}

/** Rectangles of a hit in the text of an editor that is no field, in our viewport. */
function rectsOf(editor: HTMLElement, { start, end }: WordingHit): Box[] {
  const rects = rangeOf(editor, editableText(editor), start, end).getClientRects();
  return [...rects].map((rect) => moved(rect, editor));
}

/**
 * Draws lines under the hits of an editor that stands in a frame, in our own tree: neither our styles nor our highlights
 * reach into that document, and nothing of ours is to lie in it.
 */
export function marks({ editor, hits }: Found): HTMLElement {
  const box = visibleBox(editor);
  const over = make('div', 'over');
  Object.assign(over.style, {
    left: `${box.left}px`,
    top: `${box.top}px`,
    width: `${Math.max(0, box.right - box.left)}px`,
    height: `${Math.max(0, box.bottom - box.top)}px`,
  });
  for (const hit of hits) {
    for (const rect of rectsOf(editor, hit)) {
      const line = make('i', hit.severity);
      Object.assign(line.style, {
        left: `${rect.left - box.left}px`,
        top: `${rect.bottom - box.top - 2}px`,
        width: `${rect.right - rect.left}px`,
      });
      over.append(line);
    }
  }
  over.setAttribute('aria-hidden', 'true');
  return over;
}

/** Returns where a hit is seen in our viewport; where the caret is when that cannot be told. */
export function rectOf({ editor, hits }: Found, hit: WordingHit, root: ShadowRoot, layer: HTMLElement): CaretRect {
  const rect = isField(editor)
    ? layer.querySelectorAll('.over span')[hits.indexOf(hit)]?.getClientRects()[0]
    : rectsOf(editor, hit)[0];
  return rect ? { left: rect.left, top: rect.top, bottom: rect.bottom } : caretRect(editor, root);
}
