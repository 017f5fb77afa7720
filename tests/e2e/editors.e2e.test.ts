import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { editorsIn, headersOf, PLACES } from './editors/places.ts';
import { CASES, EDITORS, type Editor } from './editors/table.ts';
import { type EditorPage, Matrix } from './editors/world.ts';

let matrix: Matrix;
beforeAll(async () => {
  matrix = await Matrix.start();
});
afterAll(() => matrix?.close());

/** The form in which texts are compared: what is sent has no last line break, and no-break blanks are blanks. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ').replace(/\n+$/, '');

describe.each(EDITORS)('insertText into $name', (kind: Editor) => {
  let editor: EditorPage;
  let before: string;
  beforeAll(async () => {
    editor = await matrix.open(kind.page);
    await editor.run(() => content.focus());
    await watchRest();
    before = await rest();
  });
  afterAll(() => editor?.close());

  const model = async (): Promise<string> => plain(await editor.frame.evaluate(() => globalThis.editor.text()));
  const lined = (text: string): string => (kind.oneLine ? text.replaceAll(/\s*\n\s*/g, ' ') : text);

  async function watchRest(): Promise<void> {
    await editor.page.evaluate((own) => {
      for (const type of ['keydown', 'keypress', 'keyup', 'click', 'mousedown', 'submit']) {
        if (type === own) continue;
        addEventListener(type, ({ isTrusted }) => isTrusted || document.body.append(`forged ${type}`), { capture: true });
      }
    }, kind.forges);
  }

  /** Everything of the page but the editor. */
  const rest = (): Promise<string> =>
    editor.page.evaluate(() => {
      const other = document.querySelector<HTMLTextAreaElement>('#other');
      const texts = [...document.body.childNodes]
        .filter(({ nodeType }) => nodeType === 3)
        .map(({ nodeValue }) => nodeValue?.trim());
      return [
        new XMLSerializer().serializeToString(document.querySelector('#rest')!),
        other?.value,
        location.href,
        ...texts,
      ].join('\n');
    });

  /** Types a draft as a person does: `|` is where the caret is left, `[` and `]` around what is selected. */
  async function type(draft: string): Promise<void> {
    const { keyboard } = editor.page;
    const text = draft.replaceAll(/[|[\]]/g, '');
    const [start, end] = /[|]/.test(draft)
      ? [draft.indexOf('|'), draft.indexOf('|')]
      : [draft.indexOf('['), draft.indexOf(']') - 1];
    if (kind.clears) await editor.frame.evaluate(() => globalThis.editor.clear?.());
    await editor.run(() => content.focus());
    if (!kind.clears) for (const key of ['Control+a', 'Delete']) await keyboard.press(key);
    if (text) await keyboard.insertText(text);
    const placed = { text, start, end };
    expect(await editor.run((to) => content.place(to), placed)).toEqual(placed);
  }

  it.each(CASES)('$name', async ({ draft, pause, acts, expected }) => {
    await type(draft);
    if (pause && typeof kind.groups === 'number') await editor.page.waitForTimeout(kind.groups);
    const changes = await editor.frame.evaluate(() => globalThis.editor.changes);
    for (const act of acts) {
      if ('insert' in act) {
        const outcome = await editor.run(([text, options]) => content.insert(text, options), [
          act.insert,
          act.options ?? {},
        ] as const);
        expect(outcome).toBe(act.outcome ?? 'inserted');
      } else if ('undo' in act) expect(await editor.run(() => content.undo())).toBe(act.undo);
      else if ('next' in act) expect(await editor.run(() => content.next())).toBe(act.next);
      else if ('press' in act) await editor.page.keyboard.press(act.press);
      else await editor.page.keyboard.insertText(act.type);
    }
    // An editor that has one step for everything is only asked whether what was put in is gone.
    const wanted = plain(lined(pause && kind.groups === 'all' ? '' : expected));
    await expect.poll(model, { timeout: 2000, interval: 10 }).toBe(wanted);
    expect(plain((await editor.run(() => content.draft())).text)).toBe(wanted);
    if (expected !== draft.replaceAll(/[|[\]]/g, ''))
      expect(await editor.frame.evaluate(() => globalThis.editor.changes)).toBeGreaterThan(changes);
  });

  it('changes nothing else on the page and makes it complain of nothing', async () => {
    expect(await rest()).toBe(before);
    expect(editor.errors).toEqual([]);
  });
});

