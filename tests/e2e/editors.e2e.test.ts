import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

describe('insertFiles', () => {
  /** Each page with what becomes of two files; `shown` is how many pictures of them the page has afterwards. */
  const PAGES = [
    { page: 'attach?take=paste', outcome: 'inserted', shown: 2 },
    { page: 'attach?take=drop', outcome: 'inserted', shown: 2 },
    { page: 'attach?take=text', outcome: 'refused', shown: 0 },
    { page: 'attach?take=nothing', outcome: 'refused', shown: 0 },
    { page: 'fields?tag=textarea', outcome: 'refused', shown: 0 },
    { page: 'editable?tag=div&shadow', outcome: 'refused', shown: 0 },
    { page: 'quill', outcome: 'inserted', shown: 2 },
    { page: 'tinymce', outcome: 'inserted', shown: 2 },
    { page: 'trix', outcome: 'inserted', shown: 2 },
    { page: 'medium', outcome: 'inserted', shown: 2 },
    { page: 'slate', outcome: 'refused', shown: 0 },
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
