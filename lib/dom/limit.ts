import { isField } from './editable.ts';

/** Within so many elements around an editor a counter may stand; those that only wrap it do not count. */
const LEVELS = 4;
const MOST_LEVELS = 12;

/** Returns the most characters an editor takes: its `maxlength`, or the limit of a counter beside it such as `0 / 500`. */
export function limitOf(editor: HTMLElement): number {
  if (isField(editor) && editor.maxLength > 0) return editor.maxLength;
  let around = parentOf(editor);
  let inner: Element = editor;
  for (let level = 0, all = 0; around && level < LEVELS && all < MOST_LEVELS; all++, around = parentOf(around)) {
    const wraps = around.textContent === inner.textContent || around.tagName === 'IFRAME';
    inner = around;
    if (wraps) continue;
    level += 1;
    // A counter that stands beside several editors may be another one's.
    if (hasOther(around, editor)) break;
    for (const element of around.querySelectorAll('*')) {
      if (element.childElementCount > 0 || editor.contains(element)) continue;
      const limit = /^\s*\d{1,5}\s*\/\s*(\d{3,5})\s*$/.exec(element.textContent)?.[1];
      if (limit) return Number(limit);
    }
  }
  return Number.POSITIVE_INFINITY;
}

/** The element around one, also where that is the frame or the shadow tree it stands in. */
function parentOf(element: Element): Element | null {
  if (element.tagName === 'BODY') return element.ownerDocument.defaultView?.frameElement ?? null;
  const { parentNode } = element;
  return parentNode instanceof ShadowRoot ? parentNode.host : element.parentElement;
}

/** Whether a person can write into another editor there; frameworks have hidden ones of their own. */
function hasOther(around: Element, editor: Element): boolean {
  const others = [...around.querySelectorAll('textarea, [contenteditable]:not([tabindex="-1"])')];
  return others.some((other) => !editor.contains(other) && !other.contains(editor) && other.checkVisibility());
}
