// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Rendered } from '#lib/domain/chat.ts';
import type { Stopped } from '#lib/dom/stops.ts';
import type { TemplateBrief } from '#lib/domain/template.ts';
import type { PaletteContext } from '#lib/inpage/bridge.ts';
import { PaletteSession } from '#lib/inpage/palette-session.ts';
import { pinyinKeys } from '#lib/search/pinyin.ts';

const template = (id: string, shopId?: string): TemplateBrief => ({
  id,
  title: `发货${id}`,
  body: id,
  folder: '',
  language: 'zh',
  uses: 0,
  code: `fh${id}`,
  ...(shopId && { shopId }),
  ...pinyinKeys(`发货${id}`),
});
const LIST = [template('b', 'taobao|b'), template('all'), template('a', 'taobao|a')];

interface Data {
  templateId?: string;
  answers?: Record<string, string>;
  preview?: true | 'named';
}

/** What the row that is selected would read like, and of which templates that was asked. */
let sample: Rendered;
let previews: string[];
let revision: string;
let tellWho: (shopId: string | null) => void;
let field: HTMLTextAreaElement;
let open: string;
let rendered: Rendered;
let renderWith: ((answers: Record<string, string>) => Rendered) | null;
let asked: Record<string, string>[];
let keeps: boolean;
let copied: string[];
let said: string[];
let places: number[][];

beforeEach(() => {
  open = '海棠';
  copied = [];
  said = [];
  places = [];
  previews = [];
  revision = '1';
  LIST.length = 3;
  sample = { outcome: 'gone' };
  asked = [];
  renderWith = null;
  const answers: Record<string, (done: (answer: unknown) => void, data: Data) => void> = {
    templates: (done) => done({ revision, list: LIST }),
    whoIsOpen: (done) => (tellWho = (shopId) => done({ name: '海棠', shop: '青禾', language: 'zh', stage: null, shopId })),
    render: (done, { answers: given = {}, preview, templateId = '' }) => {
      if (preview === 'named') {
        previews.push(templateId);
        return done(sample);
      }
      asked.push(given);
      done(renderWith?.(given) ?? rendered);
    },
    keep: (done) => done({ ok: keeps }),
    templateUsed: (done) => done({ ok: true }),
  };
  vi.stubGlobal('getComputedStyle', () => ({}));
  vi.stubGlobal('chrome', {
    runtime: {
      id: 'test',
      sendMessage: ({ type, data }: { type: string; data: object }, done: (answer: unknown) => void) =>
        answers[type]?.((answer) => queueMicrotask(() => done({ res: answer })), data),
      onMessage: { addListener: () => undefined, removeListener: () => undefined },
    },
  });
  vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText: (text: string) => Promise.resolve(copied.push(text)) } });
  field = document.createElement('textarea');
  document.body.replaceChildren(field);
  document.execCommand = (_command, _show, text = '') => {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
    return field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }));
  };
});
afterEach(() => vi.unstubAllGlobals());

const turn = (): Promise<void> => new Promise((resume) => setTimeout(resume));

async function opened(): Promise<PaletteSession> {
  field.value = '/fh';
  field.setSelectionRange(3, 3);
  const context: PaletteContext = {
    editor: field,
    trigger: { kind: 'typed', at: 0, length: 1 },
    fingerprint: () => open,
    pictures: async () => ({ outcome: 'none', count: 0 }),
    signal: new AbortController().signal,
  };
  const events = {
    changed: () => undefined,
    said: (_: unknown, text: string) => void said.push(text),
    closed: () => undefined,
    placed: ({ stops }: Stopped) => void places.push([...stops]),
  };
  const session = new PaletteSession(context, events, document.body);
  await turn();
  return session;
}

it('drops the rows of other shops as soon as it is known whose chat it is, and keeps what was selected', async () => {
  const first = await opened();
  tellWho(null);
  await turn();
  expect(first.panel.rows?.map(({ template: { id } }) => id)).toEqual(['all']);
  first.close();

  const late = await opened();
  const ids = (): string[] => late.panel.rows?.map(({ template: { id } }) => id) ?? [];
  const before = ids();
  expect(before.toSorted()).toEqual(['a', 'all', 'b']);
  late.select(before.indexOf('all'));
  tellWho('taobao|a');
  await turn();
  expect(ids()).toEqual(before.filter((id) => id !== 'b'));
  expect(late.panel.rows?.[late.panel.selected]?.template.id).toBe('all');
  late.close();
});

