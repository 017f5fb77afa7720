import { rangeFor, readDraft, selectDraft } from './caret.ts';
import { isField } from './editable.ts';

/** A stretch of a draft and what comes in its place; places in UTF-16 units of the draft's text. */
export interface Change {
  text: string;
  start: number;
  end: number;
}

/** One way of changing a draft. */
export interface Way {
  /**
   * Set where the editor learns of a new selection by an event only: what is to be replaced has to be selected first,
   * and the change comes in a later task, so many milliseconds after that event.
   */
  selectsFirst?: number;
  /** Returns the change as this way makes it, with the same outcome. */
  adapt?(editor: HTMLElement, change: Change): Change;
  /** Changes the draft; `expected` is what it should be afterwards. */
  act(editor: HTMLElement, change: Change, expected: string): void;
}

/** How a kind of editor is written to, found by what its build always puts on its element. */
interface Kind {
  mark: string;
  line: Way;
  /** Several lines at once, where that is another way. */
  lines?: Way;
  /** Taking a stretch out. */
  remove?: Way;
  /** What is tried after these, where the browser's commands would pass its model by. */
  again?: Way;
}

/** The browser's own way, line breaks as a person would type them: keeps the undo history. */
const command: Way = {
  act(editor, { text, start, end }) {
    const { ownerDocument: document } = editor;
    selectDraft(editor, start, end);
    if (text === '' && start === end) return;
    if (text === '') document.execCommand('delete');
    // Elsewhere than in fields and pre, a line break inside a text becomes a block, which is sent as two breaks when empty.
    else if (isField(editor) || editor.tagName === 'PRE' || !text.includes('\n')) document.execCommand('insertText', false, text);
    else {
      for (const [index, line] of text.split('\n').entries()) {
        if (index > 0) document.execCommand('insertLineBreak');
        if (line) document.execCommand('insertText', false, line);
      }
    }
  },
};

/** The same with a block for each line, for editors that know no line break inside a block. */
const blocks: Way = {
  act(editor, { text, start, end }) {
    selectDraft(editor, start, end);
    editor.ownerDocument.execCommand('insertText', false, text);
  },
};

/** For fields whose `value` is watched by the page's framework: the prototype's setter, then an input event. */
const setter: Way = {
  act(editor, { text, start }, expected) {
    if (!isField(editor)) return;
    const view = editor.ownerDocument.defaultView;
    const prototype = editor.tagName === 'INPUT' ? view?.HTMLInputElement.prototype : view?.HTMLTextAreaElement.prototype;
    const set = prototype && Object.getOwnPropertyDescriptor(prototype, 'value')?.set;
    set?.call(editor, expected);
    editor.setSelectionRange(start + text.length, start + text.length);
    tell(editor, text);
  },
};

/** The last resort for editable elements: a text node, and an input event. */
const node: Way = {
  act(editor, { text, start, end }) {
    const range = rangeFor(editor, start, end);
    range.deleteContents();
    const added = editor.ownerDocument.createTextNode(text);
    range.insertNode(added);
    editor.ownerDocument.getSelection()?.collapse(added, text.length);
    tell(editor, text);
  },
};

function tell(editor: HTMLElement, data: string): void {
  editor.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertText', data }));
}

/** As if it was pasted: taken by every editor that keeps a model of its own, into the model first. */
function paste(markup?: (text: string) => string): Way {
  return {
    selectsFirst: 0,
    act(editor, { text, start, end }) {
      selectDraft(editor, start, end);
      const init = { bubbles: true, cancelable: true, composed: true, clipboardData: transferOf(text, markup) };
      startOf(rangeFor(editor, start, end), editor).dispatchEvent(new ClipboardEvent('paste', init));
    },
  };
}

function transferOf(text: string, markup?: (text: string) => string): DataTransfer {
  const transfer = new DataTransfer();
  transfer.setData('text/plain', text);
  if (markup) transfer.setData('text/html', markup(text));
  return transfer;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);

/** Some read lines from plain text as paragraphs and drop the empty ones; in markup they are kept. */
const paragraphs = (text: string): string =>
  text
    .split('\n')
    .map((line) => `<p>${escaped(line)}</p>`)
    .join('');
