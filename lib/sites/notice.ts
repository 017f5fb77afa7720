import { isShown } from '../dom/first.ts';

/** A page that stands in the way of another one says little; in a text longer than this (characters) words may be anybody's. */
const LITTLE = 3000;
/** A check in a dialog is a sentence and a button; a longer one holds what people wrote. */
const SHORT = 120;
/** One by one: a list of them takes the browser several times as long in a page of thousands of parts. */
const DIALOGS = ['[role="dialog"]', '[role="alertdialog"]', '.next-dialog', 'dialog[open]'];
/** Where people's own words stand, whatever they look like, and where names of items do. */
const PEOPLE = '.message-item-line, .message-item, .conversation-item, [contenteditable]';
const MESSAGE = '[class*="message" i]:not([class*="next-message"])';
const OTHERS = `${PEOPLE}, a, td, textarea, ${MESSAGE}, [class*="item" i], [class*="product" i]`;

/** Returns the texts of the dialogs that are shown over a page and say little. */
export function dialogTexts(document: Document): string[] {
  const dialogs = new Set(DIALOGS.flatMap((selector) => [...document.querySelectorAll(selector)]));
  const shown = [...dialogs].filter((dialog) => isShown(dialog) && !dialog.closest(PEOPLE));
  return shown.map((dialog) => dialog.textContent ?? '').filter((text) => text.length < SHORT);
}

/** Returns what a page says that holds little else, without links, tables, items and what people wrote; '' of any other page. */
export function noticeOf(document: Document): string {
  const { body } = document;
  if (!body) return '';
  const texts: string[] = [];
  let length = 0;
  const walker = document.createTreeWalker(body, 4 /* NodeFilter.SHOW_TEXT, which a test's document need not have */);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const around = node.parentElement;
    if (!around || around.closest('script, style')) continue;
    const text = node.nodeValue ?? '';
    length += text.length;
    if (length >= LITTLE) return '';
    if (!around.closest(OTHERS) && isShown(around)) texts.push(text);
  }
  return texts.join('');
}