it.each([
  [true, '会话已切换，未插入。给 海棠 的回复已留在侧边栏', []],
  [false, '会话已切换，未插入。给 海棠 的回复没能留在侧边栏，已复制', ['48 小时内发出']],
])('says that a reply waits in the panel only if it does (%s), and copies it otherwise', async (ok, text, clipboard) => {
  rendered = { outcome: 'ready', text: '48 小时内发出' };
  keeps = ok;
  const session = await opened();
  tellWho(null);
  await turn();
  const choosing = session.choose(0);
  // The answer is on its way: the chat is switched right before the text goes in.
  queueMicrotask(() => queueMicrotask(() => (open = '别人')));
  await choosing;
  await vi.waitFor(() => expect(said).toEqual([text]));
  expect(copied).toEqual(clipboard);
  expect(field.value).toBe('/fh');
});

it.each([
  [true, '第 1 条已插入，其余 2 条在侧边栏，发送后再放', []],
  [false, '第 1 条已插入，其余 2 条没能留在侧边栏，已复制，发送后按 Ctrl+V', ['乙\n\n丙']],
])('says what became of the messages after the first (%s)', async (ok, text, clipboard) => {
  rendered = { outcome: 'ready', text: '甲\n\n乙\n\n丙', messages: ['甲', '乙', '丙'] };
  keeps = ok;
  const session = await opened();
  tellWho(null);
  await turn();
  await session.choose(0);
  await vi.waitFor(() => expect(said).toEqual(['第 1 条已插入，未发送，还有 2 条', text]));
  expect(field.value).toBe('甲');
  expect(copied).toEqual(clipboard);
});

it('shows what is typed into the form in the text at once', async () => {
  renderWith = ({ 尺码 = '＿＿' }) => ({
    outcome: 'missing',
    slots: [
      { name: '尺码', label: '尺码' },
      { name: '颜色', label: '颜色' },
    ],
    partial: `建议选 ${尺码}，${'＿＿'}`,
  });
  const session = await opened();
  tellWho(null);
  await turn();
  await session.choose(0);
  expect(session.panel.form?.preview).toBe('建议选 ＿＿，＿＿');
  for (const value of ['M', 'M 码', 'L']) session.answer('尺码', value);
  await turn();
  expect(session.panel.form?.preview).toBe('建议选 L，＿＿');
  // While one is on its way only the newest waits.
  expect(asked).toEqual([{}, { 尺码: 'M' }, { 尺码: 'L' }]);
  expect(session.panel.form?.values).toEqual({ 尺码: 'L' });
  session.close();
});

it('puts nothing in when the filled text is too long, and says how long it is', async () => {
  rendered = { outcome: 'too-long', length: 4213, limit: 4000, partial: '一'.repeat(4213) };
  const session = await opened();
  tellWho(null);
  await turn();
  await session.choose(0);
  expect(session.panel).toMatchObject({ busy: false, form: null });
  expect(session.panel.problem).toContain('4213 字，最多 4000 字，没有插入');
  expect(field.value).toBe('/fh');
  session.close();
});

it('tells where in the draft the caret goes in turn, and leaves it at the first', async () => {
  rendered = {
    outcome: 'ready',
    text: '您的已发出，预计到\n\n第二条',
    cursors: [2, 8, 12],
    messages: ['您的已发出，预计到', '第二条'],
  };
  const session = await opened();
  tellWho(null);
  await turn();
  await session.choose(0);
  expect(places).toEqual([[2, 8]]);
  expect([field.value, field.selectionStart]).toEqual(['您的已发出，预计到', 2]);
});

const rest = (): Promise<void> => new Promise((resume) => setTimeout(resume, 160));

/** Opens once, so that the next opening has the list. */
async function read(): Promise<void> {
  const session = await opened();
  tellWho(null);
  await turn();
  session.close();
  previews = [];
}

it('shows the selected row as this buyer would get it once the selection rests, and asks once for each', async () => {
  sample = { outcome: 'ready', text: '海棠，已发出' };
  const session = await opened();
  tellWho(null);
  await turn();
  await rest();
  // Nothing of these is filled in.
  expect([previews, session.panel.sample]).toEqual([[], null]);
  session.close();

  LIST.push({ ...template('s1'), body: '{买家}，已发出', uses: 9 }, { ...template('s2'), body: '{买家}，在备货', uses: 8 });
  revision = '2';
  await read();
  const late = await opened();
  tellWho(null);
  await turn();
  late.select(1);
  late.select(0);
  expect(previews).toEqual([]);
  await rest();
  expect([previews, late.panel.sample]).toEqual([['s1'], '海棠，已发出']);
  late.select(1);
  expect(late.panel.sample).toBeNull();
  await rest();
  late.select(0);
  expect([previews, late.panel.sample]).toEqual([['s1', 's2'], '海棠，已发出']);
  late.close();
});

it('asks for no preview of what is being put in', async () => {
  LIST.push({ ...template('s1'), body: '{买家}，已发出', uses: 9 });
  revision = '3';
  await read();
  rendered = { outcome: 'ready', text: '海棠，已发出' };
  const session = await opened();
  tellWho(null);
  await turn();
  await session.choose(0);
  await rest();
  expect([previews, asked, field.value]).toEqual([[], [{}], '海棠，已发出']);
});