describe.each(PLACES)('insertText in $name', (place) => {
  let editor: EditorPage;
  beforeAll(async () => {
    editor = await matrix.tab();
  });
  afterAll(() => editor?.close());

  it.each(editorsIn(place))('into $name', async (kind) => {
    await editor.goTo(place.page(kind), headersOf(place, kind));
    const lines = '亲，您好😀\n48 小时内发出\n\nشكرا';
    const text = kind.oneLine ? lines.replaceAll(/\s*\n\s*/g, ' ') : lines;
    const model = async (): Promise<string> => plain(await editor.frame.evaluate(() => globalThis.editor.text()));
    const draft = async (): Promise<string> => plain((await editor.run(() => content.draft())).text);
    await editor.run(() => content.focus());
    await editor.page.keyboard.insertText('前面后面');
    await editor.run((placed) => content.place(placed), { text: '前面后面', start: 2, end: 2 });
    expect(await editor.run((all) => content.insert(all), lines)).toBe('inserted');
    await expect.poll(model, { interval: 10 }).toBe(`前面${text}后面`);
    expect(await draft()).toBe(`前面${text}后面`);
    expect(await editor.run(() => content.undo())).toBe(true);
    await expect.poll(model, { interval: 10 }).toBe('前面后面');
    expect(editor.errors).toEqual([]);
  });

  it('copies what does not stay', async () => {
    const stubborn = { name: 'stubborn', page: 'stubborn' };
    await editor.goTo(place.page(stubborn), headersOf(place, stubborn));
    // The older way to the clipboard needs a key or click of a moment ago, as there always is one.
    await editor.run(() => content.focus());
    await editor.page.keyboard.press('End');
    expect(await editor.run(() => content.insert('很长的一段话'))).toBe('copied');
    expect(await editor.frame.evaluate(() => globalThis.editor.text())).toBe('draft');
    expect((await editor.run(() => content.draft())).text).toBe('draft');
    // Read in a page of its own: a frame of another origin may not, nor the page around it while the frame is in use.
    const reader = await editor.page.context().newPage();
    await reader.goto('https://chat.example/fields?tag=textarea');
    expect(await reader.evaluate(() => navigator.clipboard.readText())).toBe('很长的一段话');
    await reader.close();
  });
});

