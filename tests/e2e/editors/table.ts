import type { InsertOptions } from '#lib/dom/insert.ts';

/** One editor of the matrix. */
export interface Editor {
  name: string;
  /** Its page below `pages/`, with what that is asked for. */
  page: string;
  /** Takes no line breaks: they become blanks. */
  oneLine?: true;
  /**
   * Its own history takes what was typed and what was put in within so many milliseconds for one step. With `all` it always
   * does, so that Ctrl+Z takes the typed draft too: the exception that is told of where it is set.
   */
  groups?: number | 'all';
  /** Is emptied by its page: keys do not do it without fault. */
  clears?: true;
  /** An event that its own build makes up now and then. */
  forges?: string;
}

/** Every editor, from plain fields to the builds that npm has of the others. */
export const EDITORS: readonly Editor[] = [
  { name: 'input', page: 'fields?tag=input', oneLine: true },
  { name: 'textarea', page: 'fields?tag=textarea' },
  { name: 'React-controlled input', page: 'react?tag=input', oneLine: true },
  { name: 'React-controlled textarea', page: 'react?tag=textarea' },
  { name: 'Vue-controlled input', page: 'vue?tag=input', oneLine: true },
  { name: 'Vue-controlled textarea', page: 'vue?tag=textarea' },
  { name: 'contenteditable', page: 'editable?tag=div' },
  { name: 'contenteditable="plaintext-only"', page: 'editable?tag=div&mode=plaintext-only' },
  { name: 'pre[contenteditable]', page: 'editable?tag=pre' },
  { name: 'Draft.js', page: 'draft' },
  { name: 'Slate', page: 'slate' },
  { name: 'Lexical', page: 'lexical', groups: 350 },
  { name: 'ProseMirror', page: 'prosemirror', groups: 550 },
  { name: 'Tiptap', page: 'tiptap', groups: 550 },
  { name: 'Quill 1', page: 'quill1', groups: 1050 },
  { name: 'Quill 2', page: 'quill', groups: 1050 },
  { name: 'CKEditor 4', page: 'ckeditor4' },
  { name: 'CKEditor 4, inline', page: 'ckeditor4?inline' },
  { name: 'CKEditor 5', page: 'ckeditor5' },
  { name: 'TinyMCE', page: 'tinymce' },
  // The one whose Ctrl+Z takes more than what was put in. It begins a step at keys and pastes only, keys are not ours to
  // press, and nothing in its markup tells it from a plain element, to which nothing should be pasted unasked. Backspace
  // takes back what was put in, as everywhere.
  { name: 'Squire', page: 'squire', groups: 'all', clears: true },
  { name: 'wangEditor 5', page: 'wangeditor' },
  { name: 'Trix', page: 'trix', clears: true, forges: 'mousedown' },
  { name: 'CodeMirror 6', page: 'codemirror', groups: 550 },
  { name: 'medium-editor', page: 'medium' },
];

/** What is done in a case, in order. */
type Act =
  | { insert: string; options?: Omit<InsertOptions, 'allowed'>; outcome?: string }
  /** The palette's own Backspace: taken back or refused. */
  | { undo: boolean }
  /** The key that goes to the next place of what was put in: taken or not. */
  | { next: boolean }
  | { press: string }
  | { type: string };

/** One case of the matrix. */
export interface Case {
  name: string;
  /** The draft typed before: `|` is the caret, `[` and `]` are around what is selected. */
  draft: string;
  /** What is typed and what is put in are meant to be two steps of the editor's own history. */
  pause?: true;
  acts: readonly Act[];
  expected: string;
}

const LINE = '亲，您好😀 مرحبا بكم OK';
const LINES = '亲，您好😀\n48 小时内发出 👨‍👩‍👧\n\nشكرا لكم\n感谢';

