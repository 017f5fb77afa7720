import { isField } from './editable.ts';

/** An editor that said it takes a file is watched so many milliseconds for something of it to be seen. */
const SHOWS_MS = 1500;

/** What a page shows of a file it has taken. */
const SHOWN = 'img, picture, video, canvas, object, embed, figure, progress, [style*="background-image"]';

/**
 * Gives files to an editor the way a person does: pastes them and, where that is not taken, drops them on it.
 *
 * Comes in: the editor's element as `insertText` takes it, and at least one file; all go in at once and in order.
 * Comes out: `inserted` once the page visibly took them (something new inside the editor, or a preview of the file
 * beside it), at most 1.5 s after each way; `unseen` when the page said that it takes them and nothing is to be seen yet
 * (it may upload first): giving them once more could put them in twice; `refused` when it took nothing, and then the draft
 * is as it was. Never throws, never presses send. The first way is tried within the call itself, so what was checked right
 * before it still holds; `allowed` is asked again before the second (for instance: is it still the same buyer's chat).
 * When it is refused, `copyPicture` puts the first picture on the clipboard for the person to paste.
 */
export async function insertFiles(
  editor: Element,
  files: readonly File[],
  allowed: () => boolean = () => true,
): Promise<'inserted' | 'unseen' | 'refused'> {
  if (files.length === 0 || !editor.isConnected || isClosed(editor)) return 'refused';
  (editor as HTMLElement).focus({ preventScroll: true });
  for (const give of [paste, drop]) {
    if (!allowed()) return 'refused';
    const evidence = new Evidence(editor, files);
    const taken = give(editor, files);
    const shown = await evidence.within(taken ? SHOWS_MS : 0);
    if (shown) return 'inserted';
    if (taken) return 'unseen';
    // What it was taken for instead (an empty paste over the selection) is not wanted either.
    if (evidence.isSpoilt()) return 'refused';
  }
  return 'refused';
}

/**
 * Puts the first picture among the files on the clipboard of the editor's page, as PNG, the one form a clipboard takes.
 * Returns whether it is there; false without a picture among them, or when the browser refuses.
 */
export async function copyPicture(editor: Element, files: readonly File[]): Promise<boolean> {
  const picture = files.find(({ type }) => type.startsWith('image/'));
  const view = editor.ownerDocument.defaultView;
  if (!picture || !view) return false;
  try {
    await view.navigator.clipboard.write([new ClipboardItem({ 'image/png': asPng(picture) })]);
    return true;
  } catch (error) {
    console.debug('picture not copied', error);
    return false;
  }
}

async function asPng(picture: File): Promise<Blob> {
  if (picture.type === 'image/png') return picture;
  const bitmap = await createImageBitmap(picture);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/png' });
}

function isClosed(editor: Element): boolean {
  return isField(editor) && (editor.disabled || editor.readOnly);
}

function transferOf(files: readonly File[]): DataTransfer {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  return transfer;
}

/** Returns whether the page kept the paste for itself; where it did not, nobody wanted it. */
function paste(editor: Element, files: readonly File[]): boolean {
  const init = { bubbles: true, cancelable: true, composed: true, clipboardData: transferOf(files) };
  return !targetIn(editor).dispatchEvent(new ClipboardEvent('paste', init));
}

function drop(editor: Element, files: readonly File[]): boolean {
  const target = targetIn(editor);
  const { left, top, width, height } = target.getBoundingClientRect();
  const point = { clientX: left + width / 2, clientY: top + height / 2 };
  const init = { bubbles: true, cancelable: true, composed: true, dataTransfer: transferOf(files), ...point };
  const taken = ['dragenter', 'dragover', 'drop'].map((type) => !target.dispatchEvent(new DragEvent(type, init)));
  // A page that shows where to drop takes that away again when the drag leaves it.
  if (!taken[2]) target.dispatchEvent(new DragEvent('dragleave', init));
  return taken[2] === true;
}

/** Some frameworks look for the paste where the caret is, below the editor itself. */
function targetIn(editor: Element): Element {
  const selection = editor.ownerDocument.getSelection();
  const node = selection && selection.rangeCount > 0 ? selection.getRangeAt(0).startContainer : null;
  const at = node instanceof Element ? node : node?.parentElement;
  return at && editor.contains(at) ? at : editor;
}

/** Watches whether something of the files comes into view. */
class Evidence {
  readonly #editor: Element;
  readonly #names: readonly string[];
  readonly #before: string;
  readonly #observer: MutationObserver;
  #seen = false;
  #tell: () => void = () => undefined;

  constructor(editor: Element, files: readonly File[]) {
    this.#editor = editor;
    this.#names = files.map(({ name }) => name).filter(Boolean);
    this.#before = this.#state();
    this.#observer = new MutationObserver((records) => this.#look(records));
    const root = editor.getRootNode();
    this.#observer.observe(root, {
      childList: true,
      subtree: true,
      characterData: true,
      attributes: true,
      attributeFilter: ['src'],
    });
  }

  /** Resolves with whether anything was seen, as soon as it is, at the latest after so many milliseconds. */
  async within(ms: number): Promise<boolean> {
    await new Promise<void>((resume) => {
      this.#tell = resume;
      setTimeout(resume, ms);
    });
    this.#look(this.#observer.takeRecords());
    this.#observer.disconnect();
    return this.#seen;
  }

  /** Whether the draft changed without a file to be seen in it. */
  isSpoilt(): boolean {
    return this.#state() !== this.#before;
  }

  #look(records: readonly MutationRecord[]): void {
    this.#seen ||= records.some((record) => this.#shows(record));
    if (this.#seen) this.#tell();
  }

  #shows({ target, addedNodes, type }: MutationRecord): boolean {
    const nodes = type === 'childList' ? [...addedNodes] : [target];
    return nodes.some((node) => {
      if (this.#names.some((name) => node.textContent?.includes(name))) return true;
      if (!(node instanceof Element)) return false;
      const shown = node.matches(SHOWN) ? [node] : [...node.querySelectorAll(SHOWN)];
      // Elsewhere a picture may be anybody's (another message arrives); one that comes from here has no address yet.
      return shown.some((each) => this.#editor.contains(each) || /^(?:blob|data):/.test(each.getAttribute('src') ?? ''));
    });
  }

  #state(): string {
    return isField(this.#editor) ? this.#editor.value : (this.#editor.textContent ?? '');
  }
}