describe('insertText', () => {
  let editor: EditorPage;
  afterEach(() => editor?.close());

  it('is a step of its own for Ctrl+Z in every editor but one', () => {
    expect(EDITORS.flatMap(({ name, groups }) => (groups === 'all' ? [name] : []))).toEqual(['Squire']);
  });

  it('says so when there is no editor to write to, or not one', async () => {
    editor = await matrix.open('fields?tag=textarea');
    await editor.page.evaluate(() => document.querySelector('[data-editor]')?.setAttribute('readonly', ''));
    expect(await editor.run(() => content.insert('x'))).toBe('no-editor');
    await editor.close();
    editor = await matrix.open('editable?tag=pre');
    await editor.page.evaluate(() => document.querySelector('[data-editor]')?.setAttribute('contenteditable', 'false'));
    expect(await editor.run(() => content.insert('x'))).toBe('no-editor');
  });

  it('honours maxlength', async () => {
    editor = await matrix.open('fields?tag=textarea');
    await editor.page.evaluate(() => document.querySelector('[data-editor]')?.setAttribute('maxlength', '20'));
    expect(await editor.run(() => content.insert('x'.repeat(21)))).toBe('too-long 1');
    expect(await editor.run(() => content.insert('x'.repeat(20)))).toBe('inserted');
  });

  it('works behind lines that were typed, and does not delete pictures in the draft', async () => {
    editor = await matrix.open('editable?tag=pre');
    await editor.run(() => content.focus());
    await editor.page.keyboard.type('a');
    for (const key of ['Shift+Enter', 'Shift+Enter']) await editor.page.keyboard.press(key);
    expect(await editor.run(() => content.insert('插入'))).toBe('inserted');
    expect((await editor.run(() => content.draft())).text).toBe('a\n\n插入');
    await editor.page.evaluate(() => {
      const element = document.querySelector('[data-editor]')!;
      element.append(new Image(), ' /fh');
      getSelection()?.selectAllChildren(element);
      getSelection()?.collapseToEnd();
    });
    const { start } = await editor.run(() => content.draft());
    const replace = { start: start - 3, end: start };
    expect(await editor.run((stretch) => content.insert('发货', { replace: stretch }), replace)).toBe('inserted');
    expect((await editor.run(() => content.draft())).text).toBe('a\n\n插入\ufffc 发货');
    expect(await editor.page.evaluate(() => document.querySelectorAll('#host img').length)).toBe(1);
  });

  it.each(['fields?tag=textarea', 'lexical'])('writes and copies nothing once it is no longer allowed (%s)', async (name) => {
    editor = await matrix.open(name);
    await editor.run(() => content.focus());
    await editor.page.keyboard.insertText('草稿');
    expect(await editor.run(() => content.insertUnless('给别人的'))).toBe('not-allowed');
    expect(await editor.page.evaluate(() => globalThis.editor.text())).toBe('草稿');
    expect(await editor.page.evaluate(() => navigator.clipboard.readText())).not.toBe('给别人的');
  });
});

describe('insertFiles', () => {
  /** Each page with what becomes of two files; `shown` is how many pictures of them the page has afterwards. */
  const PAGES = [
    { page: 'attach?take=paste', outcome: 'inserted', shown: 2 },
    { page: 'attach?take=drop', outcome: 'inserted', shown: 2 },
    { page: 'attach?take=text', outcome: 'unseen', shown: 0 },
    { page: 'attach?take=nothing', outcome: 'refused', shown: 0 },
    { page: 'fields?tag=textarea', outcome: 'refused', shown: 0 },
    { page: 'editable?tag=div&shadow', outcome: 'refused', shown: 0 },
    { page: 'quill', outcome: 'inserted', shown: 2 },
    { page: 'tinymce', outcome: 'inserted', shown: 2 },
    { page: 'trix', outcome: 'inserted', shown: 2 },
    { page: 'medium', outcome: 'inserted', shown: 2 },
    { page: 'slate', outcome: 'unseen', shown: 0 },
    { page: 'prosemirror', outcome: 'refused', shown: 0 },
  ] as const;

  it.each(PAGES)('on $page: $outcome', async ({ page: name, outcome, shown }) => {
    const editor = await matrix.open(name);
    await editor.run(() => content.focus());
    await editor.page.keyboard.type('draft');
    const pictures = (): Promise<number> =>
      editor.page.evaluate(() => {
        const documents = [document, ...[...document.querySelectorAll('iframe')].flatMap((frame) => frame.contentDocument ?? [])];
        const all = documents.flatMap((each) => [...each.querySelectorAll('img')]);
        return all.filter(({ src }) => /^(?:blob|data):/.test(src)).length;
      });

    expect(await editor.run(() => content.files(['one.png', 'two.png'], false))).toBe('refused');
    expect(await editor.run(() => content.files(['one.png', 'two.png'], true))).toBe(outcome);
    expect(await pictures()).toBe(shown);
    const draft = await editor.page.evaluate(() => globalThis.editor.text());
    expect(draft.replaceAll(/[\n\ufffc]/g, '')).toBe('draft');
    expect(await editor.page.evaluate(() => document.querySelectorAll('[data-over]').length)).toBe(0);

    expect(await editor.run(() => content.copy())).toBe(true);
    const copied = await editor.page.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types }) => types));
    expect(copied).toEqual(['image/png']);
    expect(editor.errors).toEqual([]);
    await editor.close();
  });
});
