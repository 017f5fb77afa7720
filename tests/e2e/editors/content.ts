import { type Draft, readDraft, selectDraft } from '#lib/dom/caret.ts';
import { editorIn } from '#lib/dom/editable.ts';
import { limitOf } from '#lib/dom/limit.ts';
import { copyPicture, insertFiles } from '#lib/dom/insert-files.ts';
import { insertText, type InsertOptions } from '#lib/dom/insert.ts';
import { nextStop } from '#lib/dom/stops.ts';

/** What the matrix runs in the content script's own world, beside a page that it shares nothing but the document with. */
interface Content {
  insert(text: string, options?: InsertOptions): Promise<string>;
  /** The same for a conversation that is not open any more. */
  insertUnless(text: string): Promise<string>;
  undo(): Promise<boolean>;
  /** Goes to the next place of what was put in last. */
  next(): Promise<boolean>;
  draft(): Draft;
  /** Puts the caret or selection there, as a click does, once the editor shows this draft. Returns what it then shows. */
  place(draft: Draft): Promise<Draft>;
  limit(): number;
  /** Gives pictures of these names; `allowed` as what was checked before comes out now. */
  files(names: readonly string[], allowed: boolean): Promise<string>;
  copy(): Promise<boolean>;
  focus(): void;
}

declare global {
  var content: Content;
}

let lastUndo: (() => boolean) | undefined;
let lastNext: (() => boolean) | undefined;

/** What a page offers: of an open shadow tree its host, or what is marked in it where more than one would take typing. */
function offered(): HTMLElement {
  const found = document.querySelector<HTMLElement>('[data-editor]')!;
  const inner = found.shadowRoot?.querySelector<HTMLElement>('[data-editor]');
  return editorIn(found) ? found : (inner ?? found);
}

function editor(): HTMLElement {
  const found = editorIn(offered());
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

/** Waits for a draft that is as wanted, at most a second. Returns the one that is shown then. */
async function isShown(wanted: (draft: Draft) => boolean): Promise<Draft> {
  for (let tries = 0; tries < 200 && !wanted(readDraft(editor())); tries++) await new Promise((resume) => setTimeout(resume, 5));
  return readDraft(editor());
}

globalThis.content = {
  async insert(text, options) {
    const result = await insertText(offered(), text, options ?? {});
    lastUndo = result.outcome === 'inserted' ? result.undo : undefined;
    lastNext = result.outcome === 'inserted' ? nextStop(editor(), result, () => true) : undefined;
    return result.outcome === 'too-long' ? `too-long ${result.over}` : result.outcome;
  },
  insertUnless: async (text) => (await insertText(editor(), text, { allowed: () => false })).outcome,
  async undo() {
    const before = readDraft(editor()).text;
    if (!lastUndo?.()) return false;
    // Some editors draw it a moment later.
    await isShown(({ text }) => text !== before);
    return true;
  },
  async next() {
    // No person's key comes in the frame in which an editor still draws the one before.
    await new Promise((resume) => setTimeout(resume, 50));
    const moved = lastNext?.() ?? false;
    // As long as an editor takes to see the selection, which a person's next key does, too.
    await new Promise((resume) => setTimeout(resume, 110));
    return moved;
  },
  draft: () => readDraft(editor()),
  async place({ text, start, end }) {
    const shown = await isShown((draft) => draft.text === text);
    if (shown.start === start && shown.end === end) return shown;
    // An editor that looks at the selection at most ten times a second has seen it by then; one that is still drawing
    // puts the caret back once.
    for (let tries = 0; tries < 3; tries++) {
      selectDraft(editor(), start, end);
      await new Promise((resume) => setTimeout(resume, 110));
      const now = readDraft(editor());
      if (now.start === start && now.end === end) break;
    }
    return readDraft(editor());
  },
  limit: () => limitOf(editor()),
  files: (names, allowed) => insertFiles(editor(), names.map(fileOf), () => allowed),
  copy: () => copyPicture(editor(), [fileOf('dot.png')]),
  focus: () => editor().focus(),
};