const broken = (text: string): string => escaped(text).replaceAll('\n', '<br>');

/** What the browser announces before a change; editors of this kind carry it out themselves, at the place it names. */
function announce(editor: HTMLElement, inputType: string, { text, start, end }: Change): void {
  selectDraft(editor, start, end);
  const range = rangeFor(editor, start, end);
  const what = text === '' ? { inputType } : { inputType, dataTransfer: transferOf(text) };
  const init = { ...what, bubbles: true, cancelable: true, composed: true, targetRanges: [new StaticRange(range)] };
  startOf(range, editor).dispatchEvent(new InputEvent('beforeinput', init));
}

const removal = (inputType: string): Way => ({
  selectsFirst: 0,
  act: (editor, change) => announce(editor, inputType, change),
});

/** Slate adds what is put in to what was typed before as one step of its history, unless something goes for it. */
const slate: Way = {
  adapt(editor, { text, start, end }) {
    const { text: draft } = readDraft(editor);
    const before = text !== '' && start === end ? (/[^\n\ufffc]$/u.exec(draft.slice(0, start))?.[0] ?? '') : '';
    return { text: before + text, start: start - before.length, end };
  },
  act: (editor, change) => announce(editor, change.text === '' ? 'deleteByCut' : 'insertReplacementText', change),
};

/** wangEditor 5 is built on it, and looks at the selection at most ten times a second. */
const wang: Way = { ...slate, selectsFirst: 110 };

/** Draft.js takes out what is cut, a moment later. */
const cut: Way = {
  selectsFirst: 0,
  act(editor, { start, end }) {
    const init = { bubbles: true, cancelable: true, composed: true, clipboardData: new DataTransfer() };
    startOf(rangeFor(editor, start, end), editor).dispatchEvent(new ClipboardEvent('cut', init));
  },
};

/** The element in which a range begins: some look for an event there, below the editor itself. */
function startOf({ startContainer }: Range, editor: HTMLElement): Element {
  const at = startContainer.nodeType === 1 ? (startContainer as Element) : startContainer.parentElement;
  return at && editor.contains(at) ? at : editor;
}

/**
 * Editors with a model of their own, each with the way that its model is known to follow (the matrix of the browser
 * tests runs them all in real builds). Anything else is taken for a plain editable element.
 */
const KINDS: readonly Kind[] = [
  { mark: '[data-w-e-textarea] [data-slate-editor]', line: wang, remove: wang, again: wang },
  { mark: '[data-slate-editor]', line: slate, remove: slate, again: wang },
  { mark: '[data-lexical-editor]', line: paste(), remove: removal('deleteByCut') },
  { mark: '.public-DraftEditor-content', line: paste(), remove: cut },
  { mark: '.cm-content', line: paste() },
  { mark: 'trix-editor', line: paste() },
  { mark: '.ProseMirror', line: paste(), lines: paste(paragraphs) },
  {
    mark: '.ck-editor__editable',
    line: paste(),
    lines: paste(paragraphs),
    remove: removal('deleteContentBackward'),
  },
  { mark: '.cke_editable', line: paste(broken) },
  { mark: '.mce-content-body', line: paste(broken), lines: blocks },
  // Quill 1 pastes into a place of its own and reads it later.
  { mark: '.ql-editor:has(+ .ql-clipboard)', line: command, lines: blocks },
  // In a shadow tree Quill 2 sees no selection to paste at.
  { mark: '.ql-editor', line: paste(), again: blocks },
];

/** Returns the ways in which this editor may take this text, the best first. All but those that select first act at once. */
export function waysInto(editor: HTMLElement, text: string): readonly Way[] {
  if (isField(editor)) return [command, setter];
  const kind = KINDS.find(({ mark }) => editor.matches(mark));
  if (!kind) return [command, node];
  if (text === '') return [kind.remove ?? command, ...(kind.again ? [kind.again] : [])];
  const best = text.includes('\n') ? (kind.lines ?? kind.line) : kind.line;
  return best === command || best === blocks ? [best] : [best, kind.again ?? command];
}