/** Every case, the same for all editors. */
export const CASES: readonly Case[] = [
  {
    name: 'fills an empty one, and typing goes on behind it',
    draft: '|',
    acts: [{ insert: LINE }, { type: '！' }],
    expected: `${LINE}！`,
  },
  { name: 'puts several lines into an empty one', draft: '|', acts: [{ insert: LINES }, { type: '！' }], expected: `${LINES}！` },
  { name: 'goes to the caret behind a draft', draft: '草稿。|', acts: [{ insert: LINE }], expected: `草稿。${LINE}` },
  {
    name: 'goes to the caret in the middle of a draft',
    draft: '前面|后面',
    acts: [{ insert: LINE }, { type: '！' }],
    expected: `前面${LINE}！后面`,
  },
  {
    name: 'puts several lines into the middle of a draft',
    draft: '前面|后面',
    acts: [{ insert: LINES }, { type: '！' }],
    expected: `前面${LINES}！后面`,
  },
  { name: 'takes the place of what is selected', draft: '前面[选中]后面', acts: [{ insert: LINE }], expected: `前面${LINE}后面` },
  {
    name: 'puts several lines in place of what is selected',
    draft: '前面[选中]后面',
    acts: [{ insert: LINES }],
    expected: `前面${LINES}后面`,
  },
  {
    name: 'goes in twice in a row',
    draft: '前面|后面',
    acts: [{ insert: LINES }, { insert: LINE }],
    expected: `前面${LINES}${LINE}后面`,
  },
  {
    name: 'takes the place of trigger and query only, and one Backspace takes it back without them',
    draft: '草稿 /fh|后文',
    acts: [{ insert: LINES, options: { replace: { start: 3, end: 6 } } }, { undo: true }],
    expected: '草稿 后文',
  },
  {
    name: 'is taken back to what was selected',
    draft: '前面[选中]后面',
    acts: [{ insert: LINE }, { undo: true }],
    expected: '前面选中后面',
  },
  {
    name: 'is not taken back once something was typed behind it',
    draft: '前面|后面',
    acts: [{ insert: LINE }, { type: '！' }, { undo: false }],
    expected: `前面${LINE}！后面`,
  },
  {
    name: 'leaves the caret where the text says, and is taken back from there',
    draft: '草稿|',
    acts: [
      { insert: '您好😀，\n请稍等', options: { cursors: [4] } },
      { undo: true },
      { insert: LINE, options: { cursors: [3] } },
      { type: '！' },
    ],
    expected: `草稿${LINE.slice(0, 3)}！${LINE.slice(3)}`,
  },
  {
    name: 'lets the caret go on to the next place with what was typed between',
    draft: '草稿|',
    acts: [{ insert: LINE, options: { cursors: [2, 4] } }, { type: '林' }, { next: true }, { type: '！' }, { next: false }],
    expected: `草稿${LINE.slice(0, 2)}林${LINE.slice(2, 4)}！${LINE.slice(4)}`,
  },
  {
    name: 'is undone by Ctrl+Z',
    draft: '草稿|',
    pause: true,
    acts: [{ insert: LINE }, { press: 'Control+z' }],
    expected: '草稿',
  },
  {
    name: 'is undone by one Ctrl+Z when it has several lines',
    draft: '草稿|',
    pause: true,
    acts: [{ insert: LINES }, { press: 'Control+z' }],
    expected: '草稿',
  },
  {
    name: 'keeps to the 500 characters of the counter beside it',
    draft: '草稿|',
    acts: [{ insert: '长'.repeat(499), outcome: 'too-long 1' }, { insert: '长'.repeat(498) }],
    expected: `草稿${'长'.repeat(498)}`,
  },
  { name: 'keeps Latin words apart', draft: 'Hello| friend', acts: [{ insert: 'dear' }], expected: 'Hello dear friend' },
  {
    name: 'shows markup as what it is',
    draft: '草稿|',
    acts: [{ insert: '<b>1 < 2</b> & *3*\n{{4}}' }],
    expected: '草稿<b>1 < 2</b> & *3*\n{{4}}',
  },
];
