import { readDraft } from '#lib/dom/caret.ts';
import { editorIn } from '#lib/dom/editable.ts';
import { copyPicture, insertFiles } from '#lib/dom/insert-files.ts';
import { insertText, type InsertOptions } from '#lib/dom/insert.ts';

/** What the matrix runs in the content script's own world, beside a page that it shares nothing but the document with. */
interface Content {
  insert(text: string, options?: InsertOptions): Promise<string>;
  undo(): Promise<boolean>;
  draft(): { text: string; start: number; end: number };
  /** Gives pictures of these names; `allowed` as what was checked before comes out now. */
  files(names: readonly string[], allowed: boolean): Promise<string>;
  copy(): Promise<boolean>;
  focus(): void;
}

declare global {
  var content: Content;
}

let lastUndo: (() => boolean | Promise<boolean>) | undefined;

function editor(): HTMLElement {
  const found = editorIn(document.querySelector('[data-editor]'));
  if (!found) throw new Error('no editor');
  return found;
}

/** A red dot: the smallest picture that every decoder takes. */
const DOT =
  'iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==';

function fileOf(name: string): File {
  const type = name.endsWith('.png') ? 'image/png' : 'application/pdf';
  return new File([Uint8Array.from(atob(DOT), (letter) => letter.charCodeAt(0))], name, { type });
}

globalThis.content = {
  async insert(text, options) {
    const result = await insertText(editor(), text, options ?? {});
    lastUndo = result.outcome === 'inserted' ? result.undo : undefined;
    return result.outcome === 'too-long' ? `too-long ${result.over}` : result.outcome;
  },
  async undo() {
    return (await lastUndo?.()) ?? false;
  },
  draft: () => readDraft(editor()),
  files: (names, allowed) => insertFiles(editor(), names.map(fileOf), () => allowed),
  copy: () => copyPicture(editor(), [fileOf('dot.png')]),
  focus: () => editor().focus(),
};
